import { Alert, Stack, Text } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { makeKey, myKeyQuery } from './my-key.js';
import { NewPassphrase } from './NewPassphrase.js';

/** Makes one's own key; `replaces` where the former one is lost. */
export function MakeKey({ replaces, onCancel, onMade }: MakeKeyProps) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const making = useMutation({
    mutationFn: (passphrase: string) => makeKey(passphrase, t('vault.make.label'), replaces),
    onSuccess: async () => {
      await queries.invalidateQueries(myKeyQuery);
      void queries.invalidateQueries({ queryKey: ['unit-keys'] });
      onMade?.();
    },
  });
  return (
    <Stack>
      <Text>{replaces ? t('vault.page.replaceText') : t('vault.make.text')}</Text>
      {making.isError && (
        <Alert color="red" role="alert">
          {t('vault.make.failed')}
        </Alert>
      )}
      <NewPassphrase
        action={t('vault.make.done')}
        isBusy={making.isPending}
        onChosen={(passphrase) => making.mutate(passphrase)}
        onCancel={onCancel}
      />
    </Stack>
  );
}

interface MakeKeyProps {
  replaces: boolean;
  onCancel?: () => void;
  onMade?: () => void;
}

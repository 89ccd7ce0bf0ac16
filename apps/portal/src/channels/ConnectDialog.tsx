import { Button, Checkbox, Group, Modal, Stack, Text } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { answer, api } from '../api/client.js';
import { Failure } from '../states/Failure.js';

const CONFIRMATIONS = ['authority', 'terms', 'letter-box'] as const;

/** Before X's page opens: what whoever connects an account answers for. Who and when stays in the log. */
export function ConnectDialog({ opened, onClose }: { opened: boolean; onClose: () => void }) {
  const { t } = useTranslation();
  const [confirmed, setConfirmed] = useState<string[]>([]);
  const connecting = useMutation({
    mutationFn: () => answer(api.POST('/api/x/sign-ins', { body: { confirmed: [...CONFIRMATIONS] } })),
    onSuccess: ({ url }) => location.assign(url),
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    connecting.mutate();
  };
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title={t('x.confirm.title')}
      closeButtonProps={{ 'aria-label': t('x.confirm.cancel') }}
      size="lg"
    >
      <form onSubmit={submit}>
        <Stack gap="sm">
          <Text size="sm">{t('x.confirm.text')}</Text>
          <Checkbox.Group value={confirmed} onChange={setConfirmed} label={t('x.confirm.label')}>
            <Stack gap="sm" mt="xs">
              {CONFIRMATIONS.map((each) => (
                <Checkbox key={each} value={each} label={t(`x.confirm.${each}`)} />
              ))}
            </Stack>
          </Checkbox.Group>
          {connecting.isError && <Failure error={connecting.error} />}
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              {t('x.confirm.cancel')}
            </Button>
            <Button
              type="submit"
              loading={connecting.isPending}
              disabled={confirmed.length < CONFIRMATIONS.length}
            >
              {t('x.confirm.go')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}

import { Alert, Anchor, Button, Group, Modal, PasswordInput, Stack, Text } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Failure } from '../states/Failure.js';
import { Loading } from '../states/Loading.js';
import { giveUp } from './door.js';
import { MakeKey } from './MakeKey.js';
import { myKeyQuery, SwappedKey, unlockByPassphrase, unlockByPasskey } from './my-key.js';
import { mayHavePasskeys, WontOpen } from './wrapping.js';

/** Asks for the passphrase or passkey; who has no key yet makes one here. */
export default function UnlockDialog() {
  const { t } = useTranslation();
  const myKey = useQuery(myKeyQuery);
  const hasKey = myKey.data?.recipient != null;
  return (
    <Modal
      opened
      onClose={giveUp}
      title={t(myKey.isSuccess && !hasKey ? 'vault.make.title' : 'vault.unlock.title')}
      closeButtonProps={{ 'aria-label': t('close') }}
      closeOnClickOutside={false}
    >
      {myKey.isPending ? (
        <Loading label={t('vault.unlock.title')} />
      ) : myKey.isError ? (
        <Failure error={myKey.error} onRetry={() => void myKey.refetch()} />
      ) : hasKey ? (
        <Unlock hasPasskey={myKey.data.wraps.some(({ kind }) => kind === 'passkey')} />
      ) : (
        <MakeKey replaces={false} onCancel={giveUp} />
      )}
    </Modal>
  );
}

/** What to say of a failure that has words of its own; of a passkey's, always. */
function trouble(passphrase: Error | null, passkey: Error | null) {
  if (passphrase instanceof SwappedKey || passkey instanceof SwappedKey) return 'vault.unlock.swapped';
  if (passkey !== null) return 'vault.unlock.wrongPasskey';
  return passphrase instanceof WontOpen ? 'vault.unlock.wrong' : undefined;
}

function Unlock({ hasPasskey }: { hasPasskey: boolean }) {
  const { t } = useTranslation();
  const [passphrase, setPassphrase] = useState('');
  const byPassphrase = useMutation({
    mutationFn: () => unlockByPassphrase(passphrase),
    onError: () => setPassphrase(''),
  });
  const byPasskey = useMutation({ mutationFn: unlockByPasskey });
  const told = trouble(byPassphrase.error, byPasskey.error);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (passphrase !== '') byPassphrase.mutate();
  };
  return (
    <form onSubmit={submit}>
      <Stack>
        <Text size="sm">{t('vault.unlock.text')}</Text>
        {told !== undefined && (
          <Alert color="red" role="alert">
            {t(told)}
          </Alert>
        )}
        {byPassphrase.isError && told === undefined && <Failure error={byPassphrase.error} />}
        {hasPasskey && mayHavePasskeys() && (
          <Button
            variant="default"
            loading={byPasskey.isPending}
            onClick={() => byPasskey.mutate()}
            data-autofocus
          >
            {t('vault.unlock.passkey')}
          </Button>
        )}
        <PasswordInput
          label={t('vault.unlock.passphrase')}
          value={passphrase}
          onChange={(event) => setPassphrase(event.currentTarget.value)}
          autoComplete="off"
          visibilityToggleButtonProps={{ 'aria-label': t('vault.unlock.show') }}
          data-autofocus={hasPasskey ? undefined : true}
        />
        <Group justify="space-between">
          <Text size="sm" c="dimmed">
            {t('vault.unlock.lost')}{' '}
            <Anchor component={Link} to="/keys" onClick={giveUp} inherit underline="always">
              {t('vault.unlock.toKeys')}
            </Anchor>
          </Text>
          <Button type="submit" loading={byPassphrase.isPending}>
            {t('vault.unlock.open')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

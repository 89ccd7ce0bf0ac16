import { Alert, Button, Group, Modal, Text } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '../api/client.js';
import { useStaff } from '../session/session.js';
import { Icon } from '../shell/Icon.js';
import { Failure } from '../states/Failure.js';
import { Loading } from '../states/Loading.js';
import { Panel } from '../shell/Panel.js';
import { useTimes } from '../words/times.js';
import { unlockKeys } from './door.js';
import { IDLE_MINUTES, lock, useKeyring } from './keyring.js';
import classes from './KeysPage.module.css';
import { MakeKey } from './MakeKey.js';
import { addPasskey, addPassphrase, myKeyQuery } from './my-key.js';
import { NewPassphrase } from './NewPassphrase.js';
import { fingerprint } from './unit-keys.js';
import { mayHavePasskeys } from './wrapping.js';

/** One's own key: whether it is there, whether it is open, and the ways to open it. */
export function MyKey() {
  const { t } = useTranslation();
  const myKey = useQuery(myKeyQuery);
  return (
    <Panel title={t('vault.page.mine')}>
      {myKey.isPending ? (
        <Loading label={t('vault.page.mine')} />
      ) : myKey.isError ? (
        <Failure error={myKey.error} onRetry={() => void myKey.refetch()} />
      ) : myKey.data.recipient === null ? (
        <div className={classes.narrow}>
          <MakeKey replaces={false} />
        </div>
      ) : (
        <Existing />
      )}
    </Panel>
  );
}

function Existing() {
  const { t } = useTranslation();
  const keyring = useKeyring();
  const [isReplacing, setReplacing] = useState(false);
  return (
    <>
      <Group mb="md">
        <Text>
          {keyring === undefined ? t('vault.page.locked') : t('vault.page.open', { minutes: IDLE_MINUTES })}
        </Text>
        {keyring === undefined ? (
          <Button
            size="xs"
            leftSection={<Icon name="lock" />}
            onClick={() => void unlockKeys().catch(() => undefined)}
          >
            {t('vault.page.unlock')}
          </Button>
        ) : (
          <Button size="xs" variant="default" leftSection={<Icon name="lock" />} onClick={lock}>
            {t('vault.page.lock')}
          </Button>
        )}
      </Group>
      {keyring !== undefined && (
        <Text size="sm" c="dimmed" mb="md">
          {t('vault.page.fingerprint', { fingerprint: fingerprint(keyring.recipient) })}
        </Text>
      )}
      <Ways isOpen={keyring !== undefined} />
      <Button mt="md" size="xs" variant="subtle" onClick={() => setReplacing(true)}>
        {t('vault.page.replace')}
      </Button>
      {isReplacing && (
        <Modal
          opened
          onClose={() => setReplacing(false)}
          title={t('vault.page.replaceTitle')}
          closeButtonProps={{ 'aria-label': t('close') }}
        >
          <MakeKey replaces onCancel={() => setReplacing(false)} onMade={() => setReplacing(false)} />
        </Modal>
      )}
    </>
  );
}

function Ways({ isOpen }: { isOpen: boolean }) {
  const { t } = useTranslation();
  const { date } = useTimes();
  const staff = useStaff();
  const queries = useQueryClient();
  const { data } = useQuery(myKeyQuery);
  const [isAdding, setAdding] = useState(false);
  const refresh = () => queries.invalidateQueries(myKeyQuery);
  const passkey = useMutation({
    mutationFn: () => addPasskey(t('vault.page.passkeyName'), `Colabora ${staff.email}`),
    onSuccess: refresh,
  });
  const passphrase = useMutation({
    mutationFn: (chosen: string) => addPassphrase(chosen, t('vault.make.label')),
    onSuccess: async () => {
      setAdding(false);
      await refresh();
    },
  });
  const removing = useMutation({
    mutationFn: (id: string) => api.DELETE('/api/my-key/wraps/{id}', { params: { path: { id } } }),
    onSettled: refresh,
  });
  const wraps = data?.wraps ?? [];
  return (
    <>
      <Text size="sm" fw={600}>
        {t('vault.page.ways')}
      </Text>
      <ul className={classes.ways}>
        {wraps.map((wrap) => (
          <li key={wrap.id}>
            <span>
              {t(`vault.page.kinds.${wrap.kind}`)}, {t('vault.page.since', { date: date(wrap.madeAt) })}
            </span>
            {wraps.length > 1 && (
              <Button
                size="compact-xs"
                variant="default"
                onClick={() => removing.mutate(wrap.id)}
                aria-label={t('vault.page.removeNamed', { name: t(`vault.page.kinds.${wrap.kind}`) })}
              >
                {t('vault.page.remove')}
              </Button>
            )}
          </li>
        ))}
      </ul>
      {passkey.isError && (
        <Alert color="red" role="alert" mb="sm">
          {t('vault.page.passkeyFailed')}
        </Alert>
      )}
      {isOpen && (
        <Group>
          {mayHavePasskeys() && (
            <Button size="xs" variant="default" loading={passkey.isPending} onClick={() => passkey.mutate()}>
              {t('vault.page.addPasskey')}
            </Button>
          )}
          <Button size="xs" variant="default" onClick={() => setAdding(true)}>
            {t('vault.page.addPassphrase')}
          </Button>
        </Group>
      )}
      {isAdding && (
        <Modal
          opened
          onClose={() => setAdding(false)}
          title={t('vault.page.addPassphrase')}
          closeButtonProps={{ 'aria-label': t('close') }}
        >
          {passphrase.isError && <Failure error={passphrase.error} />}
          <NewPassphrase
            action={t('vault.page.addPassphrase')}
            isBusy={passphrase.isPending}
            onChosen={(chosen) => passphrase.mutate(chosen)}
            onCancel={() => setAdding(false)}
          />
        </Modal>
      )}
    </>
  );
}

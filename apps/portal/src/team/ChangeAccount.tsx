import { Alert, Button, Divider, Group, Modal, Stack, Text } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '../api/client.js';
import { isProblem } from '../api/problem.js';
import type { Account } from '../api/types.js';
import { useStaff } from '../session/session.js';
import { Failure } from '../states/Failure.js';
import { type Rights, RightsFields } from './RightsFields.js';

interface ChangeAccountProps {
  account: Account;
  onClose: () => void;
  onChanged: () => void;
}

/** Somebody moves to another unit, gets another duty or leaves. It acts from their next click on. */
export function ChangeAccount({ account, onClose, onChanged }: ChangeAccountProps) {
  const { t } = useTranslation();
  const isMyself = useStaff().accountId === account.accountId;
  const [rights, setRights] = useState<Rights>({
    name: account.name,
    roles: account.roles,
    unitIds: account.unitIds,
  });
  const params = { path: { id: account.accountId } };
  const changing = useMutation({
    mutationFn: () => api.PUT('/api/accounts/{id}', { params, body: rights }),
    onSuccess: onChanged,
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    changing.mutate();
  };
  const shutsMyselfOut = isProblem(changing.error, 'own-account');
  const losesUnit = account.unitIds.some((id) => !rights.unitIds.includes(id));

  return (
    <Modal
      opened
      onClose={onClose}
      title={t('team.change.title', { name: account.name })}
      closeButtonProps={{ 'aria-label': t('close') }}
    >
      <form onSubmit={submit} noValidate>
        <Stack>
          {shutsMyselfOut && (
            <Alert color="clay" role="alert">
              {t('team.change.myself')}
            </Alert>
          )}
          <RightsFields form={rights} onChange={setRights} error={shutsMyselfOut ? null : changing.error} />
          {losesUnit && <Alert color="clay">{t('team.change.losesUnit')}</Alert>}
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              {t('cancel')}
            </Button>
            <Button type="submit" loading={changing.isPending}>
              {t('team.change.save')}
            </Button>
          </Group>
        </Stack>
      </form>
      {!isMyself && <Leaving account={account} onDisabled={onChanged} />}
    </Modal>
  );
}

/** The account is shut at once; it stays in the list, as the log names it. */
function Leaving({ account, onDisabled }: { account: Account; onDisabled: () => void }) {
  const { t } = useTranslation();
  const [isAsked, setAsked] = useState(false);
  const disabling = useMutation({
    mutationFn: () => api.POST('/api/accounts/{id}/disable', { params: { path: { id: account.accountId } } }),
    onSuccess: onDisabled,
  });
  return (
    <>
      <Divider my="lg" />
      <Stack gap="xs">
        {disabling.isError && <Failure error={disabling.error} />}
        <Text size="sm">{t('team.disable.what')}</Text>
        {isAsked ? (
          <Group role="group" aria-label={t('team.disable.sure', { name: account.name })}>
            <Button
              color="red"
              loading={disabling.isPending}
              onClick={() => disabling.mutate()}
              data-autofocus
            >
              {t('team.disable.now')}
            </Button>
            <Button variant="default" onClick={() => setAsked(false)}>
              {t('cancel')}
            </Button>
          </Group>
        ) : (
          <Group>
            <Button variant="default" onClick={() => setAsked(true)}>
              {t('team.disable.ask')}
            </Button>
          </Group>
        )}
      </Stack>
    </>
  );
}

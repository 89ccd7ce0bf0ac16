import { Alert, Button, Group, Modal, Stack, Text, Textarea } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useStaff } from '../session/session.js';
import { Failure } from '../states/Failure.js';
import { unlockKeys } from './door.js';
import { readPaperKey } from './paper-words.js';
import { bringIn, OtherKey, type UnitKeysView, unitKeysQuery } from './unit-keys.js';

interface BringInProps {
  unit: { id: string; name: string };
  state: UnitKeysView;
  onClose: () => void;
}

class Unreadable extends Error {}

/** The paper key, typed or pasted: it proves itself against the unit's public key before anything is sent. */
export function BringIn({ unit, state, onClose }: BringInProps) {
  const { t } = useTranslation();
  const staff = useStaff();
  const queries = useQueryClient();
  const [typed, setTyped] = useState('');
  const bringing = useMutation({
    mutationFn: async () => {
      const identity = readPaperKey(typed);
      if (identity === undefined) throw new Unreadable();
      const { recipient } = await unlockKeys();
      const members = state.members.map((member) =>
        member.accountId === staff.accountId ? { ...member, recipient } : member,
      );
      await bringIn(unit.id, { ...state, members }, identity, staff.accountId);
    },
    onSuccess: async () => {
      await queries.invalidateQueries(unitKeysQuery(unit.id));
      onClose();
    },
  });
  const { error } = bringing;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    bringing.mutate();
  };
  return (
    <Modal
      opened
      onClose={onClose}
      title={t('vault.paper.bringTitle')}
      closeButtonProps={{ 'aria-label': t('close') }}
      closeOnClickOutside={false}
    >
      <form onSubmit={submit}>
        <Stack>
          <Text size="sm">{t('vault.paper.bringText', { unit: unit.name })}</Text>
          {(error instanceof Unreadable || error instanceof OtherKey) && (
            <Alert color="red" role="alert">
              {t(error instanceof OtherKey ? 'vault.paper.other' : 'vault.paper.unreadable')}
            </Alert>
          )}
          {error !== null && !(error instanceof Unreadable) && !(error instanceof OtherKey) && (
            <Failure error={error} />
          )}
          <Textarea
            label={t('vault.paper.bringLabel')}
            value={typed}
            onChange={(event) => setTyped(event.currentTarget.value)}
            autosize
            minRows={3}
            autoComplete="off"
            spellCheck={false}
            data-autofocus
          />
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              {t('cancel')}
            </Button>
            <Button type="submit" loading={bringing.isPending} disabled={typed.trim() === ''}>
              {t('vault.paper.bring')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}

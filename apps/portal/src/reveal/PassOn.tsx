import { Alert, Button, Group, Modal, NativeSelect, Stack, Text, TextInput } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { answer, api } from '../api/client.js';
import { isProblem } from '../api/problem.js';
import type { Tip } from '../api/types.js';
import { unitsQuery } from '../desk/names.js';
import { countsQuery, QUEUE } from '../queue/queue-queries.js';
import { Failure } from '../states/Failure.js';
import { tipQuery } from '../tips/tip-queries.js';
import { toBase64 } from '../vault/bytes.js';
import { NotUnlocked, unlockKeys } from '../vault/door.js';
import { NoFittingKey, resealGrant } from '../vault/open-sealed.js';
import { fingerprint } from '../vault/unit-keys.js';

const REASON_MIN_LENGTH = 3;

/** What to say of a failure that has words of its own. */
function trouble(error: Error | null) {
  if (error instanceof NoFittingKey) return 'reveal.view.noKey';
  if (isProblem(error, 'changed-meanwhile')) return 'reveal.pass.changed';
  return isProblem(error, 'unit-key-changed') ? 'reveal.pass.otherKey' : undefined;
}

/** Passes the tip to another unit: its secret key is sealed to that unit's key here, in the browser. */
export default function PassOn({
  tip,
  onClose,
  onPassed,
}: {
  tip: Tip;
  onClose: () => void;
  onPassed: () => void;
}) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const { data: units = [] } = useQuery(unitsQuery);
  const others = units.filter(({ id }) => id !== tip.unitId);
  const [unitId, setUnitId] = useState('');
  const [reason, setReason] = useState('');
  const receiver = others.find(({ id }) => id === unitId) ?? others[0];
  const passing = useMutation({
    mutationFn: async () => {
      await unlockKeys();
      const params = { path: { id: tip.id } };
      const moving = await answer(api.POST('/api/tips/{id}/passing', { params }));
      const grants = await Promise.all(
        moving.map(async ({ tipId, grants: sealed }) => ({
          tipId,
          sealedIdentity: toBase64(await resealGrant(sealed, receiver!.recipient)),
        })),
      );
      await api.PUT('/api/tips/{id}/unit', {
        params,
        body: {
          unitId: receiver!.id,
          recipient: receiver!.recipient,
          reason: reason.trim(),
          version: tip.version,
          grants,
        },
      });
    },
    onSuccess: () => {
      notifications.show({
        color: 'teal',
        message: t('reveal.pass.done', { unit: receiver!.name }),
        closeButtonProps: { 'aria-label': t('close') },
      });
      void queries.invalidateQueries({ queryKey: QUEUE });
      void queries.invalidateQueries(countsQuery);
      queries.removeQueries(tipQuery(tip.id));
      onPassed();
    },
    onError: (error) => {
      if (isProblem(error, 'changed-meanwhile')) void queries.invalidateQueries(tipQuery(tip.id));
      if (isProblem(error, 'unit-key-changed')) void queries.invalidateQueries(unitsQuery);
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    passing.mutate();
  };
  const { error } = passing;
  const told = trouble(error);
  return (
    <Modal
      opened
      onClose={onClose}
      title={t('reveal.pass.title')}
      closeButtonProps={{ 'aria-label': t('close') }}
    >
      <form onSubmit={submit}>
        <Stack>
          <Text size="sm">{t('reveal.pass.text')}</Text>
          {told !== undefined ? (
            <Alert color="clay" role="alert">
              {t(told)}
            </Alert>
          ) : (
            error !== null && !(error instanceof NotUnlocked) && <Failure error={error} />
          )}
          <NativeSelect
            label={t('reveal.pass.unit')}
            description={receiver && t('reveal.pass.key', { fingerprint: fingerprint(receiver.recipient) })}
            value={receiver?.id ?? ''}
            onChange={(event) => setUnitId(event.currentTarget.value)}
            data={others.map(({ id, name }) => ({ value: id, label: name }))}
          />
          <TextInput
            label={t('reveal.pass.reason')}
            value={reason}
            onChange={(event) => setReason(event.currentTarget.value)}
            maxLength={300}
            data-autofocus
          />
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              {t('cancel')}
            </Button>
            <Button
              type="submit"
              loading={passing.isPending}
              disabled={receiver === undefined || reason.trim().length < REASON_MIN_LENGTH}
            >
              {t('reveal.pass.do')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}

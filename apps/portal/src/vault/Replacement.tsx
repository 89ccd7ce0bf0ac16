import { Alert, Button, Group, List, Modal, Stack, Text } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Unit } from '../api/types.js';
import { useStaff } from '../session/session.js';
import { Failure } from '../states/Failure.js';
import type { KeyPair } from './age.js';
import { NotUnlocked, unlockKeys } from './door.js';
import type { UnitKey } from './keyring.js';
import classes from './KeysPage.module.css';
import { PaperKey } from './PaperKey.js';
import {
  FormerKeyMissing,
  replaceKey,
  resealAll,
  retireFormer,
  type UnitKeysView,
  unitKeysQuery,
} from './unit-keys.js';

interface ReplacementProps {
  unit: Unit;
  state: UnitKeysView;
  /** The current key, while it is open here. */
  held: UnitKey | undefined;
  isLead: boolean;
  onBringIn: () => void;
}

/** Replacing a unit's key, from the new key to the end of the former one; each step can wait for another day. */
export function Replacement({ unit, state, held, isLead, onBringIn }: ReplacementProps) {
  const { t } = useTranslation();
  const [isAsking, setAsking] = useState(false);
  const [paper, setPaper] = useState<KeyPair>();
  const isUnderWay = state.keys.some((key) => key.state === 'former');
  return (
    <>
      {isUnderWay && held !== undefined && (
        <Reseal unit={unit} state={state} held={held} isLead={isLead} onBringIn={onBringIn} />
      )}
      {isLead && !isUnderWay && (
        <>
          <p className={classes.note}>{t('vault.unit.someLeft')}</p>
          <div className={classes.actions}>
            <Button size="xs" variant="default" onClick={() => setAsking(true)}>
              {t('vault.unit.replace')}
            </Button>
          </div>
        </>
      )}
      {isAsking && (
        <AskToReplace
          unit={unit}
          state={state}
          onCancel={() => setAsking(false)}
          onMade={(pair) => {
            setAsking(false);
            setPaper(pair);
          }}
        />
      )}
      {paper !== undefined && <PaperKey unit={unit.name} pair={paper} onDone={() => setPaper(undefined)} />}
    </>
  );
}

interface AskProps {
  unit: Unit;
  state: UnitKeysView;
  onCancel: () => void;
  onMade: (pair: KeyPair) => void;
}

function AskToReplace({ unit, state, onCancel, onMade }: AskProps) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const staff = useStaff();
  const receivers = state.members.filter(({ recipient }) => recipient !== null);
  const replacing = useMutation({
    mutationFn: async () => {
      // One's own key may have been made a moment ago, and is known here better than from the server.
      const { recipient } = await unlockKeys();
      const { members } = await queries.fetchQuery({ ...unitKeysQuery(unit.id), staleTime: 0 });
      return replaceKey(
        unit.id,
        members.map((member) => (member.accountId === staff.accountId ? { ...member, recipient } : member)),
      );
    },
    onSuccess: async (pair) => {
      onMade(pair);
      await queries.invalidateQueries(unitKeysQuery(unit.id));
    },
  });
  return (
    <Modal
      opened
      onClose={onCancel}
      title={t('vault.replacing.title', { unit: unit.name })}
      closeButtonProps={{ 'aria-label': t('close') }}
    >
      <Stack>
        <Text>{t('vault.replacing.text')}</Text>
        {receivers.length === 0 ? (
          <Text>{t('vault.replacing.nobody')}</Text>
        ) : (
          <>
            <Text fw={600}>{t('vault.replacing.members')}</Text>
            <List>
              {receivers.map(({ accountId, name }) => (
                <List.Item key={accountId}>{name}</List.Item>
              ))}
            </List>
          </>
        )}
        {replacing.isError && !(replacing.error instanceof NotUnlocked) && (
          <Failure error={replacing.error} />
        )}
        <Group justify="flex-end">
          <Button variant="default" onClick={onCancel}>
            {t('cancel')}
          </Button>
          <Button loading={replacing.isPending} onClick={() => replacing.mutate()}>
            {t('vault.replacing.make')}
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}

function Reseal({ unit, state, held, isLead, onBringIn }: ReplacementProps & { held: UnitKey }) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const [done, setDone] = useState(0);
  const stop = useRef(new AbortController());
  const refresh = async () => {
    await queries.invalidateQueries(unitKeysQuery(unit.id));
    setDone(0);
  };
  const sealing = useMutation({
    mutationFn: () => {
      stop.current = new AbortController();
      return resealAll(held, setDone, stop.current.signal);
    },
    onSettled: refresh,
  });
  const retiring = useMutation({ mutationFn: () => retireFormer(held), onSettled: refresh });
  const left = Math.max(0, state.grantsLeft - done);
  return (
    <Alert color="clay" mt="md" role="status">
      <Stack gap="sm">
        <Text size="sm">
          {sealing.isPending
            ? t('vault.unit.resealing', { count: left })
            : left > 0
              ? t('vault.unit.left', { count: left })
              : t('vault.unit.retireText')}
        </Text>
        {sealing.error instanceof FormerKeyMissing && <Text size="sm">{t('vault.unit.resealMissing')}</Text>}
        {sealing.isError && !(sealing.error instanceof FormerKeyMissing) && <Failure error={sealing.error} />}
        {retiring.isError && <Failure error={retiring.error} />}
        <Group>
          {sealing.isPending ? (
            <Button size="xs" variant="default" onClick={() => stop.current.abort()}>
              {t('vault.unit.resealStop')}
            </Button>
          ) : (
            left > 0 && (
              <Button size="xs" onClick={() => sealing.mutate()}>
                {t('vault.unit.reseal')}
              </Button>
            )
          )}
          {sealing.error instanceof FormerKeyMissing && (
            <Button size="xs" variant="default" onClick={onBringIn}>
              {t('vault.unit.oldPaper')}
            </Button>
          )}
          {left === 0 && isLead && !sealing.isPending && (
            <Button size="xs" loading={retiring.isPending} onClick={() => retiring.mutate()}>
              {t('vault.unit.retire')}
            </Button>
          )}
        </Group>
      </Stack>
    </Alert>
  );
}

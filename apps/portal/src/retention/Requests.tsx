import { Badge, Button, Group, Modal, Radio, Stack, Text } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useTimes } from '../words/times.js';
import type { KeepReason, PendingErasure } from './retention-queries.js';
import { TipLink } from './TipLink.js';
import classes from './RetentionPage.module.css';

interface RequestsProps {
  requests: PendingErasure[];
  onErase: (id: string) => void;
  onKeep: (id: string, reason: KeepReason) => void;
}

/** Erasures that an informant asked for and that a lead must decide. */
export function Requests({ requests, onErase, onKeep }: RequestsProps) {
  const { t } = useTranslation();
  const { date } = useTimes();
  const [keeping, setKeeping] = useState<string>();
  if (requests.length === 0) return <Text c="dimmed">{t('retention.noRequests')}</Text>;
  return (
    <ul className={classes.lines}>
      {requests.map(({ id, tipId, askedAt, decideBy, inCase, held }) => (
        <li key={id} className={classes.line}>
          <div>
            <Group gap="xs">
              <TipLink tipId={tipId} />
              {inCase && <Badge variant="light">{t('retention.inCase')}</Badge>}
              {held && <Badge variant="light">{t('retention.onHold')}</Badge>}
            </Group>
            <Text size="sm" c="dimmed">
              {t('retention.asked', { date: date(askedAt), until: date(decideBy) })}
            </Text>
          </div>
          <Group gap="xs">
            <Button size="xs" variant="default" disabled={held} onClick={() => onErase(id)}>
              {t('retention.erase')}
            </Button>
            <Button size="xs" variant="default" onClick={() => setKeeping(id)}>
              {t('retention.keep')}
            </Button>
          </Group>
        </li>
      ))}
      {keeping !== undefined && (
        <KeepDialog
          onCancel={() => setKeeping(undefined)}
          onDone={(reason) => {
            setKeeping(undefined);
            onKeep(keeping, reason);
          }}
        />
      )}
    </ul>
  );
}

const REASONS: readonly KeepReason[] = ['investigation', 'court', 'law'];

function KeepDialog({ onCancel, onDone }: { onCancel: () => void; onDone: (reason: KeepReason) => void }) {
  const { t } = useTranslation();
  const [reason, setReason] = useState<KeepReason>();
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (reason !== undefined) onDone(reason);
  };
  return (
    <Modal
      opened
      onClose={onCancel}
      title={t('retention.keepTitle')}
      closeButtonProps={{ 'aria-label': t('close') }}
    >
      <form onSubmit={submit}>
        <Stack>
          <Radio.Group
            label={t('retention.reason')}
            description={t('retention.keepWhat')}
            value={reason ?? null}
            onChange={(value) => setReason(value as KeepReason)}
          >
            <Stack gap="sm" mt="xs">
              {REASONS.map((option) => (
                <Radio key={option} value={option} label={t(`retention.reasons.${option}`)} />
              ))}
            </Stack>
          </Radio.Group>
          <Group justify="flex-end">
            <Button variant="default" onClick={onCancel}>
              {t('cancel')}
            </Button>
            <Button type="submit" disabled={reason === undefined}>
              {t('retention.keepTitle')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}

import { Button, Group, Modal, Radio, Stack, Text } from '@mantine/core';
import { type FormEvent, type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type Outcome, OUTCOMES } from '../api/types.js';

interface CloseDialogProps {
  /** How many tips it will close; 0: the dialog is not open. */
  tips: number;
  /** Repeats that close with them. */
  repeats: number;
  /** Tips that are like it and would stay open: shown before anything is closed. */
  similar?: ReactNode;
  onCancel: () => void;
  onClose: (outcome: Outcome) => void;
}

/** Closing asks what came of it. */
export function CloseDialog({ tips, repeats, similar, onCancel, onClose }: CloseDialogProps) {
  const { t } = useTranslation();
  const [outcome, setOutcome] = useState<Outcome>();
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (outcome === undefined) return;
    setOutcome(undefined);
    onClose(outcome);
  };
  return (
    <Modal
      opened={tips > 0}
      onClose={onCancel}
      title={t('closing.title', { count: tips })}
      closeButtonProps={{ 'aria-label': t('close') }}
    >
      <form onSubmit={submit}>
        <Stack>
          {similar}
          {repeats > 0 && <Text size="sm">{t('closing.repeats', { count: repeats })}</Text>}
          <Radio.Group
            label={t('closing.outcome')}
            value={outcome ?? null}
            onChange={(value) => setOutcome(value as Outcome)}
            required
            withAsterisk={false}
          >
            <Stack gap="sm" mt="xs">
              {OUTCOMES.map((option, place) => (
                <Radio
                  key={option}
                  value={option}
                  label={t(`outcomes.${option}`)}
                  description={t(`closing.means.${option}`)}
                  data-autofocus={place === 0 || undefined}
                />
              ))}
            </Stack>
          </Radio.Group>
          <Group justify="flex-end">
            <Button variant="default" onClick={onCancel}>
              {t('cancel')}
            </Button>
            <Button type="submit" disabled={outcome === undefined}>
              {t('closing.do', { count: tips })}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}

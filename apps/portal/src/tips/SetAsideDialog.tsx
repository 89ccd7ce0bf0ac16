import { Button, Group, Modal, Stack, Text, TextInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';

const REASONS = ['spam', 'abuse', 'noInformation', 'notOurs'] as const;
const REASON_MIN_LENGTH = 3;
const REASON_MAX_LENGTH = 300;

interface SetAsideDialogProps {
  /** How many tips; 0: the dialog is not open. */
  tips: number;
  onCancel: () => void;
  onSetAside: (reason: string) => void;
}

/** Setting aside asks why; it is reversible, and says so. */
export function SetAsideDialog({ tips, onCancel, onSetAside }: SetAsideDialogProps) {
  const { t } = useTranslation();
  const [reason, setReason] = useState('');
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setReason('');
    onSetAside(reason.trim());
  };
  return (
    <Modal
      opened={tips > 0}
      onClose={onCancel}
      title={t('settingAside.title', { count: tips })}
      closeButtonProps={{ 'aria-label': t('close') }}
    >
      <form onSubmit={submit}>
        <Stack>
          <Text size="sm">{t('settingAside.text')}</Text>
          <Group gap="xs">
            {REASONS.map((preset) => (
              <Button
                key={preset}
                size="xs"
                variant="default"
                onClick={() => setReason(t(`settingAside.reasons.${preset}`))}
              >
                {t(`settingAside.reasons.${preset}`)}
              </Button>
            ))}
          </Group>
          <TextInput
            label={t('settingAside.reason')}
            description={t('settingAside.noPersonalData')}
            value={reason}
            onChange={(event) => setReason(event.currentTarget.value)}
            minLength={REASON_MIN_LENGTH}
            maxLength={REASON_MAX_LENGTH}
            required
            withAsterisk={false}
            data-autofocus
          />
          <Group justify="flex-end">
            <Button variant="default" onClick={onCancel}>
              {t('cancel')}
            </Button>
            <Button type="submit" disabled={reason.trim().length < REASON_MIN_LENGTH}>
              {t('actions.setAside')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}

import { Alert, Button, CopyButton, Group, Modal, Stack, Text, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { SetupLink } from '../api/types.js';
import { Icon } from '../shell/Icon.js';

interface LinkShownOnceProps {
  shown: { link: SetupLink; name: string } | undefined;
  onClose: () => void;
}

/** A one-time link, to be handed over by a safe way. Nobody, the server included, can show it again. */
export function LinkShownOnce({ shown, onClose }: LinkShownOnceProps) {
  const { t } = useTranslation();
  const address = shown === undefined ? '' : `${location.origin}${shown.link.setupPath}`;
  return (
    <Modal
      opened={shown !== undefined}
      onClose={onClose}
      title={t('team.link.title', { name: shown?.name ?? '' })}
      size="lg"
      closeOnClickOutside={false}
      closeButtonProps={{ 'aria-label': t('close') }}
    >
      <Stack>
        <Alert color="clay">{t('team.link.once')}</Alert>
        <TextInput
          label={t('team.link.label')}
          value={address}
          readOnly
          onFocus={(event) => event.currentTarget.select()}
        />
        <Text size="sm" c="dimmed">
          {t('team.link.how')}
        </Text>
        <Group justify="flex-end">
          <CopyButton value={address}>
            {({ copied, copy }) => (
              <Button leftSection={<Icon name={copied ? 'check' : 'copy'} />} onClick={copy} data-autofocus>
                {t(copied ? 'copied' : 'team.link.copy')}
              </Button>
            )}
          </CopyButton>
          <Button variant="default" onClick={onClose}>
            {t('team.link.done')}
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}

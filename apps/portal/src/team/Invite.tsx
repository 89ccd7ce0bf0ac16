import { Button, Group, Modal, Stack, TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { answer, api } from '../api/client.js';
import type { SetupLink } from '../api/types.js';
import { type Rights, RightsFields, useRefusal } from './RightsFields.js';

interface InviteProps {
  opened: boolean;
  onClose: () => void;
  onInvited: (link: SetupLink, name: string) => void;
}

const nobody = (): Rights & { email: string } => ({ email: '', name: '', roles: [], unitIds: [] });

/** Makes an account; its person sets the password through the one-time link. */
export function Invite({ opened, onClose, onInvited }: InviteProps) {
  const { t } = useTranslation();
  const [person, setPerson] = useState(nobody);
  const inviting = useMutation({
    mutationFn: () => answer(api.POST('/api/accounts', { body: person })),
    onSuccess: (link) => {
      onInvited(link, person.name);
      setPerson(nobody());
    },
  });
  const wrong = useRefusal(inviting.error);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    inviting.mutate();
  };

  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title={t('team.invite')}
      closeButtonProps={{ 'aria-label': t('close') }}
    >
      <form onSubmit={submit} noValidate>
        <Stack>
          <RightsFields form={person} onChange={setPerson} error={inviting.error}>
            <TextInput
              label={t('signIn.email')}
              type="email"
              value={person.email}
              error={wrong('/email')}
              onChange={(event) => setPerson({ ...person, email: event.currentTarget.value })}
              autoComplete="off"
            />
          </RightsFields>
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              {t('cancel')}
            </Button>
            <Button type="submit" loading={inviting.isPending}>
              {t('team.makeLink')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}

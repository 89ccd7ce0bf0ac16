import { Button, Checkbox, Group, Modal, Stack, TextInput } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { answer, api } from '../api/client.js';
import { refusalAt, ServerProblem } from '../api/problem.js';
import { type Role, ROLES, type SetupLink } from '../api/types.js';
import { unitsQuery } from '../desk/names.js';
import { Failure } from '../states/Failure.js';
import { refusalWords } from '../words/refusals.js';

interface InviteProps {
  opened: boolean;
  onClose: () => void;
  onInvited: (link: SetupLink, name: string) => void;
}

const nobody = () => ({ email: '', name: '', roles: [] as Role[], unitIds: [] as string[] });

/** Makes an account; its person sets the password through the one-time link. */
export function Invite({ opened, onClose, onInvited }: InviteProps) {
  const { t } = useTranslation();
  const { data: units = [] } = useQuery(unitsQuery);
  const [person, setPerson] = useState(nobody);
  const inviting = useMutation({
    mutationFn: () => answer(api.POST('/api/accounts', { body: person })),
    onSuccess: (link) => {
      onInvited(link, person.name);
      setPerson(nobody());
    },
  });
  const refusals = inviting.error instanceof ServerProblem ? inviting.error.errors : [];
  const wrong = (pointer: string) => {
    const refusal = refusalAt(refusals, pointer);
    return refusal && refusalWords(t, refusal);
  };
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
          {inviting.isError && refusals.length === 0 && <Failure error={inviting.error} />}
          <TextInput
            label={t('team.name')}
            value={person.name}
            error={wrong('/name')}
            onChange={(event) => setPerson({ ...person, name: event.currentTarget.value })}
            autoComplete="off"
            data-autofocus
          />
          <TextInput
            label={t('signIn.email')}
            type="email"
            value={person.email}
            error={wrong('/email')}
            onChange={(event) => setPerson({ ...person, email: event.currentTarget.value })}
            autoComplete="off"
          />
          <Checkbox.Group
            label={t('team.roles')}
            value={person.roles}
            error={wrong('/roles')}
            onChange={(roles) =>
              setPerson({ ...person, roles: ROLES.filter((role) => roles.includes(role)) })
            }
          >
            <Stack gap={8} mt={6}>
              {ROLES.map((role) => (
                <Checkbox
                  key={role}
                  value={role}
                  label={t(`roles.${role}`)}
                  description={t(`team.may.${role}`)}
                />
              ))}
            </Stack>
          </Checkbox.Group>
          <Checkbox.Group
            label={t('team.units')}
            description={t('team.unitsWhat')}
            value={person.unitIds}
            error={wrong('/unitIds')}
            onChange={(unitIds) => setPerson({ ...person, unitIds })}
          >
            <Stack gap={8} mt={6}>
              {units.map((unit) => (
                <Checkbox key={unit.id} value={unit.id} label={unit.name} />
              ))}
            </Stack>
          </Checkbox.Group>
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

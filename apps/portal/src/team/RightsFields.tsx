import { Checkbox, Stack, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { refusalAt, ServerProblem } from '../api/problem.js';
import { type Role, ROLES } from '../api/types.js';
import { unitsQuery } from '../desk/names.js';
import { Failure } from '../states/Failure.js';
import { refusalWords } from '../words/refusals.js';

export interface Rights {
  name: string;
  roles: Role[];
  unitIds: string[];
}

interface RightsFieldsProps<Form extends Rights> {
  form: Form;
  onChange: (form: Form) => void;
  /** What the server said to the last try. */
  error: Error | null;
  /** Between the name and the roles. */
  children?: ReactNode;
}

/** Who somebody is and what they may do: the same questions when they are invited and when their duty changes. */
export function RightsFields<Form extends Rights>({
  form,
  onChange,
  error,
  children,
}: RightsFieldsProps<Form>) {
  const { t } = useTranslation();
  const { data: units = [] } = useQuery(unitsQuery);
  const wrong = useRefusal(error);
  return (
    <>
      {error !== null && !hasRefusals(error) && <Failure error={error} />}
      <TextInput
        label={t('team.name')}
        value={form.name}
        error={wrong('/name')}
        onChange={(event) => onChange({ ...form, name: event.currentTarget.value })}
        autoComplete="off"
        data-autofocus
      />
      {children}
      <Checkbox.Group
        label={t('team.roles')}
        value={form.roles}
        error={wrong('/roles')}
        onChange={(roles) => onChange({ ...form, roles: ROLES.filter((role) => roles.includes(role)) })}
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
        value={form.unitIds}
        error={wrong('/unitIds')}
        onChange={(unitIds) => onChange({ ...form, unitIds })}
      >
        <Stack gap={8} mt={6}>
          {units.map((unit) => (
            <Checkbox key={unit.id} value={unit.id} label={unit.name} />
          ))}
        </Stack>
      </Checkbox.Group>
    </>
  );
}

/** The words for what the server refused in one field. */
export function useRefusal(error: Error | null): (pointer: string) => string | undefined {
  const { t } = useTranslation();
  return (pointer) => {
    const refusal = hasRefusals(error) ? refusalAt(error.errors, pointer) : undefined;
    return refusal && refusalWords(t, refusal);
  };
}

const hasRefusals = (error: Error | null): error is ServerProblem =>
  error instanceof ServerProblem && error.errors.length > 0;

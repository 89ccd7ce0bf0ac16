import { Checkbox, Fieldset, NativeSelect, Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { unitsQuery } from '../desk/names.js';
import { Failure } from '../states/Failure.js';
import type { CampaignForm } from './campaign-form.js';

interface UnitsFieldProps {
  form: CampaignForm;
  wrong: (pointer: string) => string | undefined;
  onChange: (part: Partial<CampaignForm>) => void;
}

/** Which units it serves, and which one takes what no rule claims. */
export function UnitsField({ form, wrong, onChange }: UnitsFieldProps) {
  const { t } = useTranslation();
  const units = useQuery(unitsQuery);
  const choose = (unitIds: string[]) =>
    onChange({
      unitIds,
      defaultUnitId: unitIds.includes(form.defaultUnitId) ? form.defaultUnitId : (unitIds[0] ?? ''),
    });
  const served = (units.data ?? []).filter((unit) => form.unitIds.includes(unit.id));
  return (
    <Fieldset legend={t('editor.units')}>
      {units.isError && <Failure error={units.error} onRetry={() => void units.refetch()} />}
      <Stack gap="sm">
        <Checkbox.Group
          label={t('editor.served')}
          description={t('editor.servedWhat')}
          value={form.unitIds}
          onChange={choose}
          error={wrong('/unitIds')}
        >
          <Stack gap={8} mt={8}>
            {(units.data ?? []).map((unit) => (
              <Checkbox key={unit.id} value={unit.id} label={unit.name} />
            ))}
          </Stack>
        </Checkbox.Group>
        {served.length > 1 ? (
          <NativeSelect
            label={t('editor.defaultUnit')}
            description={t('editor.defaultUnitWhat')}
            value={form.defaultUnitId}
            error={wrong('/defaultUnitId')}
            onChange={(event) => onChange({ defaultUnitId: event.currentTarget.value })}
            data={served.map(({ id, name }) => ({ value: id, label: name }))}
          />
        ) : (
          served.length === 1 && (
            <Text size="sm" c="dimmed">
              {t('editor.onlyUnit', { name: served[0]!.name })}
            </Text>
          )
        )}
      </Stack>
    </Fieldset>
  );
}

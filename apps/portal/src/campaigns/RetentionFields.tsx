import { Stack, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { CampaignForm } from './campaign-form.js';

interface RetentionFieldsProps {
  form: CampaignForm;
  wrong: (pointer: string) => string | undefined;
  onChange: (part: Partial<CampaignForm>) => void;
}

/** The law's bounds; the server is the judge. */
const BOUNDS = {
  idleDays: { min: 7, max: 92 },
  reviewMonths: { min: 1, max: 36 },
  keepYears: { min: 1, max: 20 },
} as const;
const TERMS = ['idleDays', 'reviewMonths', 'keepYears'] as const;

/** How long a campaign's tips are kept; shut until somebody wants to see it. */
export default function RetentionFields({ form, wrong, onChange }: RetentionFieldsProps) {
  const { t } = useTranslation();
  const isWrong = TERMS.some((name) => wrong(`/retention/${name}`) !== undefined);
  return (
    <details {...(isWrong ? { open: true } : {})}>
      <summary>{t('retention.settings')}</summary>
      <Stack gap="sm" mt="sm">
        {TERMS.map((name) => (
          <TextInput
            key={name}
            type="number"
            label={t(`retention.${name}`)}
            description={t(`retention.${name}What`)}
            value={Number.isNaN(form.retention[name]) ? '' : form.retention[name]}
            min={BOUNDS[name].min}
            max={BOUNDS[name].max}
            error={wrong(`/retention/${name}`)}
            onChange={(event) =>
              onChange({ retention: { ...form.retention, [name]: event.currentTarget.valueAsNumber } })
            }
          />
        ))}
      </Stack>
    </details>
  );
}

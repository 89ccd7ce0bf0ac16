import { NativeSelect, Stack, Text } from '@mantine/core';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { answer, api } from '../api/client.js';
import type { PrivacyChoices } from '../api/types.js';
import { Failure } from '../states/Failure.js';
import { MaskedText } from '../tips/MaskedText.js';
import classes from './PrivacyFields.module.css';

type Subject = keyof PrivacyChoices;
type Choice = NonNullable<PrivacyChoices[Subject]>;

/** In the order of the example's words; the choices as the server offers them, the usual one first. */
const CHOICES: readonly (readonly [Subject, readonly Choice[]])[] = [
  ['people', ['mask', 'keep']],
  ['plates', ['mask', 'keep']],
  ['contacts', ['mask', 'keep']],
  ['documents', ['mask', 'keep']],
  ['accounts', ['mask', 'keep']],
  ['addresses', ['mask', 'generalise', 'keep']],
  ['places', ['keep', 'generalise', 'mask']],
  ['dates', ['keep', 'generalise', 'mask']],
  ['organisations', ['keep', 'mask']],
];

interface PrivacyFieldsProps {
  privacy: PrivacyChoices;
  wrong: (pointer: string) => string | undefined;
  onChange: (privacy: PrivacyChoices) => void;
}

/** What of a tip the units read in clear. Closed until somebody asks; open, it shows what each choice does. */
export function PrivacyFields({ privacy, wrong, onChange }: PrivacyFieldsProps) {
  const { t } = useTranslation();
  const [isOpen, setOpen] = useState(false);
  const changed = CHOICES.filter(([subject, [usual]]) => (privacy[subject] ?? usual) !== usual).length;
  return (
    <details className={classes.section} onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>
        {t('privacy.title')}
        <span className={classes.state}>
          {changed === 0 ? t('privacy.usual') : t('privacy.changed', { count: changed })}
        </span>
      </summary>
      <Stack gap="xs" mt="sm">
        <Text size="sm" c="dimmed">
          {t('privacy.what')}
        </Text>
        {CHOICES.map(([subject, choices]) => (
          <div key={subject} className={classes.choice}>
            <label htmlFor={`privacy-${subject}`}>{t(`privacy.subjects.${subject}`)}</label>
            <NativeSelect
              id={`privacy-${subject}`}
              size="xs"
              value={privacy[subject] ?? choices[0]}
              error={wrong(`/privacy/${subject}`)}
              onChange={(event) =>
                onChange({
                  ...privacy,
                  [subject]: choices.find((choice) => choice === event.currentTarget.value),
                })
              }
              data={choices.map((value) => ({ value, label: t(`privacy.choices.${value}`) }))}
            />
          </div>
        ))}
        {isOpen && <Example privacy={privacy} />}
      </Stack>
    </details>
  );
}

function Example({ privacy }: { privacy: PrivacyChoices }) {
  const { t } = useTranslation();
  const example = useQuery({
    queryKey: ['privacy-example', privacy],
    queryFn: () => answer(api.POST('/api/privacy-example', { body: { privacy } })),
    placeholderData: keepPreviousData,
    staleTime: Infinity,
  });
  if (example.isError) return <Failure error={example.error} onRetry={() => void example.refetch()} />;
  if (example.data === undefined) return null;
  return (
    <dl className={classes.example} aria-live="polite">
      <dt>{t('privacy.written')}</dt>
      <dd lang="es">{example.data.written}</dd>
      <dt>{t('privacy.read')}</dt>
      <dd lang="es">
        <MaskedText text={example.data.text} spans={example.data.spans} />
      </dd>
    </dl>
  );
}

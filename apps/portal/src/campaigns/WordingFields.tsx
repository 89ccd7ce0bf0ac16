import { Checkbox, Fieldset, Group, Stack, Tabs, Text, Textarea, TextInput } from '@mantine/core';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type FieldRefusal, refusalAt } from '../api/problem.js';
import { type CampaignWording, type Language, LANGUAGES } from '../api/types.js';
import { Icon } from '../shell/Icon.js';
import { refusalWords } from '../words/refusals.js';
import { type CampaignForm, languageRefused, WORDING_LIMITS } from './campaign-form.js';
import classes from './WordingFields.module.css';

interface WordingFieldsProps {
  form: CampaignForm;
  refusals: FieldRefusal[];
  onChange: (part: Partial<CampaignForm>) => void;
}

/** What citizens read, one tab for each language. A language switched off keeps its words until the page is left. */
export function WordingFields({ form, refusals, onChange }: WordingFieldsProps) {
  const { t } = useTranslation();
  const [language, setLanguage] = useState<Language>(form.languages[0] ?? 'es');
  useEffect(() => {
    const refused = languageRefused(refusals);
    if (refused !== undefined) setLanguage(refused);
  }, [refusals]);
  const shown = form.languages.includes(language) ? language : (form.languages[0] ?? 'es');

  const offer = (languages: string[]) =>
    onChange({
      languages: [
        ...form.languages.filter((known) => languages.includes(known)),
        ...LANGUAGES.filter((known) => languages.includes(known) && !form.languages.includes(known)),
      ],
    });
  const languagesRefused = refusalAt(refusals, '/languages');

  return (
    <>
      <Fieldset legend={t('editor.languages')}>
        <Checkbox.Group
          value={form.languages}
          onChange={offer}
          aria-label={t('editor.languages')}
          error={languagesRefused && refusalWords(t, languagesRefused)}
        >
          <Group gap="lg">
            {LANGUAGES.map((option) => (
              <Checkbox key={option} value={option} label={t(`languages.${option}`)} />
            ))}
          </Group>
        </Checkbox.Group>
        {form.languages.length > 1 && (
          <Text size="sm" c="dimmed" mt="xs">
            {t('editor.defaultLanguage', { language: t(`languages.${form.languages[0]!}`) })}
          </Text>
        )}
      </Fieldset>
      <Tabs value={shown} onChange={(value) => setLanguage(value as Language)} keepMounted={false}>
        <Tabs.List>
          {form.languages.map((option) => (
            <Tabs.Tab
              key={option}
              value={option}
              lang={option}
              rightSection={<LanguageState form={form} refusals={refusals} language={option} />}
            >
              {t(`languages.${option}`)}
            </Tabs.Tab>
          ))}
        </Tabs.List>
        {form.languages.map((option) => (
          <Tabs.Panel key={option} value={option} pt="md">
            <Words
              language={option}
              wording={form.wording[option]}
              refusals={refusals}
              onChange={(wording) => onChange({ wording: { ...form.wording, [option]: wording } })}
            />
          </Tabs.Panel>
        ))}
      </Tabs>
    </>
  );
}

function LanguageState({
  form,
  refusals,
  language,
}: Omit<WordingFieldsProps, 'onChange'> & { language: Language }) {
  const { t } = useTranslation();
  const isRefused = refusals.some(({ pointer }) => `${pointer}/`.startsWith(`/wording/${language}/`));
  const isMissing = Object.values(form.wording[language]).every((words) => words.trim() === '');
  if (isRefused)
    return (
      <span className={classes.refused} title={t('editor.tabRefused')}>
        <Icon name="warning" size={14} />
      </span>
    );
  return isMissing ? <span className={classes.missing}>{t('editor.tabMissing')}</span> : null;
}

interface WordsProps {
  language: Language;
  wording: CampaignWording;
  refusals: FieldRefusal[];
  onChange: (wording: CampaignWording) => void;
}

function Words({ language, wording, refusals, onChange }: WordsProps) {
  const { t, i18n } = useTranslation();
  const number = new Intl.NumberFormat(i18n.language);
  const field = (part: keyof CampaignWording) => {
    const refusal =
      refusalAt(refusals, `/wording/${language}/${part}`) ??
      (wording[part] === '' ? refusalAt(refusals, `/wording/${language}`) : undefined);
    return {
      label: t(`editor.wording.${part}`),
      description: t(`editor.wordingWhat.${part}`, {
        used: number.format([...wording[part]].length),
        max: number.format(WORDING_LIMITS[part]),
      }),
      lang: language,
      spellCheck: true,
      value: wording[part],
      error: refusal && refusalWords(t, refusal),
      onChange: ({ currentTarget }: { currentTarget: { value: string } }) =>
        onChange({ ...wording, [part]: currentTarget.value }),
    };
  };
  return (
    <Stack gap="md">
      <TextInput {...field('title')} />
      <Textarea {...field('text')} autosize minRows={8} maxRows={24} />
      <Textarea {...field('acknowledgement')} autosize minRows={3} maxRows={10} />
    </Stack>
  );
}

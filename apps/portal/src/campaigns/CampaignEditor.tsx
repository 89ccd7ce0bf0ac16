import { Alert, Button, Fieldset, Group, NativeSelect, Stack, Text, TextInput } from '@mantine/core';
import { type FormEvent, lazy, Suspense, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { refusalAt, ServerProblem } from '../api/problem.js';
import type { CampaignState } from '../api/types.js';
import { withWords } from '../words/index.js';
import { refusalWords } from '../words/refusals.js';
import { type CampaignForm, slugFrom } from './campaign-form.js';
import { EditorTrouble } from './EditorTrouble.js';
import { LeaveGuard } from './LeaveGuard.js';
import { PrivacyFields } from './PrivacyFields.js';
import { UnitsField } from './UnitsField.js';
import { WordingFields } from './WordingFields.js';
import classes from './CampaignEditor.module.css';

/** Its words come with it. */
const RetentionFields = lazy(withWords('retention', () => import('./RetentionFields.js')));

interface CampaignEditorProps {
  /** As it is kept now; what is typed is compared with it. */
  start: CampaignForm;
  state: CampaignState | 'new';
  error: Error | null;
  isSaving: boolean;
  isSaved?: boolean;
  onSave: (form: CampaignForm) => void;
  /** Given after somebody else saved meanwhile. */
  onSaveOver?: (form: CampaignForm) => void;
}

const KINDS = ['tips', 'questions', 'contest'] as const;

/** Writes a campaign. The server is the judge of every rule; whatever it refuses stays typed, with the reason beside it. */
export function CampaignEditor({
  start,
  state,
  error,
  isSaving,
  isSaved,
  onSave,
  onSaveOver,
}: CampaignEditorProps) {
  const { t } = useTranslation();
  const [form, setForm] = useState(start);
  const [isSlugOwn, setSlugOwn] = useState(state !== 'new');
  useEffect(() => setForm(start), [start]);

  const isChanged = JSON.stringify(form) !== JSON.stringify(start);
  const isFixed = state !== 'new' && state !== 'draft';
  const refusals = error instanceof ServerProblem ? error.errors : [];
  const change = (part: Partial<CampaignForm>) => setForm((before) => ({ ...before, ...part }));
  const wrong = (pointer: string) => {
    const refusal = refusalAt(refusals, pointer);
    return refusal && refusalWords(t, refusal);
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    onSave(form);
  };

  return (
    <form onSubmit={submit} noValidate>
      <LeaveGuard isChanged={isChanged && !isSaving} />
      <EditorTrouble error={error} onSaveOver={onSaveOver && (() => onSaveOver(form))} />
      <fieldset disabled={state === 'closed'} className={classes.columns}>
        <Stack gap="lg">
          <WordingFields
            form={form}
            refusals={refusals}
            onChange={(part) => {
              const first = part.wording?.[form.languages[0]!].title;
              change({ ...part, ...(isSlugOwn || first === undefined ? {} : { slug: slugFrom(first) }) });
            }}
          />
        </Stack>
        <Stack gap="lg">
          <Fieldset legend={t('editor.place')}>
            <Stack gap="sm">
              <TextInput
                label={t('editor.slug')}
                description={t(isFixed ? 'editor.slugFixed' : 'editor.slugWhat')}
                leftSection={<span className={classes.prefix}>/{form.languages[0]}/c/</span>}
                leftSectionWidth={52}
                value={form.slug}
                readOnly={isFixed}
                maxLength={80}
                error={wrong('/slug')}
                onChange={(event) => {
                  setSlugOwn(true);
                  change({ slug: event.currentTarget.value });
                }}
              />
              <NativeSelect
                label={t('editor.kind')}
                value={form.kind}
                disabled={isFixed}
                error={wrong('/kind')}
                onChange={(event) =>
                  change({ kind: KINDS.find((kind) => kind === event.currentTarget.value) ?? 'tips' })
                }
                data={KINDS.map((value) => ({ value, label: t(`editor.kinds.${value}`) }))}
              />
              <TextInput
                label={t('editor.hashtags')}
                description={t('editor.hashtagsWhat')}
                value={form.hashtags}
                error={wrong('/hashtags')}
                onChange={(event) => change({ hashtags: event.currentTarget.value })}
              />
            </Stack>
          </Fieldset>
          <Fieldset legend={t('editor.dates')}>
            <Stack gap="sm">
              <TextInput
                type="datetime-local"
                label={t('editor.opensAt')}
                description={t('editor.opensAtWhat')}
                value={form.opensAt}
                error={wrong('/opensAt')}
                onChange={(event) => change({ opensAt: event.currentTarget.value })}
              />
              <TextInput
                type="datetime-local"
                label={t('editor.closesAt')}
                description={t('editor.closesAtWhat')}
                value={form.closesAt}
                error={wrong('/closesAt')}
                onChange={(event) => change({ closesAt: event.currentTarget.value })}
              />
              <Text size="xs" c="dimmed">
                {t('editor.madrid')}
              </Text>
            </Stack>
          </Fieldset>
          <UnitsField form={form} wrong={wrong} onChange={change} />
          <PrivacyFields privacy={form.privacy} wrong={wrong} onChange={(privacy) => change({ privacy })} />
          <Suspense>
            <RetentionFields form={form} wrong={wrong} onChange={change} />
          </Suspense>
        </Stack>
      </fieldset>
      {state !== 'closed' && (
        <Group className={classes.bar} justify="space-between">
          <Text size="sm" c="dimmed" role="status">
            {t(
              isChanged
                ? 'editor.unsaved'
                : state === 'new'
                  ? 'editor.notYet'
                  : isSaved === true
                    ? 'editor.saved'
                    : 'editor.unchanged',
            )}
          </Text>
          <Button type="submit" loading={isSaving} disabled={!isChanged && state !== 'new'}>
            {t(state === 'new' ? 'editor.create' : state === 'draft' ? 'editor.save' : 'editor.saveLive')}
          </Button>
        </Group>
      )}
      {state === 'closed' && <Alert mt="md">{t('editor.closed')}</Alert>}
    </form>
  );
}

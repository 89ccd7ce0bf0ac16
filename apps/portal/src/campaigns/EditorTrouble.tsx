import { Alert, Anchor, Button, Group, List, Text } from '@mantine/core';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { isProblem } from '../api/problem.js';
import { Failure } from '../states/Failure.js';
import type { Words } from '../words/es.js';
import type { CampaignsWords } from '../words/es/campaigns.js';
import { refusalWords } from '../words/refusals.js';

/** Why it wasn't kept, on top, in focus: every refused field with its reason; or somebody else's save in between. */
export function EditorTrouble({
  error,
  onSaveOver,
}: {
  error: Error | null;
  onSaveOver?: (() => void) | undefined;
}) {
  const { t } = useTranslation();
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (error !== null) place.current?.focus();
  }, [error]);
  if (error === null) return null;

  return (
    <div ref={place} tabIndex={-1}>
      {isProblem(error, 422) ? (
        <Alert color="red" role="alert" title={t('editor.refused', { count: error.errors.length })} mb="md">
          <List size="sm">
            {error.errors.map((refusal) => (
              <List.Item key={refusal.pointer + refusal.rule}>
                <b>{fieldName(refusal.pointer)}</b>: {refusalWords(t, refusal)}
              </List.Item>
            ))}
          </List>
        </Alert>
      ) : isProblem(error, 'changed-meanwhile') ? (
        <Alert color="clay" role="alert" title={t('editor.meanwhile.title')} mb="md">
          <Text size="sm">{t('editor.meanwhile.text')}</Text>
          <Group mt="sm">
            <Anchor href={location.href} target="_blank" size="sm">
              {t('editor.meanwhile.see')}
            </Anchor>
            {onSaveOver !== undefined && (
              <Button size="xs" variant="default" onClick={onSaveOver}>
                {t('editor.meanwhile.saveOver')}
              </Button>
            )}
          </Group>
        </Alert>
      ) : (
        <Failure error={error} />
      )}
    </div>
  );

  function fieldName(pointer: string): string {
    const [field, language, part] = pointer.slice(1).split('/');
    if (field !== 'wording') {
      return t(`editor.fields.${field as keyof CampaignsWords['editor']['fields']}`, {
        defaultValue: field ?? '',
      });
    }
    const name = t(`languages.${language as keyof Words['languages']}`);
    return part === undefined
      ? name
      : `${name}, ${t(`editor.wording.${part as 'title' | 'text' | 'acknowledgement'}`)}`;
  }
}

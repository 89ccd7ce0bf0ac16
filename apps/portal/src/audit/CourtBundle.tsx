import { Button, Checkbox, List, Stack, Text, Textarea } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { answer, api } from '../api/client.js';
import { isProblem } from '../api/problem.js';
import { save } from '../browser/save.js';
import { Failure } from '../states/Failure.js';

/** What the log holds of some tips, as one file that a court checks without us. Making it is an entry itself. */
export function CourtBundle({ tipId: known = '' }: { tipId: string | undefined }) {
  const { t } = useTranslation();
  const [ids, setIds] = useState(known);
  const [withRepeats, setWithRepeats] = useState(true);
  const [reason, setReason] = useState('');
  const making = useMutation({
    mutationFn: async () => {
      const tipIds = ids.split(/[\s,;]+/).filter((id) => id !== '');
      const body = { tipIds, withRepeats, reason: reason.trim() };
      const zip = await answer(api.POST('/api/audit/bundles', { body, parseAs: 'arrayBuffer' }));
      save(`registro-${(tipIds[0] ?? '').slice(-8)}.zip`, new Uint8Array(zip as unknown as ArrayBuffer));
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    making.mutate();
  };
  const isUnknown = isProblem(making.error, 404) || isProblem(making.error, 422);
  return (
    <form onSubmit={submit}>
      <Stack maw="40rem">
        <Text>{t('audit.bundle.text')}</Text>
        <List size="sm">
          {(['report', 'entries', 'stamps', 'verifier'] as const).map((part) => (
            <List.Item key={part}>{t(`audit.bundle.holds.${part}`)}</List.Item>
          ))}
        </List>
        <Textarea
          label={t('audit.bundle.tip')}
          description={t('audit.bundle.tipHint')}
          value={ids}
          rows={2}
          required
          spellCheck={false}
          autoComplete="off"
          error={isUnknown && t('audit.bundle.unknown')}
          onChange={(event) => {
            setIds(event.currentTarget.value);
            making.reset();
          }}
        />
        <Checkbox
          label={t('audit.bundle.withRepeats')}
          checked={withRepeats}
          onChange={(event) => setWithRepeats(event.currentTarget.checked)}
        />
        <Textarea
          label={t('audit.bundle.reason')}
          description={t('audit.bundle.reasonHint')}
          value={reason}
          minLength={3}
          maxLength={300}
          required
          onChange={(event) => setReason(event.currentTarget.value)}
        />
        {making.isError && !isUnknown && <Failure error={making.error} />}
        {making.isSuccess && <Text role="status">{t('audit.bundle.done')}</Text>}
        <Button type="submit" loading={making.isPending} style={{ alignSelf: 'start' }}>
          {t('audit.bundle.make')}
        </Button>
      </Stack>
    </form>
  );
}

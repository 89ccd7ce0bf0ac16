import { Button, Modal, Stack, Text, Textarea } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { answer, api } from '../api/client.js';
import { Failure } from '../states/Failure.js';
import type { Look } from './audit-queries.js';

/** The sealed words of a search: a reason first, then the words, in this window only. */
export function SearchedWords({ look, onClose }: { look: Look | undefined; onClose: () => void }) {
  const { t } = useTranslation();
  const [reason, setReason] = useState('');
  const opening = useMutation({
    mutationFn: (id: string) =>
      answer(
        api.POST('/api/audit/entries/{id}/words', {
          params: { path: { id } },
          body: { reason: reason.trim() },
        }),
      ),
    gcTime: 0,
  });
  const close = () => {
    setReason('');
    opening.reset();
    onClose();
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (look !== undefined) opening.mutate(look.entryId);
  };
  return (
    <Modal
      opened={look !== undefined}
      onClose={close}
      title={t('audit.words.title')}
      closeButtonProps={{ 'aria-label': t('close') }}
    >
      {opening.isSuccess ? (
        <Text role="status">{t('audit.words.were', { words: opening.data.words })}</Text>
      ) : (
        <form onSubmit={submit}>
          <Stack>
            <Text>{t('audit.words.text')}</Text>
            <Textarea
              label={t('audit.words.reason')}
              value={reason}
              minLength={3}
              maxLength={300}
              required
              data-autofocus
              onChange={(event) => setReason(event.currentTarget.value)}
            />
            {opening.isError && <Failure error={opening.error} />}
            <Button type="submit" loading={opening.isPending} disabled={reason.trim().length < 3}>
              {t('audit.words.show')}
            </Button>
          </Stack>
        </form>
      )}
    </Modal>
  );
}

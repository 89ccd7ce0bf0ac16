import { Alert, Button, Group, Modal, Stack, Text, Textarea } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { answer, api } from '../api/client.js';
import { isProblem } from '../api/problem.js';
import { useNames } from '../desk/names.js';
import { Failure } from '../states/Failure.js';
import { useTimes } from '../words/times.js';
import { type Reveal, REVEALS } from './reveal-queries.js';

const WORDS_MIN_LENGTH = 3;

interface JudgeProps {
  reveal: Reveal;
  what: 'decision' | 'review';
  onClose: () => void;
}

/** The second person's word: on a request before it opens, or on an emergency after it did. */
export function Judge({ reveal, what, onClose }: JudgeProps) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const names = useNames();
  const { moment } = useTimes();
  const [words, setWords] = useState('');
  const judging = useMutation({
    mutationFn: (isYes: boolean) => {
      const params = { path: { reveal: reveal.id } };
      return what === 'decision'
        ? answer(
            api.POST('/api/reveals/{reveal}/decision', { params, body: { approve: isYes, reason: words } }),
          )
        : answer(api.POST('/api/reveals/{reveal}/review', { params, body: { justified: isYes, words } }));
    },
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: REVEALS });
      onClose();
    },
  });
  const isReady = words.trim().length >= WORDS_MIN_LENGTH;
  const [yes, no] =
    what === 'decision'
      ? (['reveal.decision.approve', 'reveal.decision.refuse'] as const)
      : (['reveal.review.justified', 'reveal.review.unjustified'] as const);
  return (
    <Modal
      opened
      onClose={onClose}
      title={t(`reveal.${what}.title`)}
      closeButtonProps={{ 'aria-label': t('close') }}
    >
      <Stack>
        <Text>
          <b>{t(`reveal.kinds.${reveal.kind}`)}</b> · {reveal.reason} ·{' '}
          {t('reveal.line.case', { reference: reveal.caseReference })}
        </Text>
        <Text size="sm">
          {t('reveal.line.by', { name: names.person(reveal.askedBy), time: moment(reveal.askedAt) })}
        </Text>
        {what === 'decision' && (
          <Text size="sm" c="dimmed">
            {t('reveal.decision.window')}
          </Text>
        )}
        {isProblem(judging.error, 409) || isProblem(judging.error, 'same-person') ? (
          <Alert color="clay" role="alert">
            {t(isProblem(judging.error, 409) ? 'reveal.decision.over' : 'reveal.decision.samePerson')}
          </Alert>
        ) : (
          judging.isError && <Failure error={judging.error} />
        )}
        <Textarea
          label={t(`reveal.${what}.words`)}
          value={words}
          onChange={(event) => setWords(event.currentTarget.value)}
          maxLength={500}
          autosize
          minRows={2}
          data-autofocus
        />
        <Group justify="flex-end">
          <Button
            variant="default"
            disabled={!isReady}
            loading={judging.isPending}
            onClick={() => judging.mutate(false)}
          >
            {t(no)}
          </Button>
          <Button disabled={!isReady} loading={judging.isPending} onClick={() => judging.mutate(true)}>
            {t(yes)}
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}

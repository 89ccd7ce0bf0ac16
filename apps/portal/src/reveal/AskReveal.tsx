import {
  Alert,
  Button,
  Checkbox,
  Group,
  Modal,
  NativeSelect,
  Radio,
  Stack,
  Textarea,
  TextInput,
} from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { answer, api } from '../api/client.js';
import { isProblem, refusalAt, ServerProblem } from '../api/problem.js';
import type { Tip } from '../api/types.js';
import { Failure } from '../states/Failure.js';
import { typeName } from '../tips/masks.js';
import { refusalWords } from '../words/refusals.js';
import { useTimes } from '../words/times.js';
import {
  LEGAL_BASES,
  type LegalBasis,
  type Reveal,
  REVEAL_KINDS,
  type RevealKind,
  REVEALS,
} from './reveal-queries.js';

const REASON_MIN_LENGTH = 10;

interface AskRevealProps {
  tip: Tip;
  onClose: () => void;
  onAsked: (reveal: Reveal) => void;
}

/** What to open, why, on which basis, for which case. */
export function AskReveal({ tip, onClose, onAsked }: AskRevealProps) {
  const { t } = useTranslation();
  const { dateTime } = useTimes();
  const queries = useQueryClient();
  const marks = marksOf(tip);
  const [kind, setKind] = useState<RevealKind>('text');
  const [target, setTarget] = useState('');
  const [words, setWords] = useState({ reason: '', basisWords: '', caseReference: '' });
  const [legalBasis, setLegalBasis] = useState<LegalBasis>('police-investigation');
  const [emergency, setEmergency] = useState(false);
  const targetsOf = (which: RevealKind): { value: string; label: string }[] | undefined => {
    switch (which) {
      case 'entity':
        return marks.map(({ token, type }) => ({
          value: token,
          label: `${typeName(t, type)} ${token.split('·')[1] ?? ''}`,
        }));
      case 'file':
      case 'file-facts':
        return tip.files.map(({ id }, place) => ({
          value: id,
          label: t('reveal.ask.file', { number: place + 1 }),
        }));
      case 'mail':
        return tip.mails.map(({ id, receivedAt }) => ({ value: id, label: dateTime(receivedAt) }));
      default:
        return undefined;
    }
  };
  const possible = REVEAL_KINDS.filter(
    (each) =>
      (each !== 'entity' || marks.length > 0) &&
      ((each !== 'file' && each !== 'file-facts') || tip.files.length > 0) &&
      (each !== 'mail' || tip.mails.length > 0),
  );
  const targets = targetsOf(kind);
  const asking = useMutation({
    mutationFn: () =>
      answer(
        api.POST('/api/tips/{id}/reveals', {
          params: { path: { id: tip.id } },
          body: { kind, ...words, legalBasis, emergency, ...(targets === undefined ? {} : { target }) },
        }),
      ),
    onSuccess: (reveal) => {
      void queries.invalidateQueries({ queryKey: REVEALS });
      void queries.invalidateQueries({ queryKey: ['tip', tip.id, 'history'] });
      onAsked(reveal);
    },
  });
  const refusals = asking.error instanceof ServerProblem ? asking.error.errors : [];
  const wrong = (pointer: string) => {
    const refusal = refusalAt(refusals, pointer);
    return refusal && refusalWords(t, refusal);
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    asking.mutate();
  };
  const write = (field: keyof typeof words) => ({
    value: words[field],
    error: wrong(`/${field}`),
    onChange: (event: { currentTarget: { value: string } }) =>
      setWords({ ...words, [field]: event.currentTarget.value }),
  });

  return (
    <Modal
      opened
      onClose={onClose}
      title={t('reveal.ask.title')}
      size="lg"
      closeOnClickOutside={false}
      closeButtonProps={{ 'aria-label': t('close') }}
    >
      <form onSubmit={submit} noValidate>
        <Stack>
          {isProblem(asking.error, 'nothing-sealed') || isProblem(asking.error, 'review-pending') ? (
            <Alert color="clay" role="alert">
              {t(isProblem(asking.error, 'nothing-sealed') ? 'reveal.ask.nothing' : 'reveal.ask.pending')}
            </Alert>
          ) : (
            asking.isError && refusals.length === 0 && <Failure error={asking.error} />
          )}
          <Radio.Group
            label={t('reveal.ask.what')}
            value={kind}
            onChange={(chosen) => {
              setKind(chosen as RevealKind);
              setTarget(targetsOf(chosen as RevealKind)?.[0]?.value ?? '');
            }}
          >
            <Stack gap={8} mt={6}>
              {possible.map((each) => (
                <Radio
                  key={each}
                  value={each}
                  label={t(`reveal.kinds.${each}`)}
                  description={t(`reveal.kindsText.${each}`)}
                />
              ))}
            </Stack>
          </Radio.Group>
          {targets !== undefined && (
            <NativeSelect
              label={t(`reveal.ask.${CHOOSE[kind as keyof typeof CHOOSE]}`)}
              value={target}
              onChange={(event) => setTarget(event.currentTarget.value)}
              data={targets}
            />
          )}
          <Textarea
            label={t('reveal.ask.reason')}
            description={t('reveal.ask.reasonText', { min: REASON_MIN_LENGTH })}
            autosize
            minRows={2}
            maxLength={500}
            {...write('reason')}
          />
          <NativeSelect
            label={t('reveal.ask.basis')}
            value={legalBasis}
            onChange={(event) => setLegalBasis(event.currentTarget.value as LegalBasis)}
            data={LEGAL_BASES.map((basis) => ({ value: basis, label: t(`reveal.bases.${basis}`) }))}
          />
          <TextInput label={t('reveal.ask.basisWords')} maxLength={300} {...write('basisWords')} />
          <TextInput label={t('reveal.ask.case')} maxLength={80} {...write('caseReference')} />
          <Checkbox
            label={t('reveal.ask.emergency')}
            description={t('reveal.ask.emergencyText')}
            checked={emergency}
            onChange={(event) => setEmergency(event.currentTarget.checked)}
          />
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              {t('cancel')}
            </Button>
            <Button type="submit" loading={asking.isPending} color={emergency ? 'red' : undefined}>
              {t('reveal.ask.send')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}

/** Of what a tip may have several. */
const CHOOSE = {
  entity: 'chooseEntity',
  file: 'chooseFile',
  'file-facts': 'chooseFile',
  mail: 'chooseMail',
} as const;

/** The masked values that have a mark of their own: those can be opened one by one. */
function marksOf(tip: Tip): { token: string; type: string }[] {
  const spans = [...tip.spans, ...tip.dialogue.flatMap((line) => line.spans)];
  const marked = spans.filter(({ token }) => !token.startsWith('['));
  return [...new Map(marked.map(({ token, type }) => [token, { token, type }])).values()];
}

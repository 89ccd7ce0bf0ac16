import { Alert, Button, Group, Modal, Stack, Text } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { isProblem } from '../api/problem.js';
import { useStaff } from '../session/session.js';
import { Loading } from '../states/Loading.js';
import { NotUnlocked } from '../vault/door.js';
import { useKeyring } from '../vault/keyring.js';
import { NoFittingKey } from '../vault/open-sealed.js';
import { useTimes } from '../words/times.js';
import { bytesOf, type OpenedPart, openPart, sealForUnit } from './opened-part.js';
import { save } from '../browser/save.js';
import { PartContent } from './PartContent.js';
import { type Reveal, REVEALS } from './reveal-queries.js';
import classes from './RevealView.module.css';

/** Nobody reads longer without asking again; the time the server gives may end earlier. */
const SHOWN_MS = 5 * 60_000;

/**
 * What was opened, under its watermark. It closes by itself, when the keys lock and when the page is left; it can't be
 * marked or printed from here by accident.
 */
export default function RevealView({ reveal, onClose }: { reveal: Reveal; onClose: () => void }) {
  const { t } = useTranslation();
  const { moment } = useTimes();
  const queries = useQueryClient();
  const part = useQuery({
    queryKey: ['opened-part', reveal.id],
    queryFn: () => openPart(reveal, 'screen'),
    retry: false,
    staleTime: Infinity,
    gcTime: 0,
  });
  const isOpen = useKeyring() !== undefined;
  const [endsAt, setEndsAt] = useState<Date>();
  const { isSuccess } = part;

  useEffect(() => {
    if (!isSuccess) return;
    const end = new Date(Math.min(Date.now() + SHOWN_MS, Date.parse(reveal.openUntil ?? '')));
    setEndsAt(end);
    void queries.invalidateQueries({ queryKey: REVEALS });
    const timer = setTimeout(onClose, end.getTime() - Date.now());
    return () => clearTimeout(timer);
  }, [isSuccess]);
  useEffect(() => {
    if (isSuccess && !isOpen) onClose();
  }, [isSuccess, isOpen, onClose]);

  return (
    <Modal
      opened
      onClose={onClose}
      title={t(`reveal.kinds.${reveal.kind}`)}
      size="xl"
      closeOnClickOutside={false}
      closeButtonProps={{ 'aria-label': t('close') }}
      classNames={{ root: classes.root }}
    >
      {part.isPending ? (
        <Loading label={t('reveal.view.opening')} rows={3} />
      ) : part.isError ? (
        <Alert color="red" role="alert">
          {t(trouble(part.error))}
        </Alert>
      ) : (
        <Stack>
          <Text size="sm" c="dimmed" role="timer">
            {endsAt !== undefined && t('reveal.view.until', { time: moment(endsAt.toISOString()) })}
          </Text>
          <Watermarked reveal={reveal}>
            <PartContent part={part.data} />
          </Watermarked>
          <Exports reveal={reveal} />
        </Stack>
      )}
    </Modal>
  );
}

function trouble(error: Error) {
  if (error instanceof NotUnlocked) return 'reveal.view.notUnlocked';
  if (error instanceof NoFittingKey) return 'reveal.view.noKey';
  return isProblem(error, 409) || isProblem(error, 404) ? 'reveal.view.over' : 'reveal.view.failed';
}

const ROWS_OF_MARKS = 12;

/** Name, time and request, all over: a photograph of the screen says whose screen it was. */
function Watermarked({ reveal, children }: { reveal: Reveal; children: React.ReactNode }) {
  const { t } = useTranslation();
  const { dateTime } = useTimes();
  const staff = useStaff();
  const openedAt = useMemo(() => new Date(), []);
  const mark = t('reveal.view.watermark', {
    name: staff.name,
    time: dateTime(openedAt),
    id: reveal.id.slice(-12),
  });
  return (
    <div className={classes.sheet} onCopy={(event) => event.preventDefault()}>
      <div className={classes.content}>{children}</div>
      <div className={classes.marks} data-mark={mark} aria-hidden="true">
        {Array.from({ length: ROWS_OF_MARKS }, (_, row) => (
          <span key={row} data-mark={`${mark}   ${mark}   ${mark}`} />
        ))}
      </div>
    </div>
  );
}

/** A file's own name is one of its facts; mail programs open `.eml`. */
const EXTENSIONS: Record<OpenedPart['kind'], string> = {
  text: '.txt',
  entity: '.txt',
  informant: '.txt',
  'file-facts': '.txt',
  file: '',
  mail: '.eml',
};

function Exports({ reveal }: { reveal: Reveal }) {
  const { t } = useTranslation();
  const { dateTime } = useTimes();
  const staff = useStaff();
  const queries = useQueryClient();
  const [isSure, setSure] = useState(false);
  const saving = useMutation({
    mutationFn: async (use: 'age-file' | 'clear-file') => {
      const note = t('reveal.view.note', {
        name: staff.name,
        time: dateTime(new Date()),
        id: reveal.id,
        reference: reveal.caseReference,
      });
      const part: OpenedPart = await openPart(reveal, use);
      const name = `original-${reveal.id}`;
      const copies: [string, Uint8Array][] = [[name + EXTENSIONS[part.kind], bytesOf(part, note)]];
      // A file stays as it came, byte for byte: who saved it, when and for which case stands beside it.
      if ('bytes' in part) copies.push([`${name}.nota.txt`, new TextEncoder().encode(note)]);
      for (const [file, bytes] of copies) {
        if (use === 'age-file') save(`${file}.age`, await sealForUnit(reveal, bytes));
        else save(file, bytes);
      }
    },
    onSettled: () => {
      setSure(false);
      void queries.invalidateQueries({ queryKey: REVEALS });
    },
  });
  return (
    <Group justify="flex-end">
      {saving.isError && (
        <Text size="sm" c="red" role="alert">
          {t(trouble(saving.error))}
        </Text>
      )}
      {saving.isSuccess && (
        <Text size="sm" role="status">
          {t('reveal.view.saved')}
        </Text>
      )}
      <Button
        size="xs"
        variant="default"
        loading={saving.isPending}
        onClick={() => saving.mutate('age-file')}
      >
        {t('reveal.view.saveAge')}
      </Button>
      {isSure ? (
        <Button size="xs" color="red" loading={saving.isPending} onClick={() => saving.mutate('clear-file')}>
          {t('reveal.view.saveSure')}
        </Button>
      ) : (
        <Button size="xs" variant="default" onClick={() => setSure(true)}>
          {t('reveal.view.saveClear')}
        </Button>
      )}
    </Group>
  );
}

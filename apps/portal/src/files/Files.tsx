import { Skeleton, UnstyledButton } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { TipFile } from '../api/types.js';
import { Icon } from '../shell/Icon.js';
import { Card } from '../tips/Card.js';
import { FileDialog } from './FileDialog.js';
import classes from './Files.module.css';
import { kindOf, previewQuery, useObjectAddress } from './file-queries.js';

/** The files: masked previews first; what is waiting or quarantined says so, and why. */
export default function Files({ tipId, files }: { tipId: string; files: TipFile[] }) {
  const { t } = useTranslation();
  const [open, setOpen] = useState<string>();
  const opened = files.findIndex(({ id }) => id === open);
  return (
    <Card title={t('files.title', { count: files.length })}>
      <ul className={classes.files}>
        {files.map((file, place) => (
          <li key={file.id}>
            {file.state === 'clean' ? (
              <Thumbnail tipId={tipId} file={file} number={place + 1} onOpen={() => setOpen(file.id)} />
            ) : (
              <Absent file={file} />
            )}
          </li>
        ))}
      </ul>
      <p className={classes.note}>{t('files.cleaned')}</p>
      {opened >= 0 && (
        <FileDialog
          tipId={tipId}
          file={files[opened]!}
          number={opened + 1}
          onClose={() => setOpen(undefined)}
        />
      )}
    </Card>
  );
}

interface ThumbnailProps {
  tipId: string;
  file: TipFile;
  number: number;
  onOpen: () => void;
}

function Thumbnail({ tipId, file, number, onOpen }: ThumbnailProps) {
  const { t } = useTranslation();
  const preview = useQuery(previewQuery(tipId, file.id, file.preview?.version));
  const address = useObjectAddress(preview.data);
  const kind = t(`files.kinds.${kindOf(file)}`);
  const isComing = file.preview !== null && address === undefined && !preview.isError;
  if (isComing) return <Skeleton height={150} width={200} />;
  return (
    <UnstyledButton
      className={classes.thumbnail}
      onClick={onOpen}
      aria-label={t('files.see', { number, kind })}
      data-kind={kindOf(file)}
    >
      {address === undefined ? (
        <span className={classes.plain}>
          <Icon name="file" size={28} />
          <span>{kind}</span>
        </span>
      ) : (
        <img src={address} alt="" width={file.preview?.width} height={file.preview?.height} />
      )}
      {kindOf(file) === 'video' && <span className={classes.badge}>▶ {kind}</span>}
    </UnstyledButton>
  );
}

function Absent({ file }: { file: TipFile }) {
  const { t } = useTranslation();
  if (file.state === 'waiting') {
    return (
      <div className={classes.absent} data-state="waiting">
        <Icon name="clock" size={22} />
        <b>{t('files.waiting.title')}</b>
        <span>{t('files.waiting.text')}</span>
      </div>
    );
  }
  const reason = file.quarantineReason as keyof typeof REASONS | null;
  return (
    <div className={classes.absent} data-state="quarantined">
      <Icon name="lock" size={22} />
      <b>{t('files.quarantined')}</b>
      {reason !== null && reason in REASONS && <span>{t(`files.reasons.${reason}`)}</span>}
      {reason !== 'erased' && <span>{t('files.stillSealed')}</span>}
    </div>
  );
}

/** What the server may say; anything newer is shown without its reason. */
const REASONS = {
  'unknown-kind': true,
  'not-allowed': true,
  'too-large': true,
  'too-many-pixels': true,
  broken: true,
  'no-converter': true,
  'took-too-long': true,
  'too-much-memory': true,
  encrypted: true,
  'gave-up': true,
  erased: true,
} as const;

import { Button, Group, Stack } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { TipFile } from '../api/types.js';
import { Failure } from '../states/Failure.js';
import { Loading } from '../states/Loading.js';
import classes from './Files.module.css';
import { cleanCopyQuery, kindOf, useObjectAddress } from './file-queries.js';

interface CleanCopyProps {
  tipId: string;
  file: TipFile;
  number: number;
  onBack: () => void;
}

/** The clean copy as what it is: a picture, a player, or a file to keep. Fetching it is in the log. */
export function CleanCopy({ tipId, file, number, onBack }: CleanCopyProps) {
  const { t } = useTranslation();
  const bytes = useQuery(cleanCopyQuery(tipId, file.id));
  const address = useObjectAddress(bytes.data);
  const name = t('files.copyOf', { number });
  return (
    <Stack gap="sm">
      {bytes.isError && <Failure error={bytes.error} onRetry={() => void bytes.refetch()} />}
      {!bytes.isError && address === undefined && <Loading label={name} rows={4} />}
      {address !== undefined && <Shown file={file} address={address} name={name} />}
      <Group>
        {address !== undefined && (
          <Button component="a" href={address} download={`${file.id}.${extensionOf(file)}`}>
            {t('files.download')}
          </Button>
        )}
        <Button variant="default" onClick={onBack} autoFocus>
          {t('files.back')}
        </Button>
      </Group>
    </Stack>
  );
}

function Shown({ file, address, name }: { file: TipFile; address: string; name: string }) {
  const kind = kindOf(file);
  // Recordings come from strangers: there are no captions to give.
  if (kind === 'video') return <video className={classes.large} src={address} controls aria-label={name} />;
  if (kind === 'sound') return <audio src={address} controls aria-label={name} />;
  if (kind !== 'picture') return null;
  return (
    <img
      className={classes.large}
      src={address}
      alt={name}
      width={file.width ?? undefined}
      height={file.height ?? undefined}
    />
  );
}

/** The server knows no name of it, and gives the kinds of clean copies only. */
const EXTENSIONS: Record<string, string> = {
  'image/jpeg': 'jpg',
  'image/png': 'png',
  'image/gif': 'gif',
  'image/webp': 'webp',
  'application/pdf': 'pdf',
  'video/mp4': 'mp4',
  'audio/mp4': 'm4a',
};

const extensionOf = ({ mediaType }: TipFile): string => EXTENSIONS[mediaType ?? ''] ?? 'bin';

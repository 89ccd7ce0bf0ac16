import { Button, Group, Modal, Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { TipFile } from '../api/types.js';
import { Loading } from '../states/Loading.js';
import { CleanCopy } from './CleanCopy.js';
import classes from './Files.module.css';
import { MaskEditor } from './MaskEditor.js';
import { kindOf, previewQuery, useObjectAddress } from './file-queries.js';

interface FileDialogProps {
  tipId: string;
  file: TipFile;
  number: number;
  onClose: () => void;
}

/** One file, large: its preview, and from there on purpose the clean copy, or the editor of what is covered. */
export function FileDialog({ tipId, file, number, onClose }: FileDialogProps) {
  const { t } = useTranslation();
  const [shows, setShows] = useState<'preview' | 'copy' | 'editor'>('preview');
  const back = () => setShows('preview');
  return (
    <Modal
      opened
      onClose={onClose}
      title={shows === 'copy' ? t('files.copyOf', { number }) : t('files.name', { number })}
      size="xl"
      closeButtonProps={{ 'aria-label': t('close') }}
      closeOnEscape={shows !== 'editor'}
    >
      {shows === 'preview' && (
        <Preview
          tipId={tipId}
          file={file}
          number={number}
          onCopy={() => setShows('copy')}
          onCover={() => setShows('editor')}
        />
      )}
      {shows === 'copy' && <CleanCopy tipId={tipId} file={file} number={number} onBack={back} />}
      {shows === 'editor' && <MaskEditor tipId={tipId} file={file} onDone={back} />}
    </Modal>
  );
}

interface PreviewProps {
  tipId: string;
  file: TipFile;
  number: number;
  onCopy: () => void;
  onCover: () => void;
}

function Preview({ tipId, file, number, onCopy, onCover }: PreviewProps) {
  const { t } = useTranslation();
  const bytes = useQuery(previewQuery(tipId, file.id, file.preview?.version));
  const address = useObjectAddress(bytes.data);
  const { preview } = file;
  return (
    <Stack gap="sm">
      {preview !== null && address === undefined && (
        <Loading label={t('files.preview', { number })} rows={4} />
      )}
      {preview !== null && address !== undefined && (
        <img
          className={classes.large}
          src={address}
          alt={t('files.preview', { number })}
          width={preview.width}
          height={preview.height}
        />
      )}
      {preview !== null && (
        <Text size="sm">
          {preview.how === 'dimmed'
            ? t('files.how.dimmed')
            : t(`files.how.${preview.how}`, { count: preview.boxes.length })}
        </Text>
      )}
      {preview === null && <Text>{t(`files.kinds.${kindOf(file)}`)}</Text>}
      <Group>
        <Button onClick={onCopy} autoFocus>
          {t('files.open')}
        </Button>
        {preview !== null && (
          <Button variant="default" onClick={onCover}>
            {t('files.cover')}
          </Button>
        )}
      </Group>
      <Text size="xs" c="dimmed">
        {t('files.openNote')}
      </Text>
    </Stack>
  );
}

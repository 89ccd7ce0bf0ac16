import { Modal, Skeleton, UnstyledButton } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { TipFile } from '../api/types.js';
import { Icon } from '../shell/Icon.js';
import { Card } from './Card.js';
import classes from './Files.module.css';
import { fileQuery } from './tip-queries.js';

/** The files: clean copies as pictures; what is waiting or quarantined says so. */
export function Files({ tipId, files }: { tipId: string; files: TipFile[] }) {
  const { t } = useTranslation();
  return (
    <Card title={t('files.title', { count: files.length })}>
      <ul className={classes.files}>
        {files.map((file, place) => (
          <li key={file.id}>
            {file.state === 'clean' ? (
              <Picture tipId={tipId} file={file} number={place + 1} />
            ) : (
              <div className={classes.absent} data-state={file.state}>
                <Icon name={file.state === 'waiting' ? 'clock' : 'lock'} size={22} />
                <b>{t(`files.${file.state}.title`)}</b>
                <span>{file.quarantineReason ?? t(`files.${file.state}.text`)}</span>
              </div>
            )}
          </li>
        ))}
      </ul>
      <p className={classes.note}>{t('files.cleaned')}</p>
    </Card>
  );
}

function Picture({ tipId, file, number }: { tipId: string; file: TipFile; number: number }) {
  const { t } = useTranslation();
  const [large, setLarge] = useState(false);
  const bytes = useQuery(fileQuery(tipId, file.id));
  const address = useObjectAddress(bytes.data);
  const name = t('files.picture', { number });
  if (bytes.isError) return <div className={classes.absent}>{t('files.failed')}</div>;
  if (address === undefined) return <Skeleton height={150} width={200} />;
  return (
    <>
      <UnstyledButton
        className={classes.picture}
        onClick={() => setLarge(true)}
        aria-label={t('files.enlarge', { number })}
      >
        <img src={address} alt={name} width={file.width ?? undefined} height={file.height ?? undefined} />
      </UnstyledButton>
      <Modal
        opened={large}
        onClose={() => setLarge(false)}
        title={name}
        size="auto"
        closeButtonProps={{ 'aria-label': t('close') }}
      >
        <img className={classes.large} src={address} alt={name} />
      </Modal>
    </>
  );
}

/** An address for bytes in memory, given back when the picture leaves the page. */
function useObjectAddress(bytes: Blob | undefined): string | undefined {
  const [address, setAddress] = useState<string>();
  useEffect(() => {
    if (bytes === undefined) return;
    const made = URL.createObjectURL(bytes);
    setAddress(made);
    return () => URL.revokeObjectURL(made);
  }, [bytes]);
  return address;
}

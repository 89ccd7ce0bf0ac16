import { Skeleton } from '@mantine/core';
import { queryOptions, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { answer, api } from '../api/client.js';
import { useObjectAddress } from '../files/file-queries.js';
import classes from './GroupDialog.module.css';

interface Picture {
  tipId: string;
  fileId: string;
}

/** Two photos one over the other; a slider moves the edge between them. */
export function PictureOverlay({ left, right }: { left: Picture; right: Picture }) {
  const { t } = useTranslation();
  const [part, setPart] = useState(50);
  const below = useAddress(left);
  const above = useAddress(right);
  if (below === undefined || above === undefined) return <Skeleton height={180} />;
  return (
    <figure className={classes.overlay}>
      <figcaption>{t('groups.pictures')}</figcaption>
      <div className={classes.stack}>
        <img src={below} alt={t('groups.stands')} />
        <img src={above} alt={t('groups.chosen')} style={{ clipPath: `inset(0 0 0 ${part}%)` }} />
      </div>
      <input
        type="range"
        className={classes.edge}
        value={part}
        onChange={(event) => setPart(event.currentTarget.valueAsNumber)}
        aria-label={t('groups.slide')}
      />
    </figure>
  );
}

/** The preview, with faces covered: to see that two photos are one, nobody's face is needed. */
const useAddress = ({ tipId, fileId }: Picture) =>
  useObjectAddress(useQuery(coveredQuery(tipId, fileId)).data);

const coveredQuery = (tipId: string, fileId: string) =>
  queryOptions({
    queryKey: ['tip', tipId, 'file', fileId, 'preview', 'compared'],
    queryFn: () =>
      answer(
        api.GET('/api/tips/{id}/files/{file}/preview', {
          params: { path: { id: tipId, file: fileId } },
          parseAs: 'blob',
        }),
      ) as Promise<Blob>,
    staleTime: Infinity,
    gcTime: 60_000,
  });

import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { answer, api } from '../api/client.js';
import type { MaskBox, Tip, TipFile } from '../api/types.js';
import { tipQuery } from '../tips/tip-queries.js';

/** The clean copy of a file, as bytes: its own address would answer nobody without a session. Asked for on purpose only. */
export const cleanCopyQuery = (tipId: string, fileId: string) =>
  queryOptions({
    queryKey: ['tip', tipId, 'file', fileId],
    queryFn: () =>
      answer(
        api.GET('/api/tips/{id}/files/{file}', {
          params: { path: { id: tipId, file: fileId } },
          parseAs: 'blob',
        }),
      ) as Promise<Blob>,
    staleTime: Infinity,
    gcTime: 60_000,
  });

/** The masked preview; another version is another picture. */
export const previewQuery = (tipId: string, fileId: string, version: number | undefined) =>
  coveredQuery('preview', tipId, fileId, version);

/** The same picture small, for a line of a list. */
export const thumbnailQuery = (tipId: string, fileId: string, version: number | undefined) =>
  coveredQuery('thumbnail', tipId, fileId, version);

const coveredQuery = (
  size: 'preview' | 'thumbnail',
  tipId: string,
  fileId: string,
  version: number | undefined,
) =>
  queryOptions({
    queryKey: ['tip', tipId, 'file', fileId, size, version],
    queryFn: () =>
      answer(
        api.GET(`/api/tips/{id}/files/{file}/${size}`, {
          params: { path: { id: tipId, file: fileId } },
          parseAs: 'blob',
        }),
      ) as Promise<Blob>,
    enabled: version !== undefined,
    staleTime: Infinity,
    gcTime: 5 * 60_000,
  });

/** Has the preview drawn anew with these boxes. */
export function useCovering(tipId: string, file: TipFile) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (boxes: MaskBox[]) =>
      answer(
        api.PUT('/api/tips/{id}/files/{file}/masks', {
          params: { path: { id: tipId, file: file.id } },
          body: { boxes, version: file.preview?.version ?? 0 },
        }),
      ),
    onSuccess: (preview) => {
      queries.setQueryData(
        tipQuery(tipId).queryKey,
        (tip: Tip | undefined) =>
          tip && {
            ...tip,
            files: tip.files.map((each) => (each.id === file.id ? { ...each, preview } : each)),
          },
      );
    },
  });
}

/** An address for bytes in memory, given back when the picture leaves the page. */
export function useObjectAddress(bytes: Blob | undefined): string | undefined {
  const [address, setAddress] = useState<string>();
  useEffect(() => {
    if (bytes === undefined) return;
    const made = URL.createObjectURL(bytes);
    setAddress(made);
    return () => {
      URL.revokeObjectURL(made);
      setAddress(undefined);
    };
  }, [bytes]);
  return address;
}

export type FileKind = 'picture' | 'video' | 'sound' | 'document' | 'other';

export function kindOf({ mediaType }: TipFile): FileKind {
  const [family] = (mediaType ?? '').split('/');
  if (family === 'image') return 'picture';
  if (family === 'video') return 'video';
  if (family === 'audio') return 'sound';
  return mediaType === 'application/pdf' ? 'document' : 'other';
}

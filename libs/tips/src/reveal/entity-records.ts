import type { AnonymisedText } from '#privacy';
import type { SecretRecord } from '#vault';

/**
 * Each masked value that has a mark, sealed on its own: whoever may see one name is handed that name and not the text
 * around it. The informant's own traces have no mark and are only in the text.
 */
export function entityRecords(
  original: string,
  { spans, pieces }: Pick<AnonymisedText, 'spans' | 'pieces'>,
): SecretRecord[] {
  const byMark = new Map<string, SecretRecord>();
  for (const { token, type, piece } of spans) {
    const place = piece === undefined ? undefined : pieces[piece];
    if (token.startsWith('[') || place === undefined || byMark.has(token)) continue;
    byMark.set(token, {
      kind: 'entity',
      name: token,
      content: { type, value: original.slice(...place) },
    });
  }
  return [...byMark.values()];
}

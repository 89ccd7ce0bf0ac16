import type { TFunction } from 'i18next';
import type { DuplicateLink } from '../api/types.js';
import type { Words } from '../words/es.js';
import { MARK, typeName } from './masks.js';

type Evidence = DuplicateLink['evidence'];

/** Beyond so many the server stops counting. */
const IDENTIFIER_COUNTED_AT_MOST = 500;

/** Why two tips are held to say the same, with the evidence that a person can check. */
export function linkWords(t: TFunction, { kind, score, evidence }: DuplicateLink): string {
  const name = t(`links.${kind as keyof Words['links']}`, { defaultValue: kind });
  return t('why.link', { kind: name, score: Math.round(score * 100), evidence: evidenceWords(t, evidence) });
}

/** The evidence as a phrase in the reader's language. */
export function evidenceWords(t: TFunction, evidence: Evidence): string {
  const { bits, ofBits, frames, ofFrames } = evidence;
  switch (evidence.code) {
    case 'same-words':
    case 'same-file':
      return t(`evidence.${evidence.code}`);
    case 'shared-words':
      return changeWords(t, evidence);
    case 'contradiction':
      return contradictionWords(t, evidence);
    case 'same-picture':
      return t(`evidence.same-picture${evidence.isTurned ? '-turned' : evidence.isPart ? '-part' : ''}`, {
        bits,
        ofBits,
      });
    case 'shared-frames':
      return t('evidence.shared-frames', { frames, ofFrames });
    case 'same-identifier':
      return sharedWords(t, evidence);
  }
}

function contradictionWords(t: TFunction, { percent = 0, here = '', there = '', about }: Evidence): string {
  if (about === 'question') return t('evidence.question');
  const [said, saidThere] = [readable(t, here), readable(t, there)];
  return about === 'negation'
    ? t('evidence.negation', { percent, word: said || saidThere })
    : t('evidence.contradiction', { percent, here: said, there: saidThere });
}

/** "the same plate: 3 tips name it". */
function sharedWords(t: TFunction, { type = '', tips = 0 }: Evidence): string {
  const what = t(`evidence.same.${type as keyof Words['evidence']['same']}`, {
    defaultValue: t('evidence.same.other'),
  });
  return tips > IDENTIFIER_COUNTED_AT_MOST
    ? t('evidence.same-identifier-many', { what, count: IDENTIFIER_COUNTED_AT_MOST })
    : t('evidence.same-identifier', { what, count: tips });
}

/** Comparing takes the brackets off the informant's mark. */
const BARE_INFORMANT = /(?<!\[)\bINFORMANT\b(?!\])/g;

/** Quoted words, with each mark (`ADDRESS·c343`) as the chip in the text says it: "Address c343". */
const readable = (t: TFunction, quoted: string): string =>
  quoted
    .replace(BARE_INFORMANT, '[INFORMANT]')
    .replace(MARK, (mark, type: string | undefined, bare: string | undefined) =>
      `${typeName(t, type ?? bare ?? '')} ${type === undefined ? '' : mark.split('·')[1]!}`.trim(),
    );

function changeWords(t: TFunction, { percent = 0, changes = [], more = 0 }: Evidence): string {
  if (changes.length === 0) return t('evidence.shared-words', { percent });
  const said = changes
    .map((change) => ({ here: readable(t, change.here), there: readable(t, change.there) }))
    .map(({ here, there }) =>
      there === ''
        ? t('evidence.added', { here })
        : here === ''
          ? t('evidence.missing', { there })
          : t('evidence.replaced', { here, there }),
    );
  const rest = more > 0 ? [t('evidence.more', { count: more })] : [];
  return t('evidence.changes', { percent, changes: [...said, ...rest].join('; ') });
}

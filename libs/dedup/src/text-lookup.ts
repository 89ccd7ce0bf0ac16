import type { Tx } from '#kernel';
import type { Evidence } from './evidence.js';
import { type Candidate, findCandidates } from './group-records.js';
import type { DuplicateLink } from './links.js';
import { choosePlace, type Compared, isAlike } from './placement.js';
import { compare } from './text/comparison.js';
import { explainText } from './text/evidence.js';
import { fingerprintText, type TextFingerprint } from './text/fingerprint.js';
import { readWords, type Word } from './text/words.js';

/** An earlier tip, laid beside the new one word by word. */
export interface ComparedTip extends Compared {
  words: Word[];
  text: string;
  evidence: Evidence;
}

export interface TextLookup {
  print: TextFingerprint;
  /** Every tip that was compared, alike or not. */
  compared: ComparedTip[];
  /** The one whose group the text belongs to, if any. */
  place: ComparedTip | undefined;
}

/** Looks among the campaign's tips for what a text repeats. Writes nothing; holds its locks until the transaction ends. */
export async function lookUpText(tx: Tx, campaignId: string, text: string): Promise<TextLookup> {
  const print = fingerprintText(text, campaignId);
  const compared = (await findCandidates(tx, print)).map((candidate) => compareWith(print.words, candidate));
  const place = choosePlace(compared, (left, right) => compare(left.words, right.words).verdict);
  return { print, compared, place };
}

/** The links to the tips of one group, best first. */
export function linksInGroup(compared: ComparedTip[], groupId: string | undefined): DuplicateLink[] {
  return compared
    .filter((other) => other.groupId === groupId && isAlike(other))
    .sort((left, right) => right.score - left.score)
    .map(({ id, verdict, score, evidence }) => ({
      tipId: id,
      kind: verdict === 'exact' ? 'exact' : 'near',
      score,
      evidence,
    }));
}

/** The keys that lead to this text and not yet to the one it repeats: 400 copies cost the postings of one. */
export function keysToPost({ print, place }: TextLookup, campaignId: string): bigint[] {
  if (place === undefined) return print.sketch;
  if (place.verdict === 'exact') return [];
  const posted = new Set(fingerprintText(place.text, campaignId).sketch);
  return print.sketch.filter((key) => !posted.has(key));
}

function compareWith(words: Word[], candidate: Candidate): ComparedTip {
  const theirs = readWords(candidate.text);
  const comparison = compare(words, theirs);
  return {
    id: candidate.tipId,
    groupId: candidate.groupId,
    isCanonical: candidate.tipId === candidate.canonicalTipId,
    verdict: comparison.verdict,
    score: Math.round(comparison.score * 1000) / 1000,
    words: theirs,
    text: candidate.text,
    evidence: explainText(comparison),
  };
}

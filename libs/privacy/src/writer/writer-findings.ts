import type { Entity } from '../entity.js';
import type { TextView } from '../text/text-view.js';
import { hashWords } from '../gazetteer/lexicon-format.js';
import { LINE_END, PUNCTUATION, type Tokens, WORD } from '../text/tokens.js';
import { WriterFeatures } from './writer-features.js';
import { writerChances } from './writer-model.js';

/** From this chance on a token is masked. */
const BEGINS = 0.5;
/** Beside one that is masked, as whole clauses are meant: in its clause, and over the border of a clause. */
const GOES_ON = 0.1;
const GOES_OVER = 0.15;
/** A clause of which so many of the words are masked is masked. */
const WHOLE_CLAUSE = 0.5;
/** From this chance on a word that is not masked is doubtful. */
const DOUBTFUL = 0.05;

const LEADS_ON = new Set(
  'y e i o u eta and or que q k por para pa pq porque pero mas si con de del en al un una el'
    .split(' ')
    .map(hashWords),
);

/** A word that may tell of the writer and may not. */
export interface Doubt {
  start: number;
  end: number;
  /** 0 to 1. */
  chance: number;
}

export interface WriterFindings {
  findings: Entity[];
  /** In order. */
  doubts: Doubt[];
}

/**
 * Where the writer tells of themself, learned from tips of many hands: for what no rule has words for. Reads what rules
 * and tagger `found`, as a clause that they took often goes on. All offsets are the view's.
 */
export function writerFindings(view: TextView, found: readonly Entity[]): WriterFindings {
  const features = new WriterFeatures(view, found);
  const chances = writerChances(features);
  const { tokens } = features;
  const taken = takenTokens(features, chances);
  const findings: Entity[] = [];
  const doubts: Doubt[] = [];
  for (let at = 0; at < tokens.count;) {
    const first = at++;
    if (taken[first]) {
      while (at < tokens.count && taken[at]) at++;
      const span = trimmed(tokens, first, at);
      if (span && isNew(features, span)) findings.push(finding(tokens, chances, span));
    } else if (tokens.kind[first] === WORD && chances[first]! >= DOUBTFUL)
      doubts.push({ start: tokens.start[first]!, end: tokens.end[first]!, chance: chances[first]! });
  }
  return { findings, doubts };
}

/** Identifiers keep their own mask, by which they are found again: rules know which are the writer's. */
function takenTokens(features: WriterFeatures, chances: Float32Array): Uint8Array {
  const { clauseOf, tokens } = features;
  const { count } = tokens;
  const taken = new Uint8Array(count);
  const goesOn = (at: number, from: number): boolean =>
    taken[from] === 1 && chances[at]! >= (clauseOf[at] === clauseOf[from] ? GOES_ON : GOES_OVER);
  for (let at = 0; at < count; at++)
    if (chances[at]! >= BEGINS || features.isOfWriter(at) || goesOn(at, at - 1)) taken[at] = 1;
  for (let at = count - 2; at >= 0; at--) if (goesOn(at, at + 1)) taken[at] = 1;
  takeWholeClauses(features, taken);
  for (let at = 0; at < count; at++) if (features.isIdentifier(at)) taken[at] = 0;
  return taken;
}

function takeWholeClauses({ tokens, clauseOf, clauses }: WriterFeatures, taken: Uint8Array): void {
  const words = new Uint32Array(clauses);
  const takenWords = new Uint32Array(clauses);
  clauseOf.forEach((clause, at) => {
    if (tokens.kind[at] !== WORD) return;
    words[clause]!++;
    takenWords[clause]! += taken[at]!;
  });
  clauseOf.forEach((clause, at) => {
    const share = takenWords[clause]! / words[clause]!;
    if (tokens.kind[at] === WORD && share >= WHOLE_CLAUSE) taken[at] = 1;
  });
}

/** Whether the rules left a part of it. */
function isNew(features: WriterFeatures, [first, end]: [number, number]): boolean {
  for (let at = first; at < end; at++) if (!features.isOfWriter(at)) return true;
  return false;
}

/** Without the marks around it, and without words that lead to what comes next. */
function trimmed({ kind, hash }: Tokens, first: number, end: number): [number, number] | undefined {
  const isMark = (at: number): boolean => kind[at] === PUNCTUATION || kind[at] === LINE_END;
  while (first < end && isMark(first)) first++;
  while (end > first && (isMark(end - 1) || LEADS_ON.has(hash[end - 1]!))) end--;
  return first < end ? [first, end] : undefined;
}

function finding(tokens: Tokens, chances: Float32Array, [first, end]: [number, number]): Entity {
  let surest = GOES_ON;
  for (let at = first; at < end; at++) surest = Math.max(surest, chances[at]!);
  return {
    type: 'SELF_IDENTIFICATION',
    start: tokens.start[first]!,
    end: tokens.end[end - 1]!,
    score: Math.round(100 * Math.min(0.95, surest)) / 100,
    rule: 'writer-model',
    evidence: 'linear model of writers',
  };
}

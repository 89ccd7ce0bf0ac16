import { findings, findingsAndDoubts, sureFindings } from './detect.js';
import type { Entity, EntityType, KnownSender } from './entity.js';
import { knownSenderFindings } from './known-sender.js';
import { bridged, mergeOverlaps } from './merge.js';
import { DEFAULT_POLICY, type PrivacyPolicy } from './policy.js';
import { generalise } from './pseudonyms/generalise.js';
import { residueIn, type Suspect } from './residue.js';
import { suspectsIn } from './suspects.js';
import { suspectedIn } from './writer/suspected.js';
import { blindIndex, LINKING, namePartTokens, shownToken } from './pseudonyms/token.js';

declare const anonymised: unique symbol;
/** Text that may be stored, listed and searched: only this lib can make it. */
export type Anonymised = string & { readonly [anonymised]: true };

export type Language = 'es' | 'ca' | 'gl' | 'eu' | 'en';

export interface AnonymiseRequest {
  text: string;
  /** The rules of all five languages always run; people mix them. Kept for what a later rule may need. */
  language?: Language;
  known?: KnownSender;
  /** Per campaign, so that tokens of two campaigns can't be linked. */
  tokenKey: Buffer;
  policy?: PrivacyPolicy;
  /** The municipality that some words name: what a place or an address is generalised to. */
  municipalityOf?: (words: string) => string | undefined;
}

/** Masked by a person who saw what the engine didn't: no token, no way back but the sealed original. */
export const BY_HAND = 'BY_HAND';

/** Offsets in the anonymised text. */
export interface MaskedSpan {
  type: EntityType | typeof BY_HAND;
  start: number;
  end: number;
  token: string;
  score: number;
  rule: string;
  valid?: boolean;
  /** Which of the `pieces` of the original it hides; absent for what a person masked. */
  piece?: number;
}

/** A token by which the text is found, and the mark (`PERSON·7f3a`) of the value that it stands for. */
export interface SearchToken {
  token: string;
  mark: string;
}

export interface AnonymisedText {
  text: Anonymised;
  spans: MaskedSpan[];
  /** What was found, with offsets of the original text, including what the policy keeps readable. */
  entities: Entity[];
  /** Blind index for search and duplicate matching; never for the informant's own traces. */
  tokens: { type: EntityType; token: string }[];
  /** `tokens`, and one for each word of a name: what a search for a clear value finds the text by. */
  searchTokens: SearchToken[];
  /**
   * By `piece` of the spans: where it stands in the original text. Says how long what was masked is, so it may lie only
   * in the sealed record, from where a reveal of one entity shows exactly that piece.
   */
  pieces: [start: number, end: number][];
  /** The second scan found something or traces of it: no list shows the text before a person has looked. */
  isHeld: boolean;
  /** What that scan suspects and left readable, with offsets of the anonymised text; in order, none overlaps. */
  suspects: Suspect[];
  needsReview: boolean;
  reviewReasons: string[];
}

/** Below this a masked name is a guess that a person should see. */
const UNSURE = 0.5;
const IDENTITY: ReadonlySet<EntityType> = new Set(['SELF_IDENTIFICATION', 'AGE_KINSHIP']);

/**
 * Makes the text that staff may read. The informant's traces (what the channel knows, phrases such as "soy la vecina
 * del 3ºB", kin) leave `[INFORMANT]`; the rest follows the policy. The result is scanned once more: a hit is masked
 * too and holds the tip for a person's look. Pure and synchronous.
 */
export function anonymise(request: AnonymiseRequest): AnonymisedText {
  const policy = request.policy ?? DEFAULT_POLICY;
  const known = request.known ? knownSenderFindings(request.text, request.known) : [];
  const detected = findingsAndDoubts(request.text, policy.minimumScore);
  const found = [...known, ...detected.found];
  const believed = outvoted(found);
  const masks = (finding: Entity): boolean => policy.treatments[finding.type] !== 'keep';
  const first = mergeOverlaps(believed.filter(masks));
  const second = outvoted(sureFindings(blanked(request.text, first), UNSURE)).filter(
    (finding) => masks(finding) && !touchesAny(finding, first),
  );
  const masked = bridged(request.text, mergeOverlaps([...first, ...second]));
  const written = write(request, policy, masked);
  const settled = mergeOverlaps([...masked, ...kept(found, policy)]);
  const residue = [
    ...residueIn(blanked(request.text, settled)),
    ...suspectedIn(request.text, detected.doubts, settled),
  ];
  const reviewReasons = [...reasons(masked, second), ...new Set(residue.map(({ kind }) => kind))];
  const index = indexOf(request, believed, masked);
  return {
    ...written,
    ...index,
    pieces: masked.map(({ start, end }) => [start, end]),
    isHeld: second.length > 0 || residue.length > 0,
    suspects: suspectsIn(written.text, residue, masked, written.spans),
    entities: bridged(request.text, mergeOverlaps(found)),
    needsReview: reviewReasons.length > 0,
    reviewReasons,
  };
}

/** What the campaign wants readable is no residue. */
function kept(found: Entity[], { treatments }: PrivacyPolicy): Entity[] {
  return found.filter(({ type }) => treatments[type] === 'keep');
}

/** A capital that nothing explains is no person where a list knows a place or a house by that very name. */
function outvoted(found: Entity[]): Entity[] {
  const explained = found.filter(
    ({ type, score }) => (type === 'PLACE' || type === 'ORGANISATION') && score >= 0.6,
  );
  return found.filter(
    (finding) =>
      finding.type !== 'PERSON' ||
      !explained.some(
        (place) => place.start <= finding.start && place.end >= finding.end && place.score > finding.score,
      ),
  );
}

/** The text with masked spans blanked out, the same length, so that offsets stay. */
function blanked(text: string, spans: Entity[]): string {
  let blank = '';
  let from = 0;
  for (const { start, end } of spans) {
    blank += text.slice(from, start) + '¦'.padEnd(end - start, ' ');
    from = end;
  }
  return blank + text.slice(from);
}

function touchesAny(finding: Entity, spans: Entity[]): boolean {
  return spans.some((span) => span.start < finding.end && finding.start < span.end);
}

function write(
  { text, tokenKey, municipalityOf }: AnonymiseRequest,
  policy: PrivacyPolicy,
  masked: Entity[],
): Pick<AnonymisedText, 'text' | 'spans'> {
  const spans: MaskedSpan[] = [];
  let written = '';
  let from = 0;
  masked.forEach(({ type, start, end, score, rule, valid }, piece) => {
    const shown = text.slice(start, end);
    const treatment = policy.treatments[type];
    let token = IDENTITY.has(type) ? '[INFORMANT]' : `[${type}]`;
    if (treatment === 'generalise') token = generalise(type, shown, municipalityOf) ?? token;
    if (treatment === 'pseudonymise') token = shownToken(type, blindIndex(tokenKey, type, shown));
    written += text.slice(from, start);
    spans.push({
      type,
      start: written.length,
      end: written.length + token.length,
      token,
      score,
      rule,
      ...(valid === undefined ? {} : { valid }),
      piece,
    });
    written += token;
    from = end;
  });
  return { text: (written + text.slice(from)) as Anonymised, spans };
}

/**
 * What the text can be found and linked by, also where the campaign keeps a value readable; nothing that lies under a
 * trace of the informant.
 */
function indexOf(
  { text, tokenKey }: AnonymiseRequest,
  found: Entity[],
  masked: Entity[],
): Pick<AnonymisedText, 'tokens' | 'searchTokens'> {
  const identity = masked.filter(({ type }) => IDENTITY.has(type));
  const tokens = new Map<string, { type: EntityType; token: string }>();
  const searchTokens = new Map<string, SearchToken>();
  for (const entity of mergeOverlaps([
    ...outvoted(found).filter(({ type }) => LINKING.has(type)),
    ...masked,
  ])) {
    if (!LINKING.has(entity.type) || touchesAny(entity, identity)) continue;
    const { type } = entity;
    const shown = text.slice(entity.start, entity.end);
    const token = blindIndex(tokenKey, type, shown);
    tokens.set(type + token, { type, token });
    const mark = shownToken(type, token);
    for (const each of [token, ...namePartTokens(tokenKey, type, shown)])
      searchTokens.set(each + mark, { token: each, mark });
  }
  return { tokens: [...tokens.values()], searchTokens: [...searchTokens.values()] };
}

/**
 * The marks of what can be read between two places of a text: a campaign may keep names or plates readable, and tokens
 * of them were kept all the same.
 */
export function readableMarks(text: string, from: number, to: number, tokenKey: Buffer): string[] {
  return mergeOverlaps(
    outvoted(findings(text, DEFAULT_POLICY.minimumScore)).filter(({ type }) => LINKING.has(type)),
  )
    .filter(({ start, end }) => start < to && from < end)
    .map(({ type, start, end }) => shownToken(type, blindIndex(tokenKey, type, text.slice(start, end))));
}

function reasons(masked: Entity[], second: Entity[]): string[] {
  const found = new Set<string>();
  if (masked.some(({ type }) => type === 'SELF_IDENTIFICATION')) found.add('self-identification');
  if (masked.some(({ type, score }) => type === 'PERSON' && score < UNSURE)) found.add('unsure-name');
  if (second.length > 0) found.add('found-on-second-scan');
  return [...found];
}

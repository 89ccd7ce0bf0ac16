import { findings, sureFindings } from './detect.js';
import type { Entity, EntityType, KnownSender } from './entity.js';
import { knownSenderFindings } from './known-sender.js';
import { bridged, mergeOverlaps } from './merge.js';
import { DEFAULT_POLICY, type PrivacyPolicy } from './policy.js';
import { generalise } from './pseudonyms/generalise.js';
import { blindIndex, shownToken } from './pseudonyms/token.js';

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
}

/** Offsets in the anonymised text. */
export interface MaskedSpan {
  type: EntityType;
  start: number;
  end: number;
  token: string;
  score: number;
  rule: string;
  valid?: boolean;
  /** Which of the `pieces` of the original it hides; absent for what a person masked. */
  piece?: number;
}

export interface AnonymisedText {
  text: Anonymised;
  spans: MaskedSpan[];
  /** What was found, with offsets of the original text, including what the policy keeps readable. */
  entities: Entity[];
  /** Blind index for search and duplicate matching; never for the informant's own traces. */
  tokens: { type: EntityType; token: string }[];
  /**
   * By `piece` of the spans: where it stands in the original text. Says how long what was masked is, so it may lie only
   * in the sealed record, from where a reveal of one entity shows exactly that piece.
   */
  pieces: [start: number, end: number][];
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
  const found = [...known, ...findings(request.text, policy.minimumScore)];
  const masks = (finding: Entity): boolean => policy.treatments[finding.type] !== 'keep';
  const first = mergeOverlaps(outvoted(found).filter(masks));
  const second = outvoted(sureFindings(blanked(request.text, first), UNSURE)).filter(
    (finding) => masks(finding) && !touchesAny(finding, first),
  );
  const masked = bridged(request.text, mergeOverlaps([...first, ...second]));
  const written = write(request, policy, masked);
  const reviewReasons = reasons(masked, second);
  return {
    ...written,
    pieces: masked.map(({ start, end }) => [start, end]),
    entities: bridged(request.text, mergeOverlaps(found)),
    needsReview: reviewReasons.length > 0,
    reviewReasons,
  };
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
  { text, tokenKey }: AnonymiseRequest,
  policy: PrivacyPolicy,
  masked: Entity[],
): Pick<AnonymisedText, 'text' | 'spans' | 'tokens'> {
  const spans: MaskedSpan[] = [];
  const index = new Map<string, { type: EntityType; token: string }>();
  let written = '';
  let from = 0;
  masked.forEach(({ type, start, end, score, rule, valid }, piece) => {
    const shown = text.slice(start, end);
    const treatment = policy.treatments[type];
    let token = IDENTITY.has(type) ? '[INFORMANT]' : `[${type}]`;
    if (treatment === 'generalise') token = generalise(type, shown) ?? token;
    if (treatment === 'pseudonymise') {
      const blind = blindIndex(tokenKey, type, shown);
      index.set(type + blind, { type, token: blind });
      token = shownToken(type, blind);
    }
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
  return { text: (written + text.slice(from)) as Anonymised, spans, tokens: [...index.values()] };
}

function reasons(masked: Entity[], second: Entity[]): string[] {
  const found = new Set<string>();
  if (masked.some(({ type }) => type === 'SELF_IDENTIFICATION')) found.add('self-identification');
  if (masked.some(({ type, score }) => type === 'PERSON' && score < UNSURE)) found.add('unsure-name');
  if (second.length > 0) found.add('found-on-second-scan');
  return [...found];
}

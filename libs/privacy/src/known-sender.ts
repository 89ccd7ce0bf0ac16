import type { Entity, KnownSender } from './entity.js';
import { fold } from './text/folding.js';
import { TextView } from './text/text-view.js';
import { tokensOf, WORD } from './text/tokens.js';

const SHORTEST_NAME = 3;
/** One typing error is forgiven from this length on. */
const FORGIVING_LENGTH = 6;
const PARTICLES = new Set(['del', 'las', 'los', 'von', 'van', 'the', 'and', 'san']);

/** What the channel knows of the sender, wherever and however it is spelled in the text. */
export function knownSenderFindings(text: string, known: KnownSender): Entity[] {
  const view = TextView.of(text);
  const found: Entity[] = [];
  const add = (start: number, end: number, evidence: string): void => {
    const [from, to] = view.originalSpan(start, end);
    found.push({
      type: 'SELF_IDENTIFICATION',
      start: from,
      end: to,
      score: 1,
      rule: 'known-sender',
      evidence,
    });
  };
  const handle = known.handle ? fold(known.handle).replace(/^@/, '') : '';
  const mailbox = known.email ? fold(known.email).split('@')[0]! : '';
  spelledLoosely(view, handle, (start, end) => add(start, end, 'handle'));
  if (known.email) spelledLoosely(view, fold(known.email), (start, end) => add(start, end, 'e-mail'));
  spelledLoosely(view, mailbox, (start, end) => add(start, end, 'e-mail'));
  phoneSpelledLoosely(view, known.phone ?? '', (start, end) => add(start, end, 'phone'));
  const words = [known.name ?? '', handle.length > 0 ? handle : '', mailbox]
    .flatMap((source) => fold(source).split(/[^a-z0-9]+/))
    .filter((word) => word.length >= SHORTEST_NAME && /[a-z]/.test(word) && !PARTICLES.has(word));
  nameWords(view, new Set(words), (start, end) => add(start, end, 'name'));
  return found;
}

type Found = (start: number, end: number) => void;

/** The same letters and digits in the same order, whatever stands between them. */
function spelledLoosely(view: TextView, value: string, found: Found): void {
  const wanted = value.replace(/[^a-z0-9]/g, '');
  if (wanted.length < SHORTEST_NAME) return;
  const { letters, offsets } = lettersOnly(view, /[a-z0-9]/);
  for (let at = letters.indexOf(wanted); at >= 0; at = letters.indexOf(wanted, at + wanted.length)) {
    const start = offsets[at]!;
    const end = offsets[at + wanted.length - 1]! + 1;
    const alone =
      !/[a-z0-9]/.test(view.folded[start - 1] ?? ' ') && !/[a-z0-9]/.test(view.folded[end] ?? ' ');
    if (alone || wanted.length >= FORGIVING_LENGTH)
      found(view.folded[start - 1] === '@' ? start - 1 : start, end);
  }
}

function phoneSpelledLoosely(view: TextView, phone: string, found: Found): void {
  const wanted = phone.replace(/\D/g, '').slice(-9);
  if (wanted.length < 6) return;
  const { letters, offsets } = lettersOnly(view, /\d/);
  for (let at = letters.indexOf(wanted); at >= 0; at = letters.indexOf(wanted, at + wanted.length)) {
    const start = offsets[at]!;
    const end = offsets[at + wanted.length - 1]! + 1;
    if (end - start <= wanted.length * 4) found(start, end);
  }
}

function lettersOnly(view: TextView, kept: RegExp): { letters: string; offsets: number[] } {
  const offsets: number[] = [];
  let letters = '';
  for (let at = 0; at < view.folded.length; at++)
    if (kept.test(view.folded[at]!)) {
      letters += view.folded[at];
      offsets.push(at);
    }
  return { letters, offsets };
}

function nameWords(view: TextView, words: ReadonlySet<string>, found: Found): void {
  if (words.size === 0) return;
  const tokens = tokensOf(view);
  for (let at = 0; at < tokens.count; at++) {
    if (tokens.kind[at] !== WORD) continue;
    const word = view.folded.slice(tokens.start[at], tokens.end[at]);
    if (word.length < SHORTEST_NAME) continue;
    for (const wanted of words)
      if (word === wanted || (wanted.length >= FORGIVING_LENGTH && oneErrorApart(word, wanted))) {
        found(tokens.start[at]!, tokens.end[at]!);
        break;
      }
  }
}

/** At most one letter missing, added, wrong, or two neighbours exchanged. */
function oneErrorApart(one: string, other: string): boolean {
  if (Math.abs(one.length - other.length) > 1) return false;
  let at = 0;
  while (at < one.length && one[at] === other[at]) at++;
  const rest = one.slice(at);
  const otherRest = other.slice(at);
  return (
    rest.slice(1) === otherRest.slice(1) ||
    rest.slice(1) === otherRest ||
    rest === otherRest.slice(1) ||
    (rest[0] === otherRest[1] && rest[1] === otherRest[0] && rest.slice(2) === otherRest.slice(2))
  );
}

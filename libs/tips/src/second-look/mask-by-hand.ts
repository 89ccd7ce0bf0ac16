import { BY_HAND, type MaskedSpan, type Suspect } from '#privacy';

export interface MaskedWords {
  text: string;
  spans: MaskedSpan[];
  suspects: Suspect[];
}

const TOKEN = `[${BY_HAND}]`;

/**
 * The text with one more stretch masked. What was masked before stays masked: a span that the stretch touches is
 * swallowed whole. A suspect goes once nothing of it is readable. Nothing where the stretch holds no letter, digit or at
 * sign that was readable.
 */
export function maskByHand(words: MaskedWords, from: number, to: number): MaskedWords | undefined {
  const touched = words.spans.filter((span) => span.start < to && from < span.end);
  if (!readable(words, from, to)) return undefined;
  const start = Math.min(from, ...touched.map((span) => span.start));
  const end = Math.max(to, ...touched.map((span) => span.end));
  const moved = TOKEN.length - (end - start);
  const text = words.text.slice(0, start) + TOKEN + words.text.slice(end);
  const spans: MaskedSpan[] = [
    ...words.spans.filter((span) => span.end <= start),
    { type: BY_HAND, start, end: start + TOKEN.length, token: TOKEN, score: 1, rule: 'by-hand' },
    ...words.spans
      .filter((span) => span.start >= end)
      .map((span) => ({ ...span, start: span.start + moved, end: span.end + moved })),
  ];
  const left = ({ kind, start: first, end: last }: Suspect): Suspect =>
    trimmed(text, {
      kind,
      start: first < start ? first : Math.max(first + moved, start + TOKEN.length),
      end: last > end ? last + moved : Math.min(last, start),
    });
  const suspects = words.suspects
    .map(left)
    .filter((suspect) => readable({ text, spans }, suspect.start, suspect.end));
  return { text, spans, suspects };
}

function trimmed(text: string, { kind, start, end }: Suspect): Suspect {
  const shown = text.slice(start, end);
  return {
    kind,
    start: start + shown.length - shown.trimStart().length,
    end: end - shown.length + shown.trimEnd().length,
  };
}

function readable({ text, spans }: Omit<MaskedWords, 'suspects'>, from: number, to: number): boolean {
  for (let at = from; at < to; at++)
    if (/[\p{L}\p{N}@]/u.test(text[at] ?? '') && !spans.some((span) => span.start <= at && at < span.end))
      return true;
  return false;
}

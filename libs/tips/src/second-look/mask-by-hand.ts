import { BY_HAND, type MaskedSpan } from '#privacy';

export interface MaskedWords {
  text: string;
  spans: MaskedSpan[];
}

const TOKEN = `[${BY_HAND}]`;

/**
 * The text with one more stretch masked. What was masked before stays masked: a span that the stretch touches is
 * swallowed whole. Nothing where the stretch holds no letter or digit that was readable.
 */
export function maskByHand({ text, spans }: MaskedWords, from: number, to: number): MaskedWords | undefined {
  const touched = spans.filter((span) => span.start < to && from < span.end);
  if (!readable(text, spans, from, to)) return undefined;
  const start = Math.min(from, ...touched.map((span) => span.start));
  const end = Math.max(to, ...touched.map((span) => span.end));
  const moved = TOKEN.length - (end - start);
  return {
    text: text.slice(0, start) + TOKEN + text.slice(end),
    spans: [
      ...spans.filter((span) => span.end <= start),
      { type: BY_HAND, start, end: start + TOKEN.length, token: TOKEN, score: 1, rule: 'by-hand' },
      ...spans
        .filter((span) => span.start >= end)
        .map((span) => ({ ...span, start: span.start + moved, end: span.end + moved })),
    ],
  };
}

function readable(text: string, spans: MaskedSpan[], from: number, to: number): boolean {
  for (let at = from; at < to; at++)
    if (/[\p{L}\p{N}]/u.test(text[at] ?? '') && !spans.some((span) => span.start <= at && at < span.end))
      return true;
  return false;
}

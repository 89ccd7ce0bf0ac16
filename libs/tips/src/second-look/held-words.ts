import type { DuplicateLink, Evidence } from '#dedup';
import type { MaskedSpan } from '#privacy';

interface Listed {
  id: string;
  isHeld: boolean;
  text: string;
  spans: MaskedSpan[];
  because: DuplicateLink[];
}

/**
 * A tip as another one's page may show it: nobody reads the words of a held text in passing, nor what evidence quotes
 * of them. Opening it is the look that it waits for.
 */
export function withoutHeldWords<Tip extends Listed>(tip: Tip): Tip {
  return tip.isHeld ? { ...tip, text: '', spans: [], because: tip.because.map(unquoted) } : tip;
}

/** Links of a tip without the words that they quote of held ones. */
export function quotingNoneOf(held: ReadonlySet<string>, links: DuplicateLink[]): DuplicateLink[] {
  return links.map((link) => (held.has(link.tipId) ? unquoted(link) : link));
}

function unquoted(link: DuplicateLink): DuplicateLink {
  const evidence: Record<string, unknown> = { ...link.evidence };
  for (const quote of ['changes', 'here', 'there']) delete evidence[quote];
  return { ...link, evidence: evidence as unknown as Evidence };
}

import { convert } from 'html-to-text';
import { Parser } from 'htmlparser2';
import { MAX_HTML_CHARACTERS } from '../mail-limits.js';

/** Newsletters nest some dozens of tables; a hundred thousand divs in each other cost minutes (measured: 222 s). */
const MAX_DEPTH = 300;

/** What a person would read of an HTML mail, without addresses of links and pictures; nothing is fetched. */
export function textOfHtml(html: string): string {
  const bounded = html.slice(0, MAX_HTML_CHARACTERS);
  if (isTooDeep(bounded)) return withoutTags(bounded);
  return convert(bounded, {
    wordwrap: false,
    limits: { maxInputLength: MAX_HTML_CHARACTERS, maxDepth: 100, maxChildNodes: 20_000 },
    selectors: [
      { selector: 'a', options: { ignoreHref: true } },
      { selector: 'img', format: 'skip' },
      { selector: 'blockquote', options: { leadingLineBreaks: 1, trailingLineBreaks: 1 } },
    ],
  });
}

class TooDeep extends Error {}

/** By the parser that the conversion uses, so that both see the same depth; it stops at the first element too deep. */
function isTooDeep(html: string): boolean {
  let depth = 0;
  const parser = new Parser({
    onopentag: () => {
      depth += 1;
      if (depth > MAX_DEPTH) throw new TooDeep();
    },
    onclosetag: () => {
      depth -= 1;
    },
  });
  try {
    parser.end(html);
    return false;
  } catch (error) {
    if (error instanceof TooDeep) return true;
    throw error;
  }
}

/** Coarse and in one pass, for what nobody wrote by hand. */
const withoutTags = (html: string): string =>
  html
    .replace(/<(?=(style|script)\b)[^<>]*>[^<]*/gi, ' ')
    .replace(/<[^<>]*>/g, ' ')
    .replace(/&(?:nbsp|#160);/gi, ' ')
    .replace(/[ \t]+/g, ' ');

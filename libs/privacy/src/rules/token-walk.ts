import type { TextView } from '../text/text-view.js';
import { CAPITAL, LINE_END, NUMBER, PUNCTUATION, type Tokens, UPPER, WORD } from '../text/tokens.js';

/** Reading aids over the tokens of one view. */
export class TokenWalk {
  constructor(
    readonly view: TextView,
    readonly tokens: Tokens,
  ) {}

  text(at: number): string {
    const { count, texts, start, end } = this.tokens;
    if (at < 0 || at >= count) return '';
    return (texts[at] ??= this.view.folded.slice(start[at], end[at]));
  }

  isWord(at: number): boolean {
    return at >= 0 && at < this.tokens.count && this.tokens.kind[at] === WORD;
  }

  isNumber(at: number): boolean {
    return at >= 0 && at < this.tokens.count && this.tokens.kind[at] === NUMBER;
  }

  isPunctuation(at: number, marks: string): boolean {
    return (
      at >= 0 &&
      at < this.tokens.count &&
      this.tokens.kind[at] === PUNCTUATION &&
      marks.includes(this.view.folded[this.tokens.start[at]!]!)
    );
  }

  isCapital(at: number): boolean {
    const shape = this.tokens.shape[at];
    return this.isWord(at) && (shape === CAPITAL || shape === UPPER);
  }

  /** With its accent, in lower case: "PARTICIPÓ" ends as "participó" does. */
  lastLetter(at: number): string {
    return (this.view.text[this.tokens.end[at]! - 1] ?? '').toLowerCase();
  }

  endsLine(at: number): boolean {
    return at < 0 || at >= this.tokens.count || this.tokens.kind[at] === LINE_END;
  }

  /** Whether no more than blanks stand between two neighbours. */
  touches(at: number): boolean {
    return at + 1 < this.tokens.count && this.tokens.end[at] === this.tokens.start[at + 1];
  }

  /** Whether a sentence, line or list item begins here, so that a capital says nothing. */
  opensSentence(at: number): boolean {
    for (let back = at - 1; back >= 0; back--) {
      if (this.tokens.kind[back] === LINE_END) return true;
      if (this.tokens.kind[back] !== PUNCTUATION) return false;
      const mark = this.view.folded[this.tokens.start[back]!]!;
      if ('.!?:;•*…¿¡'.includes(mark)) return true;
      if (mark === ',' || mark === ')') return false;
    }
    return true;
  }
}

/** A set of folded words written as one string. */
export function wordSet(words: string): ReadonlySet<string> {
  return new Set(words.split(/\s+/).filter(Boolean));
}

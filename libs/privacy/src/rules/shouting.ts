import { LINE_END, type Tokens, UPPER, WORD } from '../text/tokens.js';

/** Marks the tokens of lines where nearly everything is in capitals: there a capital tells nothing. */
export function linesInCapitals(tokens: Tokens): Uint8Array {
  const marked = new Uint8Array(tokens.count);
  for (let from = 0; from < tokens.count;) {
    let to = from;
    let words = 0;
    let upper = 0;
    for (; to < tokens.count && tokens.kind[to] !== LINE_END; to++) {
      if (tokens.kind[to] !== WORD || tokens.end[to]! - tokens.start[to]! < 2) continue;
      words++;
      if (tokens.shape[to] === UPPER) upper++;
    }
    if (words >= 3 && upper / words > 0.7) marked.fill(1, from, to);
    from = to + 1;
  }
  return marked;
}

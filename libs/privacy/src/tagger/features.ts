import { FOREIGN, FREQUENCY, GIVEN, PLACE, SURNAME } from '../gazetteer/lexicon-format.js';
import { attribute } from '../gazetteer/lexicon.js';
import type { TextView } from '../text/text-view.js';
import { LINE_END, LOWER, NUMBER, PUNCTUATION, type Tokens, UPPER, WORD } from '../text/tokens.js';

/** How many features describe one token. */
export const FEATURE_COUNT = 36;

const BOUNDARY = 0x9e3779b9;
const LOWER_LINE = 1;
const UPPER_LINE = 2;
const MIXED_LINE = 3;

/**
 * Describes tokens to the tagger: the word, its beginnings and endings, shape, what the lexicon knows of it, the same
 * of its neighbours, the first word of its line, and the two tags before. A feature is a 32-bit hash; training and
 * tagging read tokens through this same class.
 */
export class FeatureReader {
  readonly values = new Uint32Array(FEATURE_COUNT);
  private readonly shapes: Uint32Array;
  private readonly classes: Uint32Array;
  private readonly heads: Uint32Array;
  private readonly lineCases: Uint8Array;

  constructor(
    private readonly view: TextView,
    private readonly tokens: Tokens,
  ) {
    const { count } = tokens;
    this.shapes = new Uint32Array(count);
    this.classes = new Uint32Array(count);
    this.heads = new Uint32Array(count);
    this.lineCases = new Uint8Array(count);
    for (let at = 0; at < count; at++) {
      this.shapes[at] = this.shapeClass(at);
      this.classes[at] = this.lexiconClass(at);
    }
    this.readLines();
  }

  /** Fills `values` for one token; tags are those already given to the two tokens before. */
  read(at: number, previousTag: number, tagBefore: number): Uint32Array {
    const { values } = this;
    const word = this.word(at);
    const before = this.word(at - 1);
    const after = this.word(at + 1);
    const shape = this.shape(at);
    const shapeBefore = this.shape(at - 1);
    const shapeAfter = this.shape(at + 1);
    const known = this.known(at);
    const knownBefore = this.known(at - 1);
    const knownAfter = this.known(at + 1);
    const head = this.heads[at]!;
    let next = 0;
    const put = (value: number): void => {
      values[next] = mix(next + 1, value);
      next++;
    };
    put(0);
    put(word);
    put(before);
    put(after);
    put(this.word(at - 2));
    put(this.word(at + 2));
    put(mix(before, word));
    put(mix(word, after));
    put(mix(before, after));
    put(shape);
    put(mix(shapeBefore, shape));
    put(mix(shape, shapeAfter));
    put(mix(mix(shapeBefore, shape), shapeAfter));
    put(this.edge(at, -2));
    put(this.edge(at, -3));
    put(this.edge(at, -4));
    put(this.edge(at, 3));
    put(this.edge(at, 5));
    put(known);
    put(mix(knownBefore, known));
    put(mix(known, knownAfter));
    put(mix(mix(knownBefore, known), knownAfter));
    put(mix(known, shape));
    put(mix(known, before));
    put(mix(known, after));
    put(mix(head, shape));
    put(mix(head, previousTag));
    put(previousTag);
    put(mix(mix(previousTag, tagBefore), 7));
    put(mix(previousTag, word));
    put(mix(mix(previousTag, known), shape));
    put(mix(mix(previousTag, shape), shapeAfter));
    put(mix(mix(previousTag, before), shape));
    put(mix(mix(this.lineCases[at]!, known), shape));
    put(mix(this.shape(at + 2), mix(shape, shapeAfter)));
    put(mix(mix(this.word(at - 2), before), shape));
    return values;
  }

  private word(at: number): number {
    return at < 0 || at >= this.tokens.count
      ? BOUNDARY
      : this.tokens.kind[at] === NUMBER
        ? this.shapes[at]!
        : this.tokens.hash[at]!;
  }

  private shape(at: number): number {
    return at < 0 || at >= this.tokens.count ? BOUNDARY : this.shapes[at]!;
  }

  private known(at: number): number {
    return at < 0 || at >= this.tokens.count ? BOUNDARY : this.classes[at]!;
  }

  private edge(at: number, length: number): number {
    const { start, end, kind } = this.tokens;
    if (kind[at] !== WORD) return 1;
    const from = length < 0 ? Math.max(start[at]!, end[at]! + length) : start[at]!;
    const to = length < 0 ? end[at]! : Math.min(end[at]!, start[at]! + length);
    let hash = 17;
    for (let unit = from; unit < to; unit++) hash = Math.imul(hash ^ this.view.units[unit]!, 0x01000193);
    return hash >>> 0;
  }

  private shapeClass(at: number): number {
    const { kind, start, end, shape, hash } = this.tokens;
    const length = Math.min(end[at]! - start[at]!, 9);
    const glued = at > 0 && end[at - 1] === start[at] ? 1 : 0;
    if (kind[at] === WORD) return 1000 + shape[at]! * 20 + (length < 4 ? length : 4) * 2 + glued;
    if (kind[at] === NUMBER)
      return (
        2000 +
        length * 10 +
        glued * 3 +
        (length === 4 && /^(?:19|20)/.test(this.view.folded.slice(start[at], end[at])) ? 1 : 0)
      );
    return kind[at] === LINE_END ? 3000 : hash[at]!;
  }

  private lexiconClass(at: number): number {
    const { attributes, common, kind } = this.tokens;
    if (kind[at] !== WORD) return kind[at] === PUNCTUATION ? 1 : 2;
    const bits = attributes[at]!;
    const given = (attribute(bits, GIVEN) + 1) >> 1;
    const surname = (attribute(bits, SURNAME) + 1) >> 1;
    const place = attribute(bits, PLACE);
    const frequency = attribute(bits, FREQUENCY);
    const foreign = attribute(bits, FOREIGN) > 0 ? 1 : 0;
    return 16 + ((((given * 4 + surname) * 4 + place) * 4 + frequency) * 2 + foreign) * 2 + common[at]!;
  }

  /** The first word of a line often is a form's label; and a line without capitals makes lower case say nothing. */
  private readLines(): void {
    const { count, kind, hash, shape } = this.tokens;
    for (let from = 0; from < count;) {
      let to = from;
      let head = BOUNDARY;
      let words = 0;
      let lower = 0;
      let upper = 0;
      for (; to < count && kind[to] !== LINE_END; to++) {
        if (kind[to] !== WORD) continue;
        if (words++ === 0) head = hash[to]!;
        if (shape[to] === LOWER) lower++;
        if (shape[to] === UPPER) upper++;
      }
      const lineCase = lower === words ? LOWER_LINE : upper > words * 0.7 ? UPPER_LINE : MIXED_LINE;
      for (let at = from; at <= to && at < count; at++) {
        this.heads[at] = head;
        this.lineCases[at] = lineCase;
      }
      from = to + 1;
    }
  }
}

function mix(one: number, other: number): number {
  let hash = Math.imul(one ^ 0x85ebca6b, 0xcc9e2d51) ^ Math.imul(other ^ 0xc2b2ae35, 0x1b873593);
  hash = Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d);
  return (hash ^ (hash >>> 13)) >>> 0;
}

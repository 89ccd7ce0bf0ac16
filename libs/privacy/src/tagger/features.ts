import { FOREIGN, FREQUENCY, GIVEN, PLACE, SURNAME } from '../gazetteer/lexicon-format.js';
import { attribute } from '../gazetteer/lexicon.js';
import type { TextView } from '../text/text-view.js';
import { edgeHash, LINE_END, LOWER, NUMBER, PUNCTUATION, type Tokens, UPPER, WORD } from '../text/tokens.js';

/** How many features describe one token. */
export const FEATURE_COUNT = 36;

/** Hashes are kept as signed 32-bit numbers: those stay unboxed. */
const BOUNDARY = 0x9e3779b9 | 0;
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
  private readonly words: Int32Array;
  private readonly shapes: Int32Array;
  private readonly classes: Int32Array;
  private readonly heads: Int32Array;
  private readonly lineCases: Uint8Array;

  constructor(
    private readonly view: TextView,
    private readonly tokens: Tokens,
  ) {
    const { count } = tokens;
    this.words = new Int32Array(count);
    this.shapes = new Int32Array(count);
    this.classes = new Int32Array(count);
    this.heads = new Int32Array(count);
    this.lineCases = new Uint8Array(count);
    for (let at = 0; at < count; at++) {
      this.shapes[at] = this.shapeClass(at);
      this.classes[at] = this.lexiconClass(at);
      this.words[at] = tokens.kind[at] === NUMBER ? this.shapes[at]! : tokens.hash[at]!;
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
    values[0] = mix(1, 0);
    values[1] = mix(2, word);
    values[2] = mix(3, before);
    values[3] = mix(4, after);
    values[4] = mix(5, this.word(at - 2));
    values[5] = mix(6, this.word(at + 2));
    values[6] = mix(7, mix(before, word));
    values[7] = mix(8, mix(word, after));
    values[8] = mix(9, mix(before, after));
    values[9] = mix(10, shape);
    values[10] = mix(11, mix(shapeBefore, shape));
    values[11] = mix(12, mix(shape, shapeAfter));
    values[12] = mix(13, mix(mix(shapeBefore, shape), shapeAfter));
    values[13] = mix(14, this.edge(at, -2));
    values[14] = mix(15, this.edge(at, -3));
    values[15] = mix(16, this.edge(at, -4));
    values[16] = mix(17, this.edge(at, 3));
    values[17] = mix(18, this.edge(at, 5));
    values[18] = mix(19, known);
    values[19] = mix(20, mix(knownBefore, known));
    values[20] = mix(21, mix(known, knownAfter));
    values[21] = mix(22, mix(mix(knownBefore, known), knownAfter));
    values[22] = mix(23, mix(known, shape));
    values[23] = mix(24, mix(known, before));
    values[24] = mix(25, mix(known, after));
    values[25] = mix(26, mix(head, shape));
    values[26] = mix(27, mix(head, previousTag));
    values[27] = mix(28, previousTag);
    values[28] = mix(29, mix(mix(previousTag, tagBefore), 7));
    values[29] = mix(30, mix(previousTag, word));
    values[30] = mix(31, mix(mix(previousTag, known), shape));
    values[31] = mix(32, mix(mix(previousTag, shape), shapeAfter));
    values[32] = mix(33, mix(mix(previousTag, before), shape));
    values[33] = mix(34, mix(mix(this.lineCases[at]!, known), shape));
    values[34] = mix(35, mix(this.shape(at + 2), mix(shape, shapeAfter)));
    values[35] = mix(36, mix(mix(this.word(at - 2), before), shape));
    return values;
  }

  private word(at: number): number {
    return at < 0 || at >= this.words.length ? BOUNDARY : this.words[at]!;
  }

  private shape(at: number): number {
    return at < 0 || at >= this.shapes.length ? BOUNDARY : this.shapes[at]!;
  }

  private known(at: number): number {
    return at < 0 || at >= this.classes.length ? BOUNDARY : this.classes[at]!;
  }

  private edge(at: number, length: number): number {
    return edgeHash(this.tokens, this.view.units, at, length);
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
  return hash ^ (hash >>> 13);
}

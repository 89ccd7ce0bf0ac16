import type { Entity, EntityType } from '../entity.js';
import { FREQUENCY, GIVEN, hashWords, PLACE, SURNAME } from '../gazetteer/lexicon-format.js';
import { attribute } from '../gazetteer/lexicon.js';
import { TokenWalk } from '../rules/token-walk.js';
import type { TextView } from '../text/text-view.js';
import {
  edgeHash,
  firstTokenFrom,
  LINE_END,
  NUMBER,
  PUNCTUATION,
  type Tokens,
  tokensOf,
  WORD,
} from '../text/tokens.js';
import { FIRST_PERSON_MARKS, MARK_COUNT, personMark } from './person-marks.js';
import { Topics } from './topics.js';

/** How two neighbouring tokens may be joined: see `joint`. */
export const JOINT_COUNT = 12;

const BOUNDARY = 0x9e3779b9 | 0;
const NOWHERE = 31;
/** Words of a clause that are looked at; longer ones are hardly one clause. */
const CLAUSE_WORDS = 24;
const MOST_FEATURES = MARK_COUNT + 5 * CLAUSE_WORDS + 8;
const CLAUSE_MARKS = '.,;:!?¿¡()[]…"«»-';

const AND = hashesOf('y e i eta and');
const THAT = hashesOf('que q k ke');
const JOINS = hashesOf(
  `y e i eta and o u pero mais pro baina but porque pq xq porke perque because que q k ke donde dond onde on where cuando
  cuand cndo kuando quan cando when mientras mentre mentres while si aunque encara so asi pues ni sino como com coma as
  segun desde para`,
);

/** What a rule found on a token, and whether it begins there (`FOUND_BEGINS`). Less counts more where two overlap. */
const FOUND_CLASS: Partial<Record<EntityType, number>> = {
  SELF_IDENTIFICATION: 1,
  AGE_KINSHIP: 2,
  PERSON: 3,
  ADDRESS: 4,
  PLACE: 5,
  ORGANISATION: 5,
  DATE: 6,
};
const FOUND_OTHER = 7;
const FOUND_BEGINS = 8;

/**
 * Describes tokens, clauses and the joints between tokens to the writer's model: words, who does it (`personMark`),
 * what the rules found, of the place itself and around it. A feature is a 32-bit hash in `values`, of which the first
 * `count` are meant; training and reading use this one class, so a change here wants the weights learned anew.
 */
export class WriterFeatures {
  readonly values = new Int32Array(MOST_FEATURES);
  count = 0;
  readonly tokens: Tokens;
  readonly clauseOf: Int32Array;
  readonly clauses: number;

  private readonly units: Uint16Array;
  private readonly words: Int32Array;
  private readonly marks: Uint8Array;
  private readonly topics: Uint8Array;
  private readonly known: Int32Array;
  private readonly found: Uint8Array;
  private readonly clauseFirst: number[] = [];
  private readonly clauseMarks: number[] = [];

  /** `found` in offsets of the view. */
  constructor(view: TextView, found: readonly Entity[]) {
    const tokens = tokensOf(view);
    const { count } = tokens;
    const walk = new TokenWalk(view, tokens);
    this.tokens = tokens;
    this.units = view.units;
    this.words = new Int32Array(count);
    this.marks = new Uint8Array(count);
    this.topics = new Uint8Array(count);
    this.known = new Int32Array(count);
    this.found = foundOn(tokens, found);
    this.clauseOf = new Int32Array(count);
    for (let at = 0; at < count; at++) {
      this.words[at] = this.wordClass(at);
      this.marks[at] = personMark(walk, at);
      this.topics[at] = tokens.kind[at] === WORD ? Topics.shared.of(this.words[at]!) : 0;
      this.known[at] = this.lexiconClass(at);
      if (at === 0 || this.opensClause(walk, at)) {
        this.clauseFirst.push(at);
        this.clauseMarks.push(0);
      }
      const clause = this.clauseFirst.length - 1;
      this.clauseOf[at] = clause;
      this.clauseMarks[clause]! |= 1 << this.marks[at]!;
    }
    this.clauses = this.clauseFirst.length;
  }

  /** What counts for each token of a clause. */
  readClause(clause: number): void {
    this.count = 0;
    const first = this.clauseFirst[clause]!;
    const end = this.clauseFirst[clause + 1] ?? this.tokens.count;
    const marks = this.clauseMarks[clause]!;
    const before = this.clauseMarks[clause - 1] ?? 0;
    this.addEach(1, marks);
    this.add(2, marks & FIRST_PERSON_MARKS);
    this.add(3, mix(marks & FIRST_PERSON_MARKS, before & FIRST_PERSON_MARKS));
    let ofWriter = 0;
    for (let at = first; at < end && at < first + CLAUSE_WORDS; at++) {
      if (this.tokens.kind[at] === PUNCTUATION || this.tokens.kind[at] === LINE_END) continue;
      const word = this.words[at]!;
      this.add(4, word);
      this.add(5, this.edge(at, 5));
      const topic = this.topics[at]!;
      if (topic > 0) {
        this.add(6, topic);
        this.add(7, mix(topic, marks & FIRST_PERSON_MARKS));
        this.add(8, mix(topic, this.topic(at - 1)));
      }
      if (this.isOfWriter(at)) ofWriter++;
    }
    this.add(9, Math.min(4, ofWriter));
    this.add(10, Math.min(3, clause));
    this.add(11, clause === this.clauses - 1 ? 1 : 0);
    this.add(12, Math.min(6, end - first));
  }

  /** What speaks for one token being the writer's. */
  readToken(at: number): void {
    this.count = 0;
    const word = this.word(at);
    const before = this.word(at - 1);
    const after = this.word(at + 1);
    const mark = this.mark(at);
    const markBefore = this.mark(at - 1);
    const markAfter = this.mark(at + 1);
    const known = this.known[at]!;
    const found = this.found[at]!;
    const clause = this.clauseOf[at]!;
    const place = Math.min(5, at - this.clauseFirst[clause]!);
    const persons = this.clauseMarks[clause]! & FIRST_PERSON_MARKS;
    const left = this.nearestPerson(at, -1);
    const right = this.nearestPerson(at, 1);
    this.add(13, word);
    this.add(14, before);
    this.add(15, after);
    this.add(16, mix(before, word));
    this.add(17, mix(word, after));
    this.add(18, mix(mix(before, word), after));
    this.add(19, this.edge(at, -2));
    this.add(20, this.edge(at, -3));
    this.add(21, this.edge(at, 4));
    this.add(22, mark);
    this.add(23, markBefore);
    this.add(24, markAfter);
    this.add(25, mix(markBefore, mark));
    this.add(26, mix(mark, markAfter));
    this.add(27, mix(mix(markBefore, mark), markAfter));
    this.add(28, this.mark(at - 2));
    this.add(29, this.mark(at + 2));
    this.add(30, mix(word, markBefore));
    this.add(31, known);
    this.add(32, mix(known, mark));
    this.add(33, found);
    this.add(34, mix(this.foundAt(at - 1), found));
    this.add(35, mix(found, this.foundAt(at + 1)));
    this.add(36, mix(found, mark));
    this.add(37, mix(found, place));
    this.add(38, mix(persons, place));
    this.add(39, mix(persons, word));
    this.add(40, left);
    this.add(41, mix(this.nearestOfWriter(at, -1), this.nearestOfWriter(at, 1)));
    this.add(42, 0);
    this.add(43, this.edge(at, 5));
    this.add(44, this.word(at - 3));
    this.add(45, this.word(at + 3));
    const topic = this.topics[at]!;
    this.add(46, topic);
    this.add(47, this.topic(at - 1));
    this.add(48, this.topic(at + 1));
    this.add(49, mix(topic, markBefore));
    this.add(50, mix(topic, markAfter));
    this.add(51, mix(topic, persons));
    this.add(52, mix(topic, this.topic(at - 1)));
    this.add(53, mix(topic, found));
    this.add(54, mix(this.topic(at - 2), before));
    this.add(55, mix(topic, left));
    this.add(56, mix(topic, right));
  }

  /** What speaks for the writer's clause beginning at this token, or ending before it. */
  readJoint(at: number): void {
    this.count = 0;
    const word = this.word(at);
    const before = this.word(at - 1);
    const mark = this.mark(at);
    const markBefore = this.mark(at - 1);
    const joint = this.joint(at);
    this.add(57, word);
    this.add(58, before);
    this.add(59, mix(before, word));
    this.add(60, mix(word, this.word(at + 1)));
    this.add(61, mix(this.word(at - 2), before));
    this.add(62, mix(markBefore, mark));
    this.add(63, mix(this.foundAt(at - 1), this.foundAt(at)));
    this.add(64, mix(this.edge(at, -3), joint));
    this.add(65, mix(joint, mark));
    this.add(66, mix(joint, this.personsOfClause(at)));
    this.add(67, mix(joint, this.personsOfClause(at - 1)));
    this.add(68, mix(joint, this.topic(at)));
    this.add(69, mix(joint, this.topic(at - 1)));
    this.add(70, mix(this.topic(at - 1), this.topic(at)));
    this.add(71, mix(joint, mix(this.topic(at), this.topic(at + 1))));
  }

  /** How a token joins the one before it: across a line, a stop, a comma, into a mark, by "and", "that", a word like them. */
  joint(at: number): number {
    if (at === 0) return 0;
    const { kind } = this.tokens;
    if (kind[at] === LINE_END || kind[at - 1] === LINE_END) return 1;
    if (kind[at - 1] === PUNCTUATION) return 2 + this.markClass(at - 1);
    if (kind[at] === PUNCTUATION) return 5 + this.markClass(at);
    if (this.clauseFirst[this.clauseOf[at]!] !== at) return 11;
    return AND.has(this.words[at]!) ? 8 : THAT.has(this.words[at]!) ? 9 : 10;
  }

  /** Whether a rule found the writer's trace there. */
  isOfWriter(at: number): boolean {
    const found = this.found[at]! & (FOUND_BEGINS - 1);
    return found === 1 || found === 2;
  }

  /** Whether a rule found an identifier there: a number, a plate, an address of the net. */
  isIdentifier(at: number): boolean {
    return (this.found[at]! & (FOUND_BEGINS - 1)) === FOUND_OTHER;
  }

  private add(kind: number, value: number): void {
    this.values[this.count++] = mix(kind, value);
  }

  /** A feature for each bit but the lowest, which means nothing. */
  private addEach(kind: number, bits: number): void {
    for (let left = bits & ~1; left !== 0; left &= left - 1) this.add(kind, 31 - Math.clz32(left & -left));
  }

  private markClass(at: number): number {
    const mark = String.fromCharCode(this.units[this.tokens.start[at]!]!);
    return '.!?'.includes(mark) ? 0 : mark === ',' ? 1 : 2;
  }

  private opensClause(walk: TokenWalk, at: number): boolean {
    const { kind } = this.tokens;
    if (kind[at - 1] === LINE_END) return true;
    if (kind[at] !== PUNCTUATION && walk.isPunctuation(at - 1, CLAUSE_MARKS)) return true;
    return kind[at] === WORD && JOINS.has(this.words[at]!);
  }

  private personsOfClause(at: number): number {
    return at < 0 ? 0 : this.clauseMarks[this.clauseOf[at]!]! & FIRST_PERSON_MARKS;
  }

  /** The nearest first person on one side, at most six tokens away, how far, and whether in the same clause. */
  private nearestPerson(at: number, step: -1 | 1): number {
    for (let far = 1; far <= 6; far++) {
      const there = at + far * step;
      if (there < 0 || there >= this.tokens.count) return -1;
      const mark = this.marks[there]!;
      if ((1 << mark) & FIRST_PERSON_MARKS)
        return mark * 8 + (far >> 1) + (this.clauseOf[there] === this.clauseOf[at] ? 4 : 0);
    }
    return -2;
  }

  private nearestOfWriter(at: number, step: -1 | 1): number {
    for (let far = 1; far <= 5; far++) {
      const there = at + far * step;
      if (there < 0 || there >= this.tokens.count) return -1;
      if (this.isOfWriter(there)) return far + (this.clauseOf[there] === this.clauseOf[at] ? 8 : 0);
    }
    return -2;
  }

  private word(at: number): number {
    return at < 0 || at >= this.words.length ? BOUNDARY : this.words[at]!;
  }

  private topic(at: number): number {
    return at < 0 || at >= this.topics.length ? NOWHERE : this.topics[at]!;
  }

  private mark(at: number): number {
    return at < 0 || at >= this.marks.length ? NOWHERE : this.marks[at]!;
  }

  private foundAt(at: number): number {
    return at < 0 || at >= this.found.length ? NOWHERE : this.found[at]!;
  }

  /** The first (`length` > 0) or last letters of a word. */
  private edge(at: number, length: number): number {
    return at < 0 || at >= this.tokens.count ? BOUNDARY : edgeHash(this.tokens, this.units, at, length);
  }

  private wordClass(at: number): number {
    const { kind, start, end, hash } = this.tokens;
    return kind[at] === NUMBER ? 1000 + Math.min(9, end[at]! - start[at]!) : hash[at]! | 0;
  }

  private lexiconClass(at: number): number {
    const { attributes, kind, common, shape } = this.tokens;
    if (kind[at] !== WORD) return kind[at]!;
    const bits = attributes[at]!;
    const names = (attribute(bits, GIVEN) > 2 ? 2 : 0) + (attribute(bits, SURNAME) > 2 ? 1 : 0);
    const place = attribute(bits, PLACE) > 0 ? 1 : 0;
    return 16 + (((names * 2 + place) * 4 + attribute(bits, FREQUENCY)) * 2 + common[at]!) * 4 + shape[at]!;
  }
}

function foundOn(tokens: Tokens, found: readonly Entity[]): Uint8Array {
  const classes = new Uint8Array(tokens.count);
  for (const { type, start, end } of found) {
    const kind = FOUND_CLASS[type] ?? FOUND_OTHER;
    let begins = FOUND_BEGINS;
    for (let at = firstTokenFrom(tokens, start); at < tokens.count && tokens.start[at]! < end; at++) {
      const here = classes[at]! & (FOUND_BEGINS - 1);
      if (here === 0 || kind < here) classes[at] = kind | begins;
      begins = 0;
    }
  }
  return classes;
}

function hashesOf(words: string): ReadonlySet<number> {
  return new Set(words.split(/\s+/).map((word) => hashWords(word) | 0));
}

function mix(one: number, other: number): number {
  let hash = Math.imul(one ^ 0x85ebca6b, 0xcc9e2d51) ^ Math.imul(other ^ 0xc2b2ae35, 0x1b873593);
  hash = Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d);
  return hash ^ (hash >>> 13);
}

/* eslint-disable no-misleading-character-class -- single marks are meant here, not the pairs they form */
import { foldUnit } from './folding.js';
import { LOOK_ALIKES } from './look-alikes.js';

/** Units that need more than a one-to-one exchange: invisible, combining, surrogate or compatibility characters. */
const NEEDS_REWRITING =
  /[\u00ad\u0300-\u036f\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\u20d0-\u20ff\u2070-\u209f\u2100-\u214f\u2460-\u24ff\ufb00-\ufb06\u2150-\u218b\u3164\uffa0\ufe00-\ufe0f\ufeff\ud800-\udfff]|&(?:#|[a-zA-Z]{2,6};)|\u00c3[\u0080-\u00bf]/;
const INVISIBLE =
  /[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\u20d0-\u20ff\u3164\uffa0\ufe00-\ufe0f\ufeff]/;
const ZERO = 0x30;
const NINE = 0x39;
const SPACE = 0x20;
const DOT = 0x2e;
/** º, ª, and the degree sign that keyboards offer for them. */
const ORDINAL_SIGNS = new Set([0xba, 0xaa, 0xb0]);
const isDigit = (unit = 0): boolean => unit >= ZERO && unit <= NINE;
const HYPHEN = 0x2d;
const THREE = 0x33;
/** A Cyrillic "з" amid figures. */
const LIKE_THREE = 0x437;
/** What nobody writes between figures but to hide them: "6•1•2", "612|345|678". */
const ODD_SEPARATORS = new Uint8Array(0x2600);
for (const mark of '·•∙⋅‧●|¦~*^') ODD_SEPARATORS[mark.charCodeAt(0)] = 1;
const isAlphanumeric = (unit = 0): boolean =>
  isDigit(unit) || (unit >= 0x41 && unit <= 0x5a) || (unit >= 0x61 && unit <= 0x7a);
const isBetweenFigures = (before = 0, after = 0): boolean =>
  isDigit(before) ? isAlphanumeric(after) : isDigit(after) && isAlphanumeric(before);
const COMBINING = /[\u0300-\u036f]/;

/**
 * What the rules read: the text without tricks (invisible characters gone, look-alikes and digits of every kind
 * plain), once with its case and once folded, both of the same length, with the way back to the original offsets.
 */
export class TextView {
  private tokenCache: unknown;

  private constructor(
    readonly original: string,
    readonly text: string,
    readonly folded: string,
    readonly units: Uint16Array,
    /** How many ASCII digits it has: expressions that need more have nothing to look for. */
    readonly digits: number,
    private readonly starts: Int32Array | undefined,
    private readonly ends: Int32Array | undefined,
  ) {}

  static of(original: string): TextView {
    return NEEDS_REWRITING.test(original) ? TextView.rewritten(original) : TextView.exchanged(original);
  }

  get length(): number {
    return this.text.length;
  }

  /** Where a span of the view lies in the original. */
  originalSpan(start: number, end: number): [number, number] {
    if (!this.starts || !this.ends || start >= end) return [start, end];
    return [this.starts[start]!, this.ends[end - 1]!];
  }

  /** Computed once per view: the tokens, by whoever asks first. */
  once<T>(compute: () => T): T {
    return (this.tokenCache ??= compute()) as T;
  }

  private static exchanged(original: string): TextView {
    const plain = new Uint16Array(original.length);
    let changed = false;
    for (let index = 0; index < original.length; index++) {
      const unit = original.charCodeAt(index);
      const exchanged = unit < 0x80 ? unit : (LOOK_ALIKES.get(unit) ?? unit);
      plain[index] = exchanged;
      if (exchanged !== unit) changed = true;
    }
    return TextView.finished(original, changed ? asString(plain) : original, plain);
  }

  private static rewritten(original: string): TextView {
    const plain: number[] = [];
    const starts: number[] = [];
    const ends: number[] = [];
    for (let index = 0; index < original.length;) {
      const escaped = escapedAt(original, index);
      if (escaped) {
        if (!INVISIBLE.test(String.fromCharCode(escaped.unit))) {
          plain.push(LOOK_ALIKES.get(escaped.unit) ?? escaped.unit);
          starts.push(index);
          ends.push(index + escaped.length);
        } else if (ends.length > 0) ends[ends.length - 1] = index + escaped.length;
        index += escaped.length;
        continue;
      }
      const point = original.codePointAt(index)!;
      const width = point > 0xffff ? 2 : 1;
      const character = original.slice(index, index + width);
      if (COMBINING.test(character) && plain.length > 0) {
        const composed = (String.fromCharCode(plain.at(-1)!) + character).normalize('NFC');
        if (composed.length === 1) plain[plain.length - 1] = composed.charCodeAt(0);
        ends[ends.length - 1] = index + width;
      } else if (INVISIBLE.test(character)) {
        if (ends.length > 0) ends[ends.length - 1] = index + width;
      } else {
        const known = LOOK_ALIKES.get(point);
        const compatible = known
          ? String.fromCharCode(known)
          : point < 0x2070
            ? character
            : character.normalize('NFKC');
        for (let unit = 0; unit < compatible.length; unit++) {
          plain.push(compatible.charCodeAt(unit));
          starts.push(index);
          ends.push(index + width);
        }
      }
      index += width;
    }
    const units = Uint16Array.from(plain);
    return TextView.finished(
      original,
      asString(units),
      units,
      Int32Array.from(starts),
      Int32Array.from(ends),
    );
  }

  private static finished(
    original: string,
    text: string,
    plain: Uint16Array,
    starts?: Int32Array,
    ends?: Int32Array,
  ): TextView {
    const units = new Uint16Array(plain.length);
    let narrow = true;
    let digits = 0;
    for (let index = 0; index < plain.length; index++) {
      let unit = foldUnit(plain[index]!);
      if (unit >= 0xaa && ORDINAL_SIGNS.has(unit) && units[index - 1] === DOT && isDigit(units[index - 2])) {
        units[index - 1] = SPACE; // "3.º B", as it is written with care, reads like "3º B"
      }
      if (ODD_SEPARATORS[unit] === 1 && isBetweenFigures(plain[index - 1], plain[index + 1])) unit = HYPHEN;
      else if (unit === LIKE_THREE && isDigit(plain[index - 1])) unit = THREE;
      units[index] = unit;
      if (unit > 0xff) narrow = false;
      else if (unit >= ZERO && unit <= NINE) digits++;
    }
    const folded = narrow ? Buffer.from(Uint8Array.from(units)).toString('latin1') : asString(units);
    return new TextView(original, text, folded, units, digits, starts, ends);
  }
}

const ESCAPE =
  /^&(?:#(\d{2,5})|#x([0-9a-f]{2,4})|([a-z])(acute|grave|uml|tilde|cedil|circ)|(amp|commat|nbsp|ordf|ordm|period));/i;
const MARKS: Record<string, string> = {
  acute: '\u0301',
  grave: '\u0300',
  uml: '\u0308',
  tilde: '\u0303',
  cedil: '\u0327',
  circ: '\u0302',
};
const NAMED: Record<string, string> = { amp: '&', commat: '@', nbsp: ' ', ordf: 'ª', ordm: 'º', period: '.' };
const LONGEST_ESCAPE = 9;

/** "&ntilde;", "&#241;", and "Ã±", which is what is left of "ñ" after one reading too few. */
function escapedAt(original: string, index: number): { unit: number; length: number } | undefined {
  const first = original.charCodeAt(index);
  const next = original.charCodeAt(index + 1);
  if (first === 0xc3 && next >= 0x80 && next <= 0xbf) return { unit: 0xc0 + (next & 0x3f), length: 2 };
  if (first !== 0x26) return undefined;
  const match = ESCAPE.exec(original.slice(index, index + LONGEST_ESCAPE));
  if (!match) return undefined;
  const [whole, decimal, hexadecimal, letter, mark, name] = match;
  const character = letter
    ? (letter + MARKS[mark!.toLowerCase()]!).normalize('NFC')
    : name
      ? NAMED[name.toLowerCase()]!
      : String.fromCharCode(decimal ? Number(decimal) : parseInt(hexadecimal!, 16));
  return character.length === 1 ? { unit: character.charCodeAt(0), length: whole.length } : undefined;
}

function asString(units: Uint16Array): string {
  return Buffer.from(units.buffer, units.byteOffset, units.byteLength).toString('utf16le');
}

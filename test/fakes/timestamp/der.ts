/** The little of DER (X.690) that a time-stamp authority writes and reads; nothing of it is shared with the log. */

/** One value: tag, length, content. */
export function der(tag: number, ...parts: Buffer[]): Buffer {
  const content = Buffer.concat(parts);
  if (content.length < 0x80) return Buffer.concat([Buffer.of(tag, content.length), content]);
  const hex = content.length.toString(16); // as few bytes as will do: DER has one way only
  const length = Buffer.from(hex.padStart(hex.length + (hex.length % 2), '0'), 'hex');
  return Buffer.concat([Buffer.of(tag, 0x80 + length.length), length, content]);
}

export const sequence = (...parts: Buffer[]) => der(0x30, ...parts);
/** DER sorts the members of a SET OF by their bytes. */
export const setOf = (...parts: Buffer[]) => der(0x31, ...parts.sort((a, b) => Buffer.compare(a, b)));
export const octets = (bytes: Buffer) => der(0x04, bytes);
export const bits = (bytes: Buffer, unused = 0) => der(0x03, Buffer.of(unused), bytes);
export const utf8 = (text: string) => der(0x0c, Buffer.from(text));
export const boolean = (value: boolean) => der(0x01, Buffer.of(value ? 0xff : 0x00));
export const nothing = () => der(0x05);

/** A whole number that is not negative. */
export function integer(value: number | Buffer): Buffer {
  const bytes = typeof value === 'number' ? Buffer.from(value.toString(16).padStart(8, '0'), 'hex') : value;
  let from = 0;
  while (from < bytes.length - 1 && bytes[from] === 0) from += 1;
  const short = bytes.subarray(from);
  return der(0x02, short[0]! >= 0x80 ? Buffer.concat([Buffer.of(0), short]) : short);
}

export function oid(text: string): Buffer {
  const [first, second, ...rest] = text.split('.').map(Number);
  const base128 = (value: number): number[] => {
    const digits = [value % 128];
    for (let left = Math.floor(value / 128); left > 0; left = Math.floor(left / 128))
      digits.unshift((left % 128) + 128);
    return digits;
  };
  return der(0x06, Buffer.from([first! * 40 + second!, ...rest.flatMap(base128)]));
}

/** GeneralizedTime, as RFC 3161 2.4.2 wants it: UTC, no superfluous zeros. */
export const time = (at: Date) =>
  der(0x18, Buffer.from(`${at.toISOString().replace(/[-:T]/g, '').slice(0, 14)}Z`));

export interface Value {
  tag: number;
  content: Buffer;
  whole: Buffer;
}

/** The values that lie side by side in `bytes`. */
export function valuesIn(bytes: Buffer): Value[] {
  const values: Value[] = [];
  for (let at = 0; at < bytes.length;) {
    let length = bytes[at + 1]!;
    let start = at + 2;
    if (length >= 0x80) {
      const digits = length - 0x80;
      length = bytes.readUIntBE(start, digits);
      start += digits;
    }
    const end = start + length;
    if (end > bytes.length) throw new Error('not DER');
    values.push({ tag: bytes[at]!, content: bytes.subarray(start, end), whole: bytes.subarray(at, end) });
    at = end;
  }
  return values;
}

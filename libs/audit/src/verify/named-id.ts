const FORM_MEMBER = Buffer.from('"form":');
const ID_MEMBER = Buffer.from(',"id":"');
const HEX = Buffer.from('0123456789abcdef');
const UUID_TEXT_BYTES = 36;
const DASH = 0x2d;

/**
 * Whether the body `bodyAt`..`end` has the id whose 16 bytes stand at `idAt`. The last `"form":` is the member itself:
 * it and `id` are followed only by strings, in which a quotation mark is escaped, and by `subject`, which has no
 * `form`. Forms have one digit. Byte by byte, as it runs for each entry of the log and a search of Buffer's costs more.
 */
export function namesId(bytes: Buffer, bodyAt: number, end: number, idAt: number): boolean {
  const form = lastFormMember(bytes, bodyAt, end);
  const at = form + FORM_MEMBER.length + 1;
  const textAt = at + ID_MEMBER.length;
  return (
    form >= bodyAt &&
    textAt + UUID_TEXT_BYTES <= end &&
    startsAt(ID_MEMBER, bytes, at) &&
    isUuidText(bytes, textAt, idAt)
  );
}

/** How far back from a byte the next place is at which `"form":` may begin (Horspool's search, from the end). */
const STEP = new Uint8Array(256).fill(FORM_MEMBER.length);
for (let index = FORM_MEMBER.length - 1; index > 0; index -= 1) STEP[FORM_MEMBER[index]!] = index;

function lastFormMember(bytes: Buffer, from: number, end: number): number {
  let at = end - FORM_MEMBER.length;
  while (at >= from && !startsAt(FORM_MEMBER, bytes, at)) at -= STEP[bytes[at]!]!;
  return at >= from ? at : -1;
}

function startsAt(wanted: Buffer, bytes: Buffer, at: number): boolean {
  for (let index = 0; index < wanted.length; index += 1) {
    if (bytes[at + index] !== wanted[index]) return false;
  }
  return true;
}

function isUuidText(bytes: Buffer, textAt: number, idAt: number): boolean {
  let at = textAt;
  for (let index = 0; index < 16; index += 1) {
    if ((index === 4 || index === 6 || index === 8 || index === 10) && bytes[at++] !== DASH) return false;
    const byte = bytes[idAt + index]!;
    if (bytes[at++] !== HEX[byte >> 4] || bytes[at++] !== HEX[byte & 15]) return false;
  }
  return true;
}

import type { ServerSecret } from '#kernel';

/** Crockford's base 32: no I, L, O or U, so that a code survives handwriting (https://www.crockford.com/base32.html). */
const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const CODE_LENGTH = 16; // 80 bits: too many to guess online or offline (GlobaLeaks' audit asks for as many)

/**
 * The code for one inbound message: derived, not drawn, so that a repeated delivery gets the same receipt although only
 * a keyed hash of the code is kept. The remote id is itself kept only as a hash, so neither the database nor the
 * database with the server's secret gives the code back.
 */
export function receiptCodeFor(secret: ServerSecret, messageName: string): string {
  const bytes = secret.mac('receipt-code', messageName);
  let bits = 0n;
  for (const byte of bytes.subarray(0, 10)) bits = (bits << 8n) | BigInt(byte);
  let code = '';
  for (let place = CODE_LENGTH - 1; place >= 0; place--)
    code += ALPHABET[Number((bits >> BigInt(place * 5)) & 31n)];
  return code.match(/.{4}/g)!.join('-');
}

/** Reads a code as people type it (case, spaces, dashes, O for 0, I or L for 1); undefined if it can't be one. */
export function readReceiptCode(typed: string): string | undefined {
  const plain = typed
    .toUpperCase()
    .replace(/[\s\-–—._]/g, '')
    .replace(/O/g, '0')
    .replace(/[IL]/g, '1');
  if (plain.length !== CODE_LENGTH || [...plain].some((letter) => !ALPHABET.includes(letter)))
    return undefined;
  return plain.match(/.{4}/g)!.join('-');
}

/** What is stored of a code, and looked up. */
export const receiptCodeMac = (secret: ServerSecret, code: string): Buffer =>
  secret.mac('receipt-lookup', code);

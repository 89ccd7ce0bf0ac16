import { createHmac } from 'node:crypto';
import type { EntityType } from '../entity.js';
import { canonicalValue } from './canonical-value.js';

/** Hex digits of the blind index: 64 bits, no two values of a campaign meet by chance. */
const INDEX_DIGITS = 16;
/** Hex digits that people read; enough to tell values apart inside one tip's list. */
const SHOWN_DIGITS = 4;

/**
 * The blind index of a value: HMAC-SHA-256 under the campaign's key. Without the key no list of all phone numbers or
 * DNI helps (AEPD/EDPS on hashing, 2019); in another campaign the same value has another token.
 */
export function blindIndex(tokenKey: Buffer, type: EntityType, shown: string): string {
  return createHmac('sha256', tokenKey)
    .update(`${type}\0${canonicalValue(type, shown)}`)
    .digest('hex')
    .slice(0, INDEX_DIGITS);
}

/** `PERSON·7f3a` */
export function shownToken(type: EntityType, index: string): string {
  return `${type}·${index.slice(0, SHOWN_DIGITS)}`;
}

import { createHmac } from 'node:crypto';
import { ENTITY_TYPES, type EntityType } from '../entity.js';
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
  return keyed(tokenKey, `${type}\0${canonicalValue(type, shown)}`);
}

function keyed(tokenKey: Buffer, value: string): string {
  return createHmac('sha256', tokenKey).update(value).digest('hex').slice(0, INDEX_DIGITS);
}

/** `PERSON·7f3a` */
export function shownToken(type: EntityType, index: string): string {
  return `${type}·${index.slice(0, SHOWN_DIGITS)}`;
}

/** What names one person or thing, so that two texts with it are about the same; the rest is nobody's own. */
export const LINKING: ReadonlySet<EntityType> = new Set(
  ENTITY_TYPES.filter(
    (type) =>
      ![
        'SELF_IDENTIFICATION',
        'AGE_KINSHIP',
        'DATE_OF_BIRTH',
        'COORDINATES',
        'ORGANISATION',
        'PLACE',
        'DATE',
      ].includes(type),
  ),
);

/** Words of a name shorter than this find too much. */
const SHORTEST_NAME_PART = 3;

/** "Juan Pérez" is also found by "Pérez"; these never link two texts. */
export function namePartTokens(tokenKey: Buffer, type: EntityType, shown: string): string[] {
  if (type !== 'PERSON') return [];
  return canonicalValue(type, shown)
    .split(' ')
    .filter((part) => part.length >= SHORTEST_NAME_PART)
    .map((part) => keyed(tokenKey, `PERSON-PART\0${part}`));
}

/**
 * The tokens by which a text that holds this value would be found, whatever kind of value it is: a plate, a phone, a
 * name or a part of one. One campaign's key, one campaign's texts.
 */
export function tokensForSearch(tokenKey: Buffer, value: string): string[] {
  const whole = [...LINKING].map((type) => blindIndex(tokenKey, type, value));
  const parts = namePartTokens(tokenKey, 'PERSON', value);
  return [...new Set([...whole, ...(parts.length === 1 ? parts : [])])];
}

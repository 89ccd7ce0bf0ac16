import { randomBytes } from 'node:crypto';

/**
 * A time-ordered UUID (version 7, RFC 9562 section 5.7): 48 bits of milliseconds, then random.
 * Rows keyed by it land at the end of their index, and tables can be partitioned by time.
 */
export function uuidv7(now: number = Date.now()): string {
  const bytes = randomBytes(16);
  bytes.writeUIntBE(now, 0, 6);
  bytes[6] = (bytes[6]! & 0x0f) | 0x70;
  bytes[8] = (bytes[8]! & 0x3f) | 0x80;
  const hex = bytes.toString('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[1-8][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;

/** True for a lower-case UUID: checked before an id from a URL reaches a query. */
export const isUuid = (value: string): boolean => UUID.test(value);

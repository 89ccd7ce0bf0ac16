import { randomBytes } from 'node:crypto';

/**
 * A time-ordered UUID (version 7, RFC 9562 section 5.7): 48 bits of milliseconds, then random.
 * Rows keyed by it land at the end of their index, and tables can be partitioned by time.
 */
export function uuidv7(now: number = Date.now()): string {
  const bytes = Buffer.from(nextRandom());
  bytes.writeUIntBE(now, 0, 6);
  bytes[6] = (bytes[6]! & 0x0f) | 0x70;
  bytes[8] = (bytes[8]! & 0x3f) | 0x80;
  const hex = bytes.toString('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}

/** Random bytes are drawn for many ids at once: a draw costs the same for 16 as for 4,096. */
const POOL_BYTES = 4096;
let pool = Buffer.alloc(0);

function nextRandom(): Buffer {
  if (pool.length === 0) pool = randomBytes(POOL_BYTES);
  const taken = pool.subarray(0, 16);
  pool = pool.subarray(16);
  return taken;
}

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[1-8][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;

/** True for a lower-case UUID: checked before an id from a URL reaches a query. */
export const isUuid = (value: string): boolean => UUID.test(value);

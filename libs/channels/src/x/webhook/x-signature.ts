import { createHmac, timingSafeEqual } from 'node:crypto';

/** X's answer to "is this address yours?" (docs.x.com, webhooks, CRC). */
export const crcAnswer = (apiSecret: string, crcToken: string): { response_token: string } => ({
  response_token: `sha256=${createHmac('sha256', apiSecret).update(crcToken).digest('base64')}`,
});

/** True where X signed exactly these bytes; compared in constant time. */
export function isSignedByX(apiSecret: string, body: Buffer, header: string | undefined): boolean {
  const wanted = Buffer.from(`sha256=${createHmac('sha256', apiSecret).update(body).digest('base64')}`);
  const given = Buffer.from(header ?? '');
  return given.length === wanted.length && timingSafeEqual(given, wanted);
}

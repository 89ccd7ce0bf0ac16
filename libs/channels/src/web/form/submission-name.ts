import { createHash, randomUUID } from 'node:crypto';
import type { UploadedFile } from './multipart.js';
import type { TipAnswers } from './tip-answers.js';

/** An `Idempotency-Key` is 16 to 200 visible ASCII characters (after draft-ietf-httpapi-idempotency-key-header). */
const VISIBLE = /^[\x21-\x7e]{16,200}$/;
/** Shorter, it isn't one of ours. */
const MIN_SUBMISSION_LENGTH = 16;

/**
 * The name under which the intake knows this delivery. A program names it by its `Idempotency-Key`; of a form it is the
 * hash of the form's own value and of everything in it: a double click or a reload is the same tip, an edited text after
 * Back is a new one.
 */
export function submissionName(
  campaignId: string,
  answers: TipAnswers,
  files: UploadedFile[],
  idempotencyKey: string | undefined,
): string {
  if (isIdempotencyKey(idempotencyKey)) return `key:${idempotencyKey}`;
  const { submission, text, place, contact } = answers;
  // Without a form's own value nothing ties two deliveries together: equal words of two people must not share a receipt.
  const name = submission.length >= MIN_SUBMISSION_LENGTH ? submission : randomUUID();
  const body = JSON.stringify([campaignId, text, place, contact, files.map(({ bytes }) => sha256(bytes))]);
  return sha256(`${name}\0${body}`);
}

export const isIdempotencyKey = (key: string | undefined): key is string =>
  key !== undefined && VISIBLE.test(key);

const sha256 = (content: string | Buffer) => createHash('sha256').update(content).digest('hex');

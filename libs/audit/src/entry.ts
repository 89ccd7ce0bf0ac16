import { randomBytes } from 'node:crypto';
import type { Actor, WorkContext } from '#kernel';
import type { AuditAction } from './actions.js';
import { canonicalJson, type JsonObject } from './canonical-json.js';
import { hashLeaf, sha256 } from './tree/hash.js';

/** What something was done to. `system` has ids of its own, such as `settings`; the others are uuids. */
export interface AuditSubject {
  kind: 'tip' | 'case' | 'campaign' | 'account' | 'unit' | 'session' | 'entry' | 'system';
  id: string;
}

/** One thing that happened, as the lib that did it tells it. */
export interface AuditFact {
  action: AuditAction;
  subject: AuditSubject;
  /** Default `done`. */
  result?: AuditResult;
  /** In the words of whoever acted, where one is asked for. */
  reason?: string;
  /** Rule names, counts, ids, scores: never content, identity or what was typed. */
  details?: AuditDetails;
}

export type AuditResult = 'done' | 'denied' | 'failed';
export type AuditDetails = Record<string, string | number | boolean | null>;

/** What is kept of a fact. `body` is the canonical form below; `commitment` is what the Merkle tree holds. */
export interface WrittenEntry {
  id: string;
  body: string;
  salt: Buffer;
  commitment: Buffer;
}

/** 128 bits: nobody can guess an entry from its commitment by trying likely entries. */
const SALT_BYTES = 16;

/** The form of `body`; a change of form is a new number, so that old entries stay verifiable. */
const FORM = 1;

/**
 * Writes an entry in its canonical form: one JSON object, as RFC 8785 (JCS) writes it, in UTF-8:
 *
 *     {"action":"tip.opened","actor":{"id":"…","kind":"staff","session":"…","units":["…"]},
 *      "at":"2026-11-24T03:50:51.123Z","details":{},"form":1,"id":"…","purpose":"…","reason":null,"request":"…",
 *      "result":"done","subject":{"id":"…","kind":"tip"}}
 *
 * (without the line breaks). The same bytes are stored, hashed, exported and given to a court.
 */
export function writeEntry(id: string, at: Date, context: WorkContext, fact: AuditFact): WrittenEntry {
  if (/["\\]/.test(fact.subject.id)) throw new TypeError('A subject id has no quotation mark or backslash.');
  const body = canonicalJson({
    action: fact.action,
    actor: describeActor(context.actor),
    at: at.toISOString(),
    details: fact.details ?? {},
    form: FORM,
    id,
    purpose: context.purpose,
    reason: fact.reason ?? null,
    request: context.requestId,
    result: fact.result ?? 'done',
    subject: { id: fact.subject.id, kind: fact.subject.kind },
  });
  const salt = takeSalt();
  return { id, body, salt, commitment: commit(salt, body) };
}

let freshBytes = Buffer.alloc(0);

/** The next 16 of 4,096 random bytes: asking the system for each salt alone costs more than hashing the entry. */
function takeSalt(): Buffer {
  if (freshBytes.length === 0) freshBytes = randomBytes(256 * SALT_BYTES);
  const salt = freshBytes.subarray(0, SALT_BYTES);
  freshBytes = freshBytes.subarray(SALT_BYTES);
  return salt;
}

/** Names the actor by ids only; the account's name lives in `staff` and may be erased there. */
function describeActor(actor: Actor): JsonObject {
  switch (actor.kind) {
    case 'citizen':
      return { kind: 'citizen' };
    case 'staff':
      return { id: actor.accountId, kind: 'staff', session: actor.sessionId, units: actor.unitIds };
    case 'operator':
      return { id: actor.osUser, kind: 'operator' };
    case 'system':
      return { id: actor.job, kind: 'system' };
  }
}

/** SHA-256(salt || body): binds to the entry and says nothing of it once the salt is destroyed. */
export const commit = (salt: Buffer, body: string): Buffer =>
  sha256(Buffer.concat([salt, Buffer.from(body)]));

/** The entry's hash in the tree and on the citizen's receipt: RFC 9162 2.1.1 over the commitment. */
export const leafHashOf = (commitment: Buffer): Buffer => hashLeaf(commitment);

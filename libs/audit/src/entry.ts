import { randomBytes } from 'node:crypto';
import type { Actor, WorkContext } from '#kernel';
import { type AuditAction, BASIS_OF, OPERATION_OF } from './actions.js';
import { canonicalJson, type JsonObject, jsonText, storableJson } from './canonical-json.js';
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
  /** Who did it, where that isn't whoever the request came from: what Colabora does by itself with a message. */
  actor?: Actor;
  /** Default `done`. */
  result?: AuditResult;
  /** In the words of whoever acted, where one is asked for. */
  reason?: string;
  /** The legal basis, where it isn't that of the kind of processing (`BASIS_OF`). */
  basis?: string;
  /** Rule names, counts, ids, scores: never content, identity or what was typed. */
  details?: AuditDetails;
}

export type AuditResult = 'done' | 'denied' | 'failed';
export type AuditDetails = Record<string, string | number | boolean | null>;

/** What is kept of a fact. `body` is the canonical form below; the Merkle tree holds its `commit`ment. */
export interface WrittenEntry {
  id: string;
  body: string;
  salt: Buffer;
}

/** 128 bits: nobody can guess an entry from its commitment by trying likely entries. */
const SALT_BYTES = 16;

/** The form of `body`; a change of form is a new number, so that old entries stay verifiable. */
export const FORM = 2;

/**
 * Writes an entry in its canonical form: one JSON object, as RFC 8785 (JCS) writes it, in UTF-8:
 *
 *     {"action":"tip.opened","actor":{"id":"…","kind":"staff","session":"…","units":["…"]},
 *      "at":"2026-11-24T03:50:51.123Z","basis":"LO 7/2021 art. 11","details":{},"form":2,"id":"…",
 *      "operation":"consultation","purpose":"…","reason":null,"request":"…","result":"done",
 *      "subject":{"id":"…","kind":"tip"}}
 *
 * (without the line breaks). The same bytes are stored, hashed, exported and given to a court. Kind of processing and
 * legal basis stand in the entry itself (form 1 lacked them), so that it needs no table of ours to be understood.
 */
export function writeEntry(id: string, at: Date, context: WorkContext, fact: AuditFact): WrittenEntry {
  if (/["\\]/.test(fact.subject.id)) throw new TypeError('A subject id has no quotation mark or backslash.');
  const operation = OPERATION_OF[fact.action];
  // Member by member, in the order of the canonical form: this runs for each thing anybody does.
  const body = storableJson(
    `{"action":"${fact.action}","actor":${actorText(fact.actor ?? context.actor)},"at":"${at.toISOString()}",` +
      `"basis":${jsonText(fact.basis ?? BASIS_OF[operation])},"details":${canonicalJson(fact.details ?? {})},` +
      `"form":${FORM},"id":"${id}","operation":"${operation}","purpose":${jsonText(context.purpose)},` +
      `"reason":${jsonText(fact.reason ?? null)},"request":${jsonText(context.requestId)},` +
      `"result":"${fact.result ?? 'done'}","subject":{"id":${jsonText(fact.subject.id)},"kind":"${fact.subject.kind}"}}`,
  );
  return { id, body, salt: takeSalt() };
}

const actorTexts = new WeakMap<Actor, string>();

/** One request's entries have one actor. */
function actorText(actor: Actor): string {
  let text = actorTexts.get(actor);
  if (text === undefined) actorTexts.set(actor, (text = canonicalJson(describeActor(actor))));
  return text;
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
export function commit(salt: Buffer, body: string): Buffer {
  const salted = Buffer.allocUnsafe(salt.length + Buffer.byteLength(body));
  salt.copy(salted);
  salted.write(body, salt.length);
  return sha256(salted);
}

/** The entry's hash in the tree and on the citizen's receipt: RFC 9162 2.1.1 over the commitment. */
export const leafHashOf = (commitment: Buffer): Buffer => hashLeaf(commitment);

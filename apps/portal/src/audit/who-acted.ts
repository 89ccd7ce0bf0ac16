import type { HistoryEntry } from '../api/types.js';

type ActorKind = HistoryEntry['actorKind'];

/** What arrives is masked, routed, sealed and acknowledged by nobody but Colabora. */
const BY_ITSELF = ['tip.anonymised', 'tip.routed', 'tip.sealed', 'tip.acknowledged'];
/** What staff do, and else Colabora by itself. */
const NO_CITIZENS = ['tip.grouped', 'tip.state-changed'];

/**
 * The kind of who did what an entry tells. Older entries name whoever sent or typed the message for what Colabora did
 * with it by itself; the log can't be changed, so they are told right here.
 */
export function whoActed({ action, actorKind }: Pick<HistoryEntry, 'action' | 'actorKind'>): ActorKind {
  const isOurs = BY_ITSELF.includes(action) || (actorKind === 'citizen' && NO_CITIZENS.includes(action));
  return isOurs ? 'system' : actorKind;
}

import { expect, test } from '@jest/globals';
import type { HistoryEntry } from '../api/types.js';
import { whoActed } from './who-acted.js';

test.each<[HistoryEntry['actorKind'], string, HistoryEntry['actorKind']]>([
  ['citizen', 'tip.received', 'citizen'],
  ['citizen', 'tip.anonymised', 'system'],
  ['citizen', 'tip.grouped', 'system'],
  ['citizen', 'tip.routed', 'system'],
  ['citizen', 'tip.sealed', 'system'],
  ['citizen', 'tip.acknowledged', 'system'],
  ['citizen', 'tip.state-changed', 'system'],
  ['citizen', 'tip.informant-replied', 'citizen'],
  ['staff', 'tip.received', 'staff'],
  ['staff', 'tip.anonymised', 'system'],
  ['staff', 'tip.grouped', 'staff'],
  ['staff', 'tip.state-changed', 'staff'],
  ['operator', 'tip.erased', 'operator'],
])('an old entry that names a %s for %s is told as done by: %s', (actorKind, action, who) => {
  expect(whoActed({ actorKind, action })).toBe(who);
});

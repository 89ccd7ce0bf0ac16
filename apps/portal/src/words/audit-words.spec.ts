import { expect, test } from '@jest/globals';
import { OPERATION_OF } from '#audit';
import { audit as english } from './en/audit.js';
import { tipHistory as moreEnglish } from './en/tip-history.js';
import { en } from './en.js';
import { audit as spanish } from './es/audit.js';
import { tipHistory as moreSpanish } from './es/tip-history.js';
import { es } from './es.js';

test.each([
  ['Spanish', spanish.did],
  ['English', english.did],
])('every action of the log has its words in %s', (_, did) => {
  expect(Object.keys(did).sort()).toEqual(Object.keys(OPERATION_OF).sort());
});

test.each([
  ['Spanish', { ...es.history.did, ...moreSpanish.did }],
  ['English', { ...en.history.did, ...moreEnglish.did }],
])('whatever a tip’s history can say has its words in %s', (_, did) => {
  const ofTips = Object.keys(OPERATION_OF).filter((action) => action.startsWith('tip.'));
  expect(ofTips.filter((action) => !(action in did))).toEqual([]);
});

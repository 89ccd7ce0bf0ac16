import { expect, test } from '@jest/globals';
import { OPERATION_OF } from '#audit';
import { audit as english } from './en/audit.js';
import { audit as spanish } from './es/audit.js';

test.each([
  ['Spanish', spanish.did],
  ['English', english.did],
])('every action of the log has its words in %s', (_, did) => {
  expect(Object.keys(did).sort()).toEqual(Object.keys(OPERATION_OF).sort());
});

import { expect, test } from '@jest/globals';
import { globSync, readFileSync } from 'node:fs';
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

/** What the sources give as a purpose: a route's, a job's, a citizen's. Operators' commands are shown as they are. */
function purposesOfTheCode(): string[] {
  const given = /(?:staffContext\(\w+, |citizenContext\(|systemContext\(|purpose: )'([a-z-]+)'/g;
  const files = globSync('{libs,apps}/**/src/**/*.ts', {
    exclude: (name) => /spec\.ts$|node_modules/.test(name),
  });
  const found = files.flatMap((file) =>
    [...readFileSync(file, 'utf8').matchAll(given)].map(([, code]) => code!),
  );
  return [...new Set(found)].sort();
}

test('every purpose that the code gives has its words', () => {
  expect(Object.keys(english.purposes).sort()).toEqual(Object.keys(spanish.purposes).sort());
  const purposes = purposesOfTheCode();
  expect(purposes.length).toBeGreaterThan(30);
  expect(purposes.filter((purpose) => !(purpose in spanish.purposes))).toEqual([]);
});

test.each([
  ['Spanish', { ...es.history.did, ...moreSpanish.did }],
  ['English', { ...en.history.did, ...moreEnglish.did }],
])('whatever a tip’s history can say has its words in %s', (_, did) => {
  const ofTips = Object.keys(OPERATION_OF).filter((action) => action.startsWith('tip.'));
  expect(ofTips.filter((action) => !(action in did))).toEqual([]);
});

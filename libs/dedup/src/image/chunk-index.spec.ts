import { expect, test } from '@jest/globals';
import fc from '../../../../test/support/dice.js';
import { chunkKeys, neighbourKeys } from './chunk-index.js';

test('two hashes that differ in at most 31 bits always meet under some key', () => {
  const hash = fc.array(fc.integer({ min: 0, max: 15 }), { minLength: 64, maxLength: 64 });
  const turnedOver = fc.uniqueArray(fc.integer({ min: 0, max: 255 }), { maxLength: 31 });
  fc.assert(
    fc.property(hash, turnedOver, (digits, bits) => {
      const other = [...digits];
      for (const bit of bits) other[bit >> 2]! ^= 1 << (bit & 3);
      const [here, there] = [digits, other].map((each) =>
        each.map((digit) => digit.toString(16)).join(''),
      ) as [string, string];
      const kept = new Set(chunkKeys(there));
      expect(neighbourKeys(here).some((key) => kept.has(key))).toBe(true);
    }),
    { numRuns: 500, seed: 3 },
  );
});

import { expect, test } from '@jest/globals';
import fc from '../../../../test/support/dice.js';
import { namesId } from './named-id.js';

const ID = '0193a1b2-c3d4-7e5f-8a9b-0c1d2e3f4a5b';
const ID_BYTES = Buffer.from(ID.replaceAll('-', ''), 'hex');

/** A row's id and, behind it, the salt that stands before the body. */
const names = (body: string, id = ID_BYTES) => {
  const salted = Buffer.concat([id, Buffer.from('"form":2,salt…'), Buffer.from(body)]);
  return namesId(salted, salted.length - Buffer.byteLength(body), salted.length, 0);
};
/** What a body is made of, so that nearly the member is common. */
const part = fc.constantFrom(
  '"form":',
  '"form":2',
  `,"id":"${ID}"`,
  '"form',
  'orm":',
  '"',
  'f',
  'ñ',
  '{}',
  ',',
);
const text = fc.array(part, { maxLength: 12 }).map((parts) => parts.join(''));

test('the id behind the last form member counts, whatever stands around it', () => {
  fc.assert(
    fc.property(text, text, (before, after) => {
      for (const body of [before, `${before}"form":2,"id":"${ID}"${after}`]) {
        const bytes = Buffer.from(body).toString('latin1'); // a letter may be two of them
        const form = bytes.lastIndexOf('"form":');
        expect(names(body)).toBe(form >= 0 && bytes.startsWith(`,"id":"${ID}`, form + '"form":2'.length));
      }
    }),
    { examples: [[`"form":ñ,"id":"${ID}"`, '']] },
  );
});

test('another id, differing in any one digit, is not', () => {
  for (let at = 0; at < ID_BYTES.length * 2; at += 1) {
    const other = Buffer.from(ID_BYTES);
    other[at >> 1]! ^= at % 2 === 0 ? 0x10 : 0x01;
    expect(names(`{"form":2,"id":"${ID}"}`, other)).toBe(false);
  }
  expect(names(`{"form":2,"id":"${ID.toUpperCase()}"}`)).toBe(false);
  expect(names(`{"form":2,"id":"${ID.slice(0, -1)}`)).toBe(false);
});

import { expect, test } from '@jest/globals';
import { openCheckpoint, signCheckpoint } from './checkpoint.js';
import { openNote, signerOf, signNote } from './signed-note.js';

const signer = signerOf('example.com/log', Buffer.alloc(32, 7));
const other = signerOf('example.com/log', Buffer.alloc(32, 8));

test('the key of RFC 8032, test 1, signs as published', () => {
  const seed = Buffer.from('9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60', 'hex');
  const known = signerOf('x', seed);
  expect(known.publicKey.toString('hex')).toBe(
    'd75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a',
  );
  expect(known.sign(Buffer.alloc(0)).toString('hex')).toMatch(
    /^e5564300c360ac729086e2cc806e828a84877f1eb8e5d974/,
  );
});

test('a checkpoint is opened by the key that signed it, and by no other', () => {
  const checkpoint = { origin: 'example.com/log', size: 5, root: Buffer.alloc(32, 1) };
  const note = signCheckpoint(checkpoint, [signer]);
  expect(note.split('\n').slice(0, 4)).toEqual([
    'example.com/log',
    '5',
    checkpoint.root.toString('base64'),
    '',
  ]);
  expect(openCheckpoint(note, [signer])).toEqual(checkpoint);
  expect(openCheckpoint(note, [other])).toBeUndefined();
  expect(openCheckpoint(note.replace('\n5\n', '\n6\n'), [signer])).toBeUndefined();
});

test('signatures by unknown keys are passed over; a known key with a wrong signature spoils the note', () => {
  const note = signNote('hello\n', [other, signer]);
  expect(openNote(note, [signer])?.signedBy).toEqual([signer]);
  const lines = note.split('\n');
  const forged = [...lines.slice(0, 2), lines[2]!.slice(0, -8) + 'AAAAAAA=', lines[3], ''].join('\n');
  expect(openNote(forged, [other, signer])).toBeUndefined();
});

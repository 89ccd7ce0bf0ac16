import { readFile } from 'node:fs/promises';
import { beforeAll, describe, expect, test } from '@jest/globals';
import sharp from 'sharp';
import { comparePictures } from './image-comparison.js';
import { fingerprintImage, type ImageFingerprint } from './image-fingerprint.js';
import { differingBits } from './pdq.js';

const picture = (name: string) =>
  readFile(new URL(`../../../../test/fixtures/dedup/pictures/${name}.jpg`, import.meta.url));

/** What Meta's own tool answers for the unreduced `bridge-mods/aaa-orig.jpg` (python-threatexchange, PdqSignal.get_examples). */
const META_REFERENCE = 'f8f8f0cee0f4a84f06370a22038f63f0b36e2ed596621e1d33e6b39c4e9c9b22';

let file: Buffer;
let original: ImageFingerprint;
let size: { width: number; height: number };
beforeAll(async () => {
  file = await picture('original');
  original = await fingerprintImage(file);
  size = await sharp(file).metadata();
});

test("the hash is Meta's within 10 bits, even of a reduced copy", () => {
  expect(differingBits(original.views[0]!.hashes[0]!, META_REFERENCE)).toBeLessThanOrEqual(10);
  expect(original.views[0]!.quality).toBe(100);
});

function cropped(part: number) {
  const [left, top] = [Math.round(size.width * part), Math.round(size.height * part)];
  return sharp(file).extract({ left, top, width: size.width - 2 * left, height: size.height - 2 * top });
}

describe('the same picture', () => {
  test.each(['high-contrast', 'sharpen-a-lot', 'blur-a-lot', 'square-128x128'])('%s', async (name) => {
    expect(comparePictures(await fingerprintImage(await picture(name)), original)).toMatchObject({
      kind: 'image',
    });
  });

  test.each([
    ['a quarter turn', () => sharp(file).rotate(90)],
    ['half a turn', () => sharp(file).rotate(180)],
    ['three quarters of a turn', () => sharp(file).rotate(270)],
    ['upside down', () => sharp(file).flip()],
    ['mirrored', () => sharp(file).flop()],
    ['mirrored and turned', () => sharp(file).flop().rotate(90)],
    ['mirrored and turned the other way', () => sharp(file).flop().rotate(270)],
    ['in grey', () => sharp(file).grayscale()],
    ['badly compressed', () => sharp(file).jpeg({ quality: 15 })],
    ['as PNG', () => sharp(file).png()],
    ['without a twentieth of its sides', () => cropped(0.025)],
    ['without a tenth of its sides', () => cropped(0.05)],
    ['in black bars', () => sharp(file).extend({ top: 90, bottom: 90, background: 'black' })],
  ])('%s', async (_, change) => {
    const changed = await fingerprintImage(await change().toBuffer());
    expect(comparePictures(changed, original)?.evidence).toMatchObject({ code: 'same-picture', ofBits: 256 });
  });
});

test.each([
  ['on black, under a status bar', 'black', '#fff'],
  ['in a post, between a name and a caption', 'white', '#111'],
])("a telephone's screenshot of it: %s", async (_, ground, ink) => {
  const shown = await sharp(file).resize(540).toBuffer({ resolveWithObject: true });
  const words = (text: string) =>
    Buffer.from(
      `<svg width="540" height="80"><text x="20" y="50" font-size="28" fill="${ink}">${text}</text></svg>`,
    );
  const screen = sharp({ create: { width: 540, height: 1170, channels: 3, background: ground } }).composite([
    { input: words('12:34   87 %'), left: 0, top: 0 },
    { input: shown.data, left: 0, top: 300 },
    { input: words('Mirad lo que pasa en mi calle'), left: 0, top: 320 + shown.info.height },
  ]);
  const print = await fingerprintImage(await screen.png().toBuffer());
  expect(comparePictures(print, original)).toMatchObject({ kind: 'image' });
});

test('another picture is another picture', async () => {
  const other = await fingerprintImage(await picture('other'));
  expect(comparePictures(other, original)).toBeUndefined();
});

test('the same bytes are the same file, whatever is on them', async () => {
  const plain = await sharp({ create: { width: 90, height: 90, channels: 3, background: 'white' } })
    .png()
    .toBuffer();
  const [left, right] = [await fingerprintImage(plain), await fingerprintImage(plain)];
  expect(left.views).toEqual([]);
  expect(comparePictures(left, right)).toEqual({ kind: 'file', score: 1, evidence: { code: 'same-file' } });
});

test('what is no picture is refused without a word about its content', async () => {
  await expect(fingerprintImage(Buffer.from('secret'))).rejects.toMatchObject({ status: 422 });
});

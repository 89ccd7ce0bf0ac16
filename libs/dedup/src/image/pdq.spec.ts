import { readFile } from 'node:fs/promises';
import { beforeAll, describe, expect, test } from '@jest/globals';
import sharp from 'sharp';
import { Random } from '../../../../test/fixtures/dedup/random.js';
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

function withoutSides(left: number, top: number, right: number, bottom: number) {
  const [x, y] = [Math.round(size.width * left), Math.round(size.height * top)];
  const [toX, toY] = [Math.floor(size.width * (1 - right)), Math.floor(size.height * (1 - bottom))];
  return sharp(file).extract({ left: x, top: y, width: toX - x, height: toY - y });
}

/** A bar of the picture's width and of this part of its height, with words. */
function bar(part: number, ground: string, ink: string, words: string): Buffer {
  const height = Math.floor(size.height * part);
  return Buffer.from(
    `<svg width="${size.width}" height="${height}"><rect width="100%" height="100%" fill="${ground}"/>
     <text x="50%" y="70%" text-anchor="middle" font-size="${height * 0.6}" fill="${ink}">${words}</text></svg>`,
  );
}

const captioned = (ground: string, ink: string) =>
  sharp(file)
    .extend({ top: Math.floor(size.height * 0.15), background: ground })
    .composite([{ input: bar(0.15, ground, ink, 'Mirad lo que hacen'), left: 0, top: 0 }]);

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
    ['without a seventh on the left', () => withoutSides(0.15, 0, 0, 0)],
    ['without a tenth below', () => withoutSides(0, 0, 0, 0.1)],
    ['without a corner', () => withoutSides(0, 0.08, 0.08, 0)],
    ['made square', () => withoutSides(0.125, 0, 0.125, 0)],
    ['held two degrees askew', () => sharp(file).rotate(2, { background: 'black' })],
    ['with a caption above', () => captioned('white', '#111')],
    [
      'with words over its edges',
      () =>
        sharp(file).composite([
          { input: bar(0.16, 'none', '#fff', 'MIRAD'), left: 0, top: 0 },
          { input: bar(0.1, '#222', '#fff', '12:34  87 %'), left: 0, top: Math.floor(size.height * 0.9) },
        ]),
    ],
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

/** Draws in 900 × 675; `ground` is the seed of a background as rough as a photograph's. */
function drawn(ground: number, shapes: string): Promise<Buffer> {
  const noise = `<filter id="n"><feTurbulence type="fractalNoise" baseFrequency="0.01" numOctaves="6" seed="${ground}"/>
    <feColorMatrix values="1 0 0 0 0 0 1 0 0 0 0 0 1 0 0 0 0 0 0 1"/></filter><rect width="900" height="675" filter="url(#n)"/>`;
  return sharp(Buffer.from(`<svg width="900" height="675">${noise}${shapes}</svg>`))
    .jpeg()
    .toBuffer();
}

const car = (plate: string) =>
  drawn(
    3,
    `<rect x="100" y="120" width="700" height="480" rx="60" fill="#2b3a55"/><rect x="180" y="150" width="540" height="180" fill="#9fb4c8"/>
     <circle cx="170" cy="420" r="45" fill="#a11"/><circle cx="730" cy="420" r="45" fill="#a11"/>
     <rect x="270" y="400" width="360" height="90" fill="#fff"/>
     <text x="450" y="470" font-size="76" font-weight="bold" text-anchor="middle">${plate}</text>`,
  );

const watch = (degrees: number, skew: number) =>
  drawn(
    11,
    `<g transform="translate(450 340) rotate(${degrees}) skewX(${skew})"><rect x="-180" y="-220" width="360" height="440" fill="#b22"/>
     <rect x="-150" y="-180" width="300" height="120" fill="#fff"/><circle cy="90" r="100" fill="#fd5"/><circle cy="90" r="60" fill="#333"/></g>`,
  );

const scene = (ground: number, random: Random) =>
  drawn(
    ground,
    Array.from({ length: 6 }, () => {
      const [x, y, side, hue] = [800, 600, 300, 360].map((most) => random.below(most));
      return `<rect x="${x}" y="${y}" width="${60 + side!}" height="${40 + side!}" fill="hsl(${hue} 60% 45%)"/>`;
    }).join(''),
  );

test.each([
  ['one car with other plates', () => [car('4417 KLM'), car('4471 KLM'), car('1234 BCD')]],
  ['one thing from other sides', () => [watch(0, 0), watch(12, 0), watch(25, 0), watch(-8, -15)]],
  [
    'many places',
    () => {
      const random = new Random(5);
      return Array.from({ length: 8 }, (_, at) => scene(100 + at, random));
    },
  ],
])(
  'look-alikes are not one picture: %s',
  async (_, draw) => {
    const prints: ImageFingerprint[] = [];
    for (const picture of await Promise.all(draw())) prints.push(await fingerprintImage(picture));
    const pairs = prints.flatMap((left, at) => prints.slice(at + 1).map((right) => [left, right] as const));
    for (const [left, right] of pairs) {
      expect(left.views.length).toBeGreaterThan(0);
      expect(comparePictures(left, right)).toBeUndefined();
      expect(comparePictures(right, left)).toBeUndefined();
    }
  },
  180_000,
);

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

import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import sharp, { type Sharp } from 'sharp';
import { FileCleaner, type MaskBox, type MaskedPreview } from './index.js';
import { merged } from './worker/face-search.js';
import { dim } from './worker/preview-drawing.js';

/** The detector's own demonstration: people in front of a camera, as easy as it gets. */
const samples = join(
  dirname(createRequire(import.meta.url).resolve('@vladmandic/face-api/package.json')),
  'demo',
);
const sample = (number: number) => readFileSync(join(samples, `sample${number}.jpg`));

let cleaner: FileCleaner;
beforeAll(() => {
  cleaner = new FileCleaner();
});
afterAll(() => cleaner.close());

async function previewOf(picture: Buffer, boxes?: MaskBox[]): Promise<MaskedPreview> {
  const preview = await cleaner.mask(picture, boxes);
  if (preview === undefined) throw new Error('no preview');
  return preview;
}

/** Mean of the middle of a box: nothing of what lay there may be left. */
async function lightIn({ bytes, width, height }: MaskedPreview, box: MaskBox): Promise<number> {
  const middle = {
    left: Math.round((box.x + box.width * 0.25) * width),
    top: Math.round((box.y + box.height * 0.25) * height),
    width: Math.max(1, Math.floor(box.width * 0.5 * width)),
    height: Math.max(1, Math.floor(box.height * 0.5 * height)),
  };
  const { channels } = await sharp(await sharp(bytes).extract(middle).toBuffer()).stats();
  return Math.max(...channels.map(({ max }) => max));
}

describe('what is shown first', () => {
  it('the 22 faces of the detector’s six demonstration photos are under opaque boxes', async () => {
    const found: number[] = [];
    for (const number of [1, 2, 3, 4, 5, 6]) {
      const preview = await previewOf(sample(number));
      expect(preview.how).toBe('faces');
      for (const box of preview.boxes) expect(await lightIn(preview, box)).toBeLessThan(16);
      found.push(preview.boxes.length);
    }
    expect(found).toEqual([3, 3, 3, 4, 5, 4]);
  });

  it('faces that lie on either side, in the dark or small in a large picture are covered too', async () => {
    const found = async (picture: Sharp) =>
      (await previewOf(await picture.jpeg({ quality: 90 }).toBuffer())).boxes.length;
    expect(await found(sharp(sample(4)).rotate(90))).toBeGreaterThanOrEqual(4);
    expect(await found(sharp(sample(4)).rotate(270))).toBeGreaterThanOrEqual(4);
    expect(await found(sharp(sample(4)).linear(0.1, 0))).toBeGreaterThanOrEqual(4);
    const white = { width: 1600, height: 1200, channels: 3 as const, background: 'white' };
    const small = await sharp(sample(4)).resize({ width: 300 }).toBuffer();
    const scene = sharp({ create: white }).composite([{ input: small, left: 100, top: 100 }]);
    expect(await found(sharp(await scene.png().toBuffer()))).toBeGreaterThanOrEqual(4);
  });

  it('boxes of one face become one, which covers all of both; those of neighbours stay two', () => {
    const face = { x: 0.2, y: 0.2, width: 0.2, height: 0.2 };
    const again = { x: 0.25, y: 0.15, width: 0.2, height: 0.2 };
    const neighbour = { x: 0.6, y: 0.2, width: 0.2, height: 0.2 };
    const [one, two, ...more] = merged([face, neighbour, again]);
    expect([two, more]).toEqual([neighbour, []]);
    expect(one!.x).toBeCloseTo(0.2);
    expect(one!.y).toBeCloseTo(0.15);
    expect(one!.x + one!.width).toBeCloseTo(0.45);
    expect(one!.y + one!.height).toBeCloseTo(0.4);
  });

  it('exactly what a person drew is covered, to its last pixel', async () => {
    const white = await sharp({ create: { width: 200, height: 100, channels: 3, background: 'white' } })
      .png()
      .toBuffer();
    const preview = await previewOf(white, [{ x: 0.5, y: 0, width: 0.5, height: 1 }]);
    expect(preview).toMatchObject({ how: 'by-hand', width: 200, height: 100 });
    expect(await lightIn(preview, { x: 0.5, y: 0, width: 0.5, height: 1 })).toBeLessThan(16);
    expect(await lightIn(preview, { x: 0, y: 0, width: 0.5, height: 1 })).toBeGreaterThan(240);
    const small = { ...preview, bytes: preview.thumbnail, width: 160, height: 80 };
    expect(await sharp(small.bytes).metadata()).toMatchObject({ format: 'jpeg', width: 160, height: 80 });
    expect(await lightIn(small, { x: 0.5, y: 0, width: 0.5, height: 1 })).toBeLessThan(16);
    expect(await lightIn(small, { x: 0, y: 0, width: 0.5, height: 1 })).toBeGreaterThan(240);
  });

  it('boxes that reach beyond the picture cover what is there of it', async () => {
    const white = await sharp({ create: { width: 60, height: 60, channels: 3, background: 'white' } })
      .jpeg()
      .toBuffer();
    const preview = await previewOf(white, [{ x: 0.9, y: 0.9, width: 1, height: 1 }]);
    expect(await lightIn(preview, { x: 0.93, y: 0.93, width: 0.06, height: 0.06 })).toBeLessThan(60);
  });

  it('it is small and carries nothing but pixels', async () => {
    const preview = await previewOf(sample(1), []);
    expect(Math.max(preview.width, preview.height)).toBeLessThanOrEqual(960);
    const { exif, icc, xmp, iptc } = await sharp(preview.bytes).metadata();
    expect([exif, icc, xmp, iptc]).toEqual([undefined, undefined, undefined, undefined]);
  });

  it('where faces can’t be looked for, the whole picture is a few squares', async () => {
    jest.unstable_mockModule('@vladmandic/face-api/dist/face-api.esm.js', () => {
      throw new Error('not installed');
    });
    const { findFaces } = await import('./worker/faces.js');
    expect(await findFaces({ pixels: Buffer.alloc(3), width: 1, height: 1 })).toBeUndefined();
    const preview = await dim(sharp(sample(1)));
    const { data, info } = await sharp(preview.bytes).greyscale().raw().toBuffer({ resolveWithObject: true });
    const square = info.width / 24;
    const row = [...data.subarray(0, info.width)];
    const inside = row.slice(Math.ceil(square * 3) + 2, Math.floor(square * 4) - 2);
    expect(Math.max(...inside) - Math.min(...inside)).toBeLessThan(12);
  });
});

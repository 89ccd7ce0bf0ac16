import sharp from 'sharp';
import { FileCleaner } from '#privacy';
import { type BenchReport, machine } from './report.js';

export interface FilesBenchOptions {
  /** How many photos each side cleans. */
  size?: number;
}

const PHOTOS = 12;
const TWELVE_MEGAPIXELS = { width: 4000, height: 3000 };
const FORTY_EIGHT_MEGAPIXELS = { width: 8000, height: 6000 };
const LOOK_MILLISECONDS = 20;

/**
 * Cleaned photos per second beside bare sharp (decode, turn, resize, encode) on the same photos, turn about in the same
 * run, and the peak memory of the cleaning process for photos of 12 and of 48 megapixels.
 */
export async function benchFiles({ size = PHOTOS }: FilesBenchOptions = {}): Promise<BenchReport> {
  const photo = await noisyPhoto(TWELVE_MEGAPIXELS);
  const cleaner = new FileCleaner();
  try {
    await bareSharp(photo);
    await cleaned(cleaner, photo);
    let bareSeconds = 0;
    let cleanSeconds = 0;
    for (let done = 0; done < size; done++) {
      bareSeconds += await secondsOf(() => bareSharp(photo));
      cleanSeconds += await secondsOf(() => cleaned(cleaner, photo));
    }
    return {
      name: 'files',
      machine: machine(),
      lines: [
        { what: 'photos of 12 megapixels cleaned', value: size / cleanSeconds, unit: '1/s' },
        { what: 'the same by bare sharp', value: size / bareSeconds, unit: '1/s' },
        { what: 'peak memory, 12 megapixels', value: await peakMegabytes(photo), unit: 'MB' },
        {
          what: 'peak memory, 48 megapixels',
          value: await peakMegabytes(await noisyPhoto(FORTY_EIGHT_MEGAPIXELS)),
          unit: 'MB',
        },
      ],
      ratios: [
        { what: 'time of cleaning / time of bare sharp', value: cleanSeconds / bareSeconds, goal: '≤ 1.25' },
      ],
    };
  } finally {
    await cleaner.close();
  }
}

/** Noise, blurred as a lens does: it compresses like a photograph, about 2 bits a pixel. */
const noisyPhoto = (size: { width: number; height: number }): Promise<Buffer> =>
  sharp({
    create: { ...size, channels: 3, background: 'gray', noise: { type: 'gaussian', mean: 128, sigma: 40 } },
  })
    .blur(1)
    .jpeg({ quality: 90 })
    .withExif({ IFD0: { Make: 'Bench' }, IFD3: { GPSLatitudeRef: 'N', GPSLatitude: '40/1 25/1 1/1' } })
    .toBuffer();

const bareSharp = (photo: Buffer): Promise<Buffer> =>
  sharp(photo)
    .autoOrient()
    .resize({ width: 4096, height: 4096, fit: 'inside', withoutEnlargement: true })
    .jpeg({ quality: 85 })
    .toBuffer();

async function cleaned(cleaner: FileCleaner, photo: Buffer): Promise<void> {
  const { outcome } = await cleaner.clean(photo);
  if (outcome !== 'clean') throw new Error('the photo of the bench was quarantined');
}

async function secondsOf(work: () => Promise<unknown>): Promise<number> {
  const startedAt = performance.now();
  await work();
  return (performance.now() - startedAt) / 1000;
}

/** Of a fresh process, looked at as often as a decoder could grow and shrink. */
async function peakMegabytes(photo: Buffer): Promise<number> {
  const cleaner = new FileCleaner();
  let peak = 0;
  const look = setInterval(() => {
    peak = Math.max(peak, cleaner.residentBytes);
  }, LOOK_MILLISECONDS);
  try {
    await cleaned(cleaner, photo);
    return peak / 1024 / 1024;
  } finally {
    clearInterval(look);
    await cleaner.close();
  }
}

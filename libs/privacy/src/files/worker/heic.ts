import { createRequire } from 'node:module';
import sharp, { type Sharp } from 'sharp';
import type { FileFacts } from '../cleaned-file.js';
import type { CleanCopy, CleaningOrder } from '../cleaning-order.js';
import { exifFacts } from './exif-facts.js';
import { cleanPicture, encodePhotograph, upToLongestSide } from './picture.js';
import { profiledPixels } from './profiled-pixels.js';
import { Refusal } from './refusal.js';

/** The part of libheif-js (which has no types of its own) that we use. */
interface HeifImage {
  get_width(): number;
  get_height(): number;
  is_primary(): boolean;
  display(
    target: { data: Uint8ClampedArray; width: number; height: number },
    done: (filled: { data: Uint8ClampedArray } | null) => void,
  ): void;
  free(): void;
}
interface LibHeif {
  HeifDecoder: new () => { decode(bytes: Uint8Array): HeifImage[] };
}

/**
 * Phones' HEIC: sharp reads the container but has no decoder for HEVC, libheif-js has. libheif turns the picture
 * upright itself (HEIF says so by `irot` and `imir`; EXIF's orientation must be ignored, ISO/IEC 23008-12 annex A).
 */
export async function cleanHeic(order: CleaningOrder, learn: (facts: FileFacts) => void): Promise<CleanCopy> {
  if (isCutShort(Buffer.from(order.bytes))) throw new Refusal('broken');
  const metadata = await sharp(order.bytes, { limitInputPixels: false }).metadata();
  if (metadata.compression === 'av1') return cleanPicture(order, learn);
  learn(exifFacts(metadata.exif));
  if (metadata.width * metadata.height > order.limits.maxPixels) throw new Refusal('too-many-pixels');

  return encodePhotograph(upToLongestSide((await decode(order, metadata.icc)).removeAlpha()));
}

/** What stands in one of these is needed; what somebody appended may begin with anything. */
const NEEDED_BOXES = new Set(['ftyp', 'meta', 'moov', 'mdat']);

/** libheif paints what is there of a file cut short; its boxes say how long it was (ISO/IEC 14496-12 4.2). */
function isCutShort(bytes: Buffer): boolean {
  let at = 0;
  while (at + 8 <= bytes.length) {
    const size = bytes.readUInt32BE(at);
    if (size === 0) return false; // up to the end of the file
    const isNeeded = NEEDED_BOXES.has(bytes.toString('latin1', at + 4, at + 8));
    if (size === 1 && at + 16 > bytes.length) return isNeeded;
    const length = size === 1 ? Number(bytes.readBigUInt64BE(at + 8)) : size;
    if (length < 8) return false; // no box: bytes appended by somebody
    if (at + length > bytes.length) return isNeeded;
    at += length;
  }
  return false;
}

/** libheif gives colours as they are stored, and says nothing of the profile they are meant in: phones' is Display P3. */
async function decode({ bytes, limits }: CleaningOrder, profile: Uint8Array | undefined): Promise<Sharp> {
  const { HeifDecoder } = createRequire(import.meta.url)('libheif-js/wasm-bundle.js') as LibHeif;
  const images = new HeifDecoder().decode(bytes);
  const image = images.find((candidate) => candidate.is_primary()) ?? images[0];
  if (image === undefined) throw new Refusal('broken');
  const width = image.get_width();
  const height = image.get_height();
  if (width * height > limits.maxPixels) throw new Refusal('too-many-pixels');
  const { pixels, tiff } = profiledPixels(width, height, profile);
  const filled = await new Promise((done) => image.display({ data: pixels, width, height }, done));
  if (filled === null) throw new Refusal('broken');
  for (const each of images) each.free();
  return sharp(tiff, { limitInputPixels: limits.maxPixels });
}

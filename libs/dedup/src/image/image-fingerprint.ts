import { createHash } from 'node:crypto';
import sharp, { type Sharp } from 'sharp';
import { unprocessable } from '#kernel';
import { hashesOfMiddle, hashesOfPlaces } from './middle.js';
import { findShownPart } from './shown-part.js';
import { SummedPicture } from './summed-picture.js';
import { EVEN_HANDED_SIDE, type GreyPicture, PDQ_USABLE_QUALITY, pdq, pdqTurned } from './pdq.js';

/** What is kept of a picture to find it again; nothing of it can be seen from this. */
export interface ImageFingerprint {
  /** Of the file's bytes, hexadecimal. */
  sha256: string;
  /** Hashes of the picture; empty where it has too few features to be told from others. */
  views: ImageView[];
  /** Hashes of every place in it where the middle of a larger or smaller picture may lie. Asked for, never kept. */
  places?: string[];
}

/** One way to look at the picture: whole, without its even border, what a screenshot shows. */
export interface ImageView {
  /** 0…100. */
  quality: number;
  /** PDQ hashes in the eight orientations; the first is the picture as it is. */
  hashes: string[];
  /** The same of its middle (`MIDDLE_PART`); empty where that has too few features. */
  middles: string[];
  /** Of a video: which of the sampled pictures this is. */
  frame?: number;
}

/** Larger pictures are brought down to this first, in native code: it moves a bit or two and bounds the time. */
const WORKING_SIDE = 1_600;
/** A decompression bomb is refused before it is unpacked. */
const PIXELS_AT_MOST = 120_000_000;
/** What differs less from the corner's colour is border: bars around a screenshot or a film. */
const BORDER_TOLERANCE = 24;
/** A narrower border changes the hash too little to matter. */
const BORDER_PART = 0.02;
/** Where less than this is left, it was not a border but a plain picture with something small on it. */
const SMALLEST_INSIDE_PART = 0.25;

/**
 * Decodes a picture (anything that sharp reads) and takes its fingerprints.
 * @throws Problem 422 `invalid`: no picture, or too large.
 */
export async function fingerprintImage(file: Buffer): Promise<ImageFingerprint> {
  const looks = await lookAt(file);
  return {
    sha256: createHash('sha256').update(file).digest('hex'),
    views: usableViews(looks),
    places: hashesOfPlaces(looks[0]!.square),
  };
}

/** More sampled pictures of one video tell nothing new. */
export const FRAMES_AT_MOST = 16;

/**
 * Takes the fingerprints of a video from pictures sampled evenly over it (about one in ten seconds, `FRAMES_AT_MOST`),
 * in any format that sharp reads. Frames without features (black, a plain title) are left out.
 * @throws Problem 422 `invalid`: one of them is no picture.
 */
export async function fingerprintVideo(file: Buffer, frames: Buffer[]): Promise<ImageFingerprint> {
  const sampled = frames.slice(0, FRAMES_AT_MOST);
  const seen: ImageView[][] = [];
  for (const frame of sampled) seen.push(usableViews(await lookAt(frame))); // one at a time: bounded memory
  return {
    sha256: createHash('sha256').update(file).digest('hex'),
    views: seen.flatMap((views, frame) => views.slice(0, 1).map((view) => ({ ...view, frame }))),
  };
}

const open = (file: Buffer) => sharp(file, { limitInputPixels: PIXELS_AT_MOST, failOn: 'error' });

interface Look {
  view: ImageView;
  /** What it was taken from, to sample parts of. */
  square: SummedPicture;
}

/** The picture in all its views; the first is the whole. */
async function lookAt(file: Buffer): Promise<Look[]> {
  try {
    const decoded = open(file).flatten({ background: '#ffffff' }).toColourspace('srgb');
    const reduced = await reduce(decoded);
    const insides = [...(await withoutBorder(reduced)), ...(await shownIn(reduced))];
    return await Promise.all([decoded, ...insides].map(look));
  } catch {
    throw unprocessable(
      [{ pointer: '/image', rule: 'a-readable-picture' }],
      'The file is not a picture that can be read.',
    );
  }
}

const usableViews = (looks: Look[]) =>
  looks.map(({ view }) => view).filter(({ quality }) => quality >= PDQ_USABLE_QUALITY);

async function look(source: Sharp): Promise<Look> {
  const { width, height } = await source.metadata();
  const asItIs = pdq(await grey(source, Math.min(width, WORKING_SIDE), Math.min(height, WORKING_SIDE)));
  const grid = await grey(source, EVEN_HANDED_SIDE, EVEN_HANDED_SIDE);
  const square = new SummedPicture(grid, width / height);
  return {
    view: {
      quality: asItIs.quality,
      hashes: [asItIs.hash, ...pdqTurned(grid)],
      middles: hashesOfMiddle(square),
    },
    square,
  };
}

/** PDQ knows no proportions: the picture is squeezed to the size asked for. */
async function grey(source: Sharp, width: number, height: number): Promise<GreyPicture> {
  const squeezed = source.clone().resize({ width, height, fit: 'fill', kernel: 'cubic' }).removeAlpha();
  const { data, info } = await squeezed.raw().toBuffer({ resolveWithObject: true });
  return { width: info.width, height: info.height, values: luminance(data, info.channels) };
}

/** ITU-R BT.601, as in JPEG. */
function luminance(pixels: Buffer, channels: number): Float32Array {
  const values = new Float32Array(pixels.length / channels);
  for (let at = 0; at < values.length; at++) {
    const red = at * channels;
    const [green, blue] = channels < 3 ? [red, red] : [red + 1, red + 2];
    values[at] = 0.299 * pixels[red]! + 0.587 * pixels[green]! + 0.114 * pixels[blue]!;
  }
  return values;
}

interface Reduced {
  data: Buffer;
  width: number;
  height: number;
}

async function reduce(source: Sharp): Promise<Reduced> {
  const { data, info } = await source
    .clone()
    .resize({ width: WORKING_SIDE, height: WORKING_SIDE, fit: 'inside', withoutEnlargement: true })
    .removeAlpha()
    .png({ compressionLevel: 0 })
    .toBuffer({ resolveWithObject: true });
  return { data, width: info.width, height: info.height };
}

async function withoutBorder({ data, width, height }: Reduced): Promise<Sharp[]> {
  const trimmed = await sharp(data)
    .trim({ threshold: BORDER_TOLERANCE })
    .png({ compressionLevel: 0 })
    .toBuffer({ resolveWithObject: true });
  const part = Math.min(trimmed.info.width / width, trimmed.info.height / height);
  const isBordered = part < 1 - BORDER_PART && part > SMALLEST_INSIDE_PART;
  return isBordered ? [sharp(trimmed.data)] : [];
}

/** The photo in a screenshot. */
async function shownIn({ data }: Reduced): Promise<Sharp[]> {
  const { data: pixels, info } = await sharp(data).greyscale().raw().toBuffer({ resolveWithObject: true });
  const part = findShownPart(pixels, info.width, info.height);
  if (part === undefined) return [];
  return [sharp(await sharp(data).extract(part).png({ compressionLevel: 0 }).toBuffer())];
}

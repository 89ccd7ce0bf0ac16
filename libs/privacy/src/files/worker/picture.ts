import sharp, { type Metadata, type Sharp } from 'sharp';
import type { FileFacts } from '../cleaned-file.js';
import type { CleanCopy, CleaningOrder } from '../cleaning-order.js';
import { exifFacts, tiffFacts } from './exif-facts.js';
import { Refusal } from './refusal.js';

/** Longest side of a clean picture: enough to read a plate across a street, and what a browser shows without trouble. */
const LONGEST_SIDE = 4096;
/** An animation is kept up to so many frames and so many pixels in all; of others the first frame. */
const MOST_FRAMES = 300;
const MOST_ANIMATED_PIXELS = 50_000_000;

// Only these decoders: libvips knows many more (SVG, PDF, raw, ImageMagick's), and picks by content.
sharp.block({ operation: ['VipsForeignLoad'] });
sharp.unblock({
  operation: [
    'VipsForeignLoadJpeg',
    'VipsForeignLoadPng',
    'VipsForeignLoadWebp',
    'VipsForeignLoadNsgif',
    'VipsForeignLoadHeif',
    'VipsForeignLoadTiff',
  ],
});
sharp.cache(false);

/** Decodes, turns upright, converts to sRGB, scales down and encodes anew: nothing but pixels passes. */
export async function cleanPicture(
  { bytes, limits }: CleaningOrder,
  learn: (facts: FileFacts) => void,
): Promise<CleanCopy> {
  const metadata = await sharp(bytes, { limitInputPixels: false, failOn: 'none' }).metadata();
  learn(metadata.format === 'tiff' ? tiffFacts(bytes) : exifFacts(metadata.exif));
  const frameHeight = metadata.pageHeight ?? metadata.height;
  if (metadata.width * frameHeight > limits.maxPixels) throw new Refusal('too-many-pixels');

  const input = sharp(bytes, {
    limitInputPixels: limits.maxPixels,
    // libvips takes an extension after a GIF's last frame for an error
    failOn: metadata.format === 'gif' ? 'truncated' : 'error',
    animated: isAnimated(metadata),
  }).autoOrient();
  const fitting = upToLongestSide(input);
  const picture = metadata.hasAlpha ? withoutHiddenColours(fitting) : fitting;
  return encode(isDeepWithProfile(metadata) ? await inSrgb(picture) : picture, metadata);
}

const isDeepWithProfile = ({ space, icc }: Metadata): boolean => space === 'rgb16' && icc !== undefined;

/**
 * sharp works on 16 bits in Display P3, and leaves them in it unless it is told to write a profile: told so here, and the
 * pixels taken without it.
 */
async function inSrgb(picture: Sharp): Promise<Sharp> {
  const { data, info } = await picture.withIccProfile('srgb').raw().toBuffer({ resolveWithObject: true });
  const { width, height, channels } = info;
  return sharp(data, { raw: { width, height, channels } });
}

function isAnimated({ format, pages = 1, width, height, pageHeight = height }: Metadata): boolean {
  const moves = (format === 'gif' || format === 'webp') && pages > 1;
  return moves && pages <= MOST_FRAMES && width * pageHeight * pages <= MOST_ANIMATED_PIXELS;
}

export function upToLongestSide(picture: Sharp): Sharp {
  return picture
    .resize({ width: LONGEST_SIDE, height: LONGEST_SIDE, fit: 'inside', withoutEnlargement: true })
    .toColourspace('srgb');
}

/** Photographs become JPEG; drawings and screenshots keep their lossless kind; sharp writes no metadata unless told. */
async function encode(picture: Sharp, { format, hasAlpha }: Metadata): Promise<CleanCopy> {
  switch (format) {
    case 'gif':
      return copyOf(picture.gif(), 'image/gif', 'gif');
    case 'webp':
      return copyOf(picture.webp({ quality: 85 }), 'image/webp', 'webp');
    case 'jpeg':
      return encodePhotograph(picture);
    default: // PNG, and AVIF and TIFF, which not every browser shows
      return format === 'png' || hasAlpha ? encodeDrawing(picture) : encodePhotograph(picture);
  }
}

const encodeDrawing = async (picture: Sharp): Promise<CleanCopy> =>
  withoutResolution(await copyOf(picture.png({ compressionLevel: 6 }), 'image/png', 'png'));

/**
 * A pixel that is wholly transparent still has a colour, which nobody sees and PNG and WebP keep: what an editor cut out
 * of a screenshot would come back by taking the transparency away. Laying nothing over the picture makes libvips
 * multiply its colours by their opacity, which blackens those.
 */
const withoutHiddenColours = (picture: Sharp): Sharp =>
  picture.composite([
    { input: { create: { width: 1, height: 1, channels: 4, background: '#0000' } }, left: 0, top: 0 },
  ]);

export const encodePhotograph = (picture: Sharp): Promise<CleanCopy> =>
  copyOf(picture.jpeg({ quality: 85 }), 'image/jpeg', 'jpg');

async function copyOf(picture: Sharp, mediaType: string, extension: string): Promise<CleanCopy> {
  const { data, info } = await picture.toBuffer({ resolveWithObject: true });
  return { mediaType, extension, bytes: data, width: info.width, height: info.pageHeight ?? info.height };
}

/** sharp carries a PNG's resolution over (pHYs, PNG 11.3.4.3); its own option against that keeps the EXIF block. */
function withoutResolution(copy: CleanCopy): CleanCopy {
  const bytes = Buffer.from(copy.bytes);
  for (let at = PNG_SIGNATURE_BYTES; at < bytes.length;) {
    const next = at + CHUNK_FRAME_BYTES + bytes.readUInt32BE(at);
    if (bytes.toString('latin1', at + 4, at + 8) === 'pHYs') {
      return { ...copy, bytes: Buffer.concat([bytes.subarray(0, at), bytes.subarray(next)]) };
    }
    at = next;
  }
  return copy;
}

const PNG_SIGNATURE_BYTES = 8;
/** Length, type and check sum of a chunk. */
const CHUNK_FRAME_BYTES = 12;

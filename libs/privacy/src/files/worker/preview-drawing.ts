import sharp, { type Sharp } from 'sharp';
import type { MaskBox } from '../masked-preview.js';

/** Enough to tell two scenes apart and to see where a plate is; a plate across a street can hardly be read any more. */
const PREVIEW_SIDE = 960;
/** A line's picture is 92 by 69 points wide: enough for screens with more than one pixel a point. */
const THUMBNAIL_SIDE = 160;
/** So many squares along the longer side tell light from dark and nothing else. */
const DIMMED_SQUARES = 24;

export interface DrawnPicture {
  bytes: Uint8Array;
  thumbnail: Uint8Array;
  width: number;
  height: number;
}

export const fit = (picture: Sharp, side: number): Sharp =>
  picture.resize({ width: side, height: side, fit: 'inside', withoutEnlargement: true });

/** The picture with opaque boxes. */
export async function cover(picture: Sharp, boxes: MaskBox[]): Promise<DrawnPicture> {
  const { data, info } = await fit(picture, PREVIEW_SIDE)
    .toColourspace('srgb')
    .raw()
    .toBuffer({ resolveWithObject: true });
  const { width, height, channels } = info;
  for (const box of boxes) paint(data, { width, height, channels }, box);
  return encoded(sharp(data, { raw: { width, height, channels } }));
}

/** Outwards to whole pixels, and into the pixels themselves: what is covered is in the preview no more. */
function paint(
  pixels: Buffer,
  { width, height, channels }: { width: number; height: number; channels: number },
  box: MaskBox,
): void {
  const left = Math.max(0, Math.floor(box.x * width));
  const right = Math.min(width, Math.ceil((box.x + box.width) * width));
  const bottom = Math.min(height, Math.ceil((box.y + box.height) * height));
  for (let row = Math.max(0, Math.floor(box.y * height)); row < bottom; row++) {
    pixels.fill(0, (row * width + left) * channels, (row * width + Math.max(left, right)) * channels);
  }
}

/** The picture as a few squares, where nobody can tell what would have to be covered. */
export async function dim(picture: Sharp): Promise<DrawnPicture> {
  const { data, info } = await picture
    .toColourspace('srgb')
    .resize({ width: DIMMED_SQUARES, height: DIMMED_SQUARES, fit: 'inside' })
    .raw()
    .toBuffer({ resolveWithObject: true });
  const raw = { width: info.width, height: info.height, channels: info.channels };
  return encoded(
    sharp(data, { raw }).resize({
      width: PREVIEW_SIDE,
      height: PREVIEW_SIDE,
      fit: 'inside',
      kernel: 'nearest',
    }),
  );
}

/** The small one is drawn from the large one, in which everything is covered already. */
async function encoded(picture: Sharp): Promise<DrawnPicture> {
  const { data, info } = await picture.jpeg({ quality: 80 }).toBuffer({ resolveWithObject: true });
  const thumbnail = await fit(sharp(data), THUMBNAIL_SIDE).jpeg({ quality: 70 }).toBuffer();
  return { bytes: data, thumbnail, width: info.width, height: info.height };
}

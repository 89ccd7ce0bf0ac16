import sharp, { type Sharp } from 'sharp';
import type { DrawnPreview, MaskOrder } from '../cleaning-order.js';
import { searchFaces } from './face-search.js';
import './picture.js'; // blocks all decoders but those of clean copies
import { cover, dim, fit } from './preview-drawing.js';

/** Faces are looked for in more detail than is shown. */
const SEARCH_SIDE = 1280;

/** Draws the preview of a clean picture; with boxes where a person drew them, else over the faces that are found. */
export async function drawPreview({ bytes, boxes, limits }: MaskOrder): Promise<DrawnPreview> {
  const picture = () =>
    sharp(bytes, { limitInputPixels: limits.maxPixels, pages: 1 }).flatten({ background: '#ffffff' });
  if (boxes !== undefined) return { ...(await cover(picture(), boxes)), boxes, how: 'by-hand' };
  const faces = await searchFaces(await pixelsOf(picture()));
  if (faces === undefined) return { ...(await dim(picture())), boxes: [], how: 'dimmed' };
  return { ...(await cover(picture(), faces)), boxes: faces, how: 'faces' };
}

/** Stretched from black to white: the detector sees little in the dark, and little in haze. */
async function pixelsOf(picture: Sharp) {
  const { data, info } = await fit(picture, SEARCH_SIDE)
    .toColourspace('srgb')
    .removeAlpha()
    .normalise()
    .raw()
    .toBuffer({ resolveWithObject: true });
  return { pixels: data, width: info.width, height: info.height };
}

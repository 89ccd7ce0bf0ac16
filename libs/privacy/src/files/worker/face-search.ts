import sharp, { type Sharp } from 'sharp';
import type { MaskBox } from '../masked-preview.js';
import { findFaces, type RgbPicture } from './faces.js';

/** The detector looks at 512 pixels, whatever it is given: parts of a larger picture show it more. */
const DETECTOR_SIDE = 512;
/** Of each side, so that a face on the border of one part is whole in its neighbour. */
const PART = 0.6;
/** Boxes that share so much of the smaller one are of the same face. */
const SAME_FACE = 0.5;

/** A way to look at the picture, and where a box that was found in it lies in the whole. */
interface View {
  picture(): Promise<RgbPicture>;
  back(box: MaskBox): MaskBox;
}

/**
 * Looks for faces upright, in the picture turned to either side (the detector knows few faces that lie), and, where the
 * picture has more pixels than the detector sees, in four parts: seven looks at most, each of the same size, one after the
 * other. Undefined where there is no detector.
 */
export async function searchFaces(whole: RgbPicture): Promise<MaskBox[] | undefined> {
  const isLarge = Math.max(whole.width, whole.height) > DETECTOR_SIDE * 1.25;
  const found: MaskBox[] = [];
  for (const { picture, back } of [upright(whole), ...turned(whole), ...(isLarge ? parts(whole) : [])]) {
    const faces = await findFaces(await picture());
    if (faces === undefined) return undefined;
    found.push(...faces.map(back));
  }
  return merged(found);
}

const upright = (whole: RgbPicture): View => ({ picture: () => Promise.resolve(whole), back: (box) => box });

const turned = (whole: RgbPicture): View[] => [
  {
    picture: () => pixelsOf(sharpOf(whole).rotate(90)),
    back: ({ x, y, width, height }) => ({ x: y, y: 1 - x - width, width: height, height: width }),
  },
  {
    picture: () => pixelsOf(sharpOf(whole).rotate(270)),
    back: ({ x, y, width, height }) => ({ x: 1 - y - height, y: x, width: height, height: width }),
  },
];

function parts(whole: RgbPicture): View[] {
  const width = Math.round(whole.width * PART);
  const height = Math.round(whole.height * PART);
  const corners = [0, whole.width - width].flatMap((left) =>
    [0, whole.height - height].map((top) => ({ left, top })),
  );
  return corners.map(({ left, top }) => ({
    picture: () => pixelsOf(sharpOf(whole).extract({ left, top, width, height })),
    back: (box) => ({
      x: (left + box.x * width) / whole.width,
      y: (top + box.y * height) / whole.height,
      width: (box.width * width) / whole.width,
      height: (box.height * height) / whole.height,
    }),
  }));
}

const sharpOf = ({ pixels, width, height }: RgbPicture) =>
  sharp(pixels, { raw: { width, height, channels: 3 } });

async function pixelsOf(picture: Sharp): Promise<RgbPicture> {
  const { data, info } = await picture.raw().toBuffer({ resolveWithObject: true });
  return { pixels: data, width: info.width, height: info.height };
}

/** One box for each face, which covers all that any view took for it. */
export function merged(boxes: readonly MaskBox[]): MaskBox[] {
  const kept: MaskBox[] = [];
  for (const box of boxes) {
    const same = kept.findIndex((other) => sharedPart(box, other) > SAME_FACE);
    if (same < 0) kept.push(box);
    else kept[same] = around(box, kept[same]!);
  }
  return kept;
}

function sharedPart(one: MaskBox, other: MaskBox): number {
  const width = Math.min(one.x + one.width, other.x + other.width) - Math.max(one.x, other.x);
  const height = Math.min(one.y + one.height, other.y + other.height) - Math.max(one.y, other.y);
  const smaller = Math.min(one.width * one.height, other.width * other.height);
  return width > 0 && height > 0 ? (width * height) / smaller : 0;
}

function around(one: MaskBox, other: MaskBox): MaskBox {
  const x = Math.min(one.x, other.x);
  const y = Math.min(one.y, other.y);
  return {
    x,
    y,
    width: Math.max(one.x + one.width, other.x + other.width) - x,
    height: Math.max(one.y + one.height, other.y + other.height) - y,
  };
}

import type { MaskBox } from '../api/types.js';

/** One step of an arrow key, and the least that a box may be: in parts of the picture. */
export const STEP = 0.01;
const SMALLEST = 0.01;

/** A new box, in the middle, as large as a plate in the street. */
export const MIDDLE: MaskBox = { x: 0.42, y: 0.45, width: 0.16, height: 0.1 };

export interface Point {
  x: number;
  y: number;
}

/** The box between two corners, whichever they are. */
export const between = (from: Point, to: Point): MaskBox => ({
  x: Math.min(from.x, to.x),
  y: Math.min(from.y, to.y),
  width: Math.abs(to.x - from.x),
  height: Math.abs(to.y - from.y),
});

/** Too small to have been meant: a click is no box. */
export const isMeant = ({ width, height }: MaskBox): boolean => width >= SMALLEST && height >= SMALLEST;

/** Moves a box and keeps it on the picture. */
export const moved = (box: MaskBox, by: Point): MaskBox => ({
  ...box,
  x: within(box.x + by.x, 0, 1 - box.width),
  y: within(box.y + by.y, 0, 1 - box.height),
});

/** Makes a box wider and higher, to the right and downwards, as far as the picture goes. */
export const resized = (box: MaskBox, by: Point): MaskBox => ({
  ...box,
  width: within(box.width + by.x, SMALLEST, 1 - box.x),
  height: within(box.height + by.y, SMALLEST, 1 - box.y),
});

const within = (value: number, least: number, most: number): number =>
  Math.min(Math.max(value, least), Math.max(least, most));

/** What an arrow key asks for. */
export function stepOf(key: string): Point | undefined {
  switch (key) {
    case 'ArrowLeft':
      return { x: -STEP, y: 0 };
    case 'ArrowRight':
      return { x: STEP, y: 0 };
    case 'ArrowUp':
      return { x: 0, y: -STEP };
    case 'ArrowDown':
      return { x: 0, y: STEP };
  }
  return undefined;
}

/** An opaque box over a part of a picture, in parts of its width and height: 0 is left and top, 1 right and bottom. */
export interface MaskBox {
  x: number;
  y: number;
  width: number;
  height: number;
}

/** A small picture for lists, in which what identifies somebody is covered. JPEG, pixels only. */
export interface MaskedPreview {
  bytes: Buffer;
  /** The same once more, 160 pixels at most: a line of a list needs no more, and a queue has many. */
  thumbnail: Buffer;
  width: number;
  height: number;
  /** What is covered: faces that the machine found, or what a person drew. */
  boxes: MaskBox[];
  /** `dimmed`: faces couldn't be looked for, so the whole picture is shown as a few large squares. */
  how: 'faces' | 'by-hand' | 'dimmed';
}

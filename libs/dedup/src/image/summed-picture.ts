import type { GreyPicture } from './pdq.js';

/** Where to sample a picture: the middle and size of a rectangle in parts of its width and height, turned by so many degrees. */
export interface Patch {
  x: number;
  y: number;
  width: number;
  height: number;
  degrees: number;
}

const { floor, cos, sin, PI } = Math;

/**
 * A summed-area table (Crow, SIGGRAPH 1984): the mean brightness of any rectangle costs the same. So hundreds of parts of one picture
 * are sampled in the time that filtering a few takes.
 */
export class SummedPicture {
  readonly #sums: Float64Array;

  /** `proportion` is width by height before the picture was squeezed: turning needs it. */
  constructor(
    private readonly picture: GreyPicture,
    private readonly proportion: number,
  ) {
    const { width, height, values } = picture;
    const sums = new Float64Array((width + 1) * (height + 1));
    for (let y = 0; y < height; y++) {
      let row = 0;
      for (let x = 0; x < width; x++) {
        row += values[y * width + x]!;
        sums[(y + 1) * (width + 1) + x + 1] = sums[y * (width + 1) + x + 1]! + row;
      }
    }
    this.#sums = sums;
  }

  /** `grid` rows of as many means over equal cells of the patch, which lies in the picture but for its corners. */
  sample(patch: Patch, grid: number): Float32Array {
    return patch.degrees === 0 ? this.#sampleUpright(patch, grid) : this.#sampleTurned(patch, grid);
  }

  /** Neighbouring cells share their corners: each is looked up once. */
  #sampleUpright({ x, y, width, height }: Patch, grid: number): Float32Array {
    const { width: across, height: down } = this.picture;
    const corners = new Float64Array((grid + 1) * (grid + 1));
    for (let row = 0; row <= grid; row++) {
      const atY = (y + (row / grid - 0.5) * height) * down;
      for (let column = 0; column <= grid; column++) {
        const atX = (x + (column / grid - 0.5) * width) * across;
        corners[row * (grid + 1) + column] = this.#sumTo(atX, atY);
      }
    }
    const cell = ((width * across) / grid) * ((height * down) / grid);
    const samples = new Float32Array(grid * grid);
    for (let row = 0; row < grid; row++) {
      for (let column = 0; column < grid; column++) {
        const at = row * (grid + 1) + column;
        const below = at + grid + 1;
        samples[row * grid + column] =
          (corners[below + 1]! - corners[below]! - corners[at + 1]! + corners[at]!) / cell;
      }
    }
    return samples;
  }

  /** The cells lie turned, and each is taken upright: of a few degrees that is nearly the same. */
  #sampleTurned({ x, y, width, height, degrees }: Patch, grid: number): Float32Array {
    const { width: across, height: down } = this.picture;
    const [cosine, sine] = [cos((degrees * PI) / 180), sin((degrees * PI) / 180)];
    const [halfWidth, halfHeight] = [(width * across) / grid / 2, (height * down) / grid / 2];
    const samples = new Float32Array(grid * grid);
    for (let row = 0; row < grid; row++) {
      const v = ((row + 0.5) / grid - 0.5) * height;
      for (let column = 0; column < grid; column++) {
        const u = ((column + 0.5) / grid - 0.5) * width;
        const atX = (x + u * cosine - (v / this.proportion) * sine) * across;
        const atY = (y + u * this.proportion * sine + v * cosine) * down;
        const [left, right] = [atX - halfWidth, atX + halfWidth];
        const [top, bottom] = [atY - halfHeight, atY + halfHeight];
        const sum =
          this.#sumTo(right, bottom) -
          this.#sumTo(left, bottom) -
          this.#sumTo(right, top) +
          this.#sumTo(left, top);
        samples[row * grid + column] = sum / (4 * halfWidth * halfHeight);
      }
    }
    return samples;
  }

  /** Of all that lies above and left of a point, between pixels too; beyond its edges the picture is black. */
  #sumTo(x: number, y: number): number {
    const { width, height } = this.picture;
    const toX = x < 0 ? 0 : x > width ? width : x;
    const toY = y < 0 ? 0 : y > height ? height : y;
    const column = toX >= width ? width - 1 : floor(toX);
    const row = toY >= height ? height - 1 : floor(toY);
    const [partX, partY] = [toX - column, toY - row];
    const at = row * (width + 1) + column;
    const below = at + width + 1;
    const sums = this.#sums;
    const upper = sums[at]! * (1 - partX) + sums[at + 1]! * partX;
    const lower = sums[below]! * (1 - partX) + sums[below + 1]! * partX;
    return upper * (1 - partY) + lower * partY;
  }
}

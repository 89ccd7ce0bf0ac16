const BYTES_PER_PIXEL = 4;
const ROWS_PER_STRIP = 64;
const HEAD_BYTES = 8;
const SHORT = 3;
const LONG = 4;
const UNDEFINED = 7;
const ENTRY_BYTES = 12;

/** Pixels that know their colour profile, which libvips takes from a file only: as the plainest TIFF 6.0 there is. */
export interface ProfiledPixels {
  /** Red, green, blue and opacity: to be filled. */
  pixels: Uint8ClampedArray;
  tiff: Buffer;
}

export function profiledPixels(
  width: number,
  height: number,
  profile: Uint8Array = new Uint8Array(),
): ProfiledPixels {
  const rowBytes = width * BYTES_PER_PIXEL;
  const pixelBytes = rowBytes * height;
  const strips = Math.ceil(height / ROWS_PER_STRIP);
  const rest: Buffer[] = [];
  const restAt = HEAD_BYTES + pixelBytes + (pixelBytes % 2);
  /** Lays values behind the pixels and says where. */
  const lay = (bytes: Buffer): number => {
    const at = restAt + rest.reduce((sum, { length }) => sum + length, 0);
    rest.push(bytes.length % 2 === 0 ? bytes : Buffer.concat([bytes, Buffer.alloc(1)]));
    return at;
  };
  const perStrip = (value: (strip: number) => number): number => {
    const values = Buffer.alloc(strips * 4);
    for (let strip = 0; strip < strips; strip++) values.writeUInt32LE(value(strip), strip * 4);
    return strips === 1 ? value(0) : lay(values);
  };
  const entries: [tag: number, type: number, count: number, value: number][] = [
    [256, LONG, 1, width],
    [257, LONG, 1, height],
    [258, SHORT, 4, lay(Buffer.from([8, 0, 8, 0, 8, 0, 8, 0]))],
    [259, SHORT, 1, 1], // not compressed
    [262, SHORT, 1, 2], // RGB
    [273, LONG, strips, perStrip((strip) => HEAD_BYTES + strip * ROWS_PER_STRIP * rowBytes)],
    [277, SHORT, 1, BYTES_PER_PIXEL],
    [278, LONG, 1, ROWS_PER_STRIP],
    [
      279,
      LONG,
      strips,
      perStrip((strip) => Math.min(ROWS_PER_STRIP, height - strip * ROWS_PER_STRIP) * rowBytes),
    ],
    [338, SHORT, 1, 2], // the fourth is opacity
  ];
  if (profile.length > 0) entries.push([34675, UNDEFINED, profile.length, lay(Buffer.from(profile))]);
  const directory = Buffer.alloc(2 + entries.length * ENTRY_BYTES + 4);
  directory.writeUInt16LE(entries.length, 0);
  for (const [index, [tag, type, count, value]] of entries.entries()) {
    const at = 2 + index * ENTRY_BYTES;
    directory.writeUInt16LE(tag, at);
    directory.writeUInt16LE(type, at + 2);
    directory.writeUInt32LE(count, at + 4);
    directory.writeUInt32LE(value, at + 8);
  }
  const directoryAt = lay(directory);
  const tiff = Buffer.alloc(directoryAt + directory.length);
  tiff.write('II*\0', 0, 'latin1');
  tiff.writeUInt32LE(directoryAt, 4);
  Buffer.concat(rest).copy(tiff, restAt);
  return { tiff, pixels: new Uint8ClampedArray(tiff.buffer, tiff.byteOffset + HEAD_BYTES, pixelBytes) };
}

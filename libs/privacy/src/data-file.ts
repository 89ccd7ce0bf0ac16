import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';

/** A gzipped data file as one aligned buffer, copied only where the unpacker left it inside a larger one. */
export function unpacked(file: URL): ArrayBuffer {
  const { buffer, byteOffset, byteLength } = gunzipSync(readFileSync(file));
  if (byteOffset === 0 && byteLength === buffer.byteLength) return buffer as ArrayBuffer;
  return buffer.slice(byteOffset, byteOffset + byteLength) as ArrayBuffer;
}

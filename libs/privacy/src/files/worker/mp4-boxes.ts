import { Refusal } from './refusal.js';

/** Boxes of an MP4 file that hold others, and where in them those begin (ISO/IEC 14496-12 and -14). */
const HOLDERS: Record<string, number> = {
  moov: 8,
  trak: 8,
  edts: 8,
  mdia: 8,
  minf: 8,
  dinf: 8,
  stbl: 8,
  stsd: 16,
  avc1: 86,
  mp4a: 36,
};
/** What a player needs to show pictures and sound. */
const NEEDED = new Set(
  `ftyp mdat mvhd tkhd elst mdhd hdlr vmhd smhd dref avcC esds pasp
   colr btrt stts stss ctts stsc stsz stco co64 sdtp sgpd sbgp`.split(/\s+/),
);

/**
 * Blanks, in place, every box that a player doesn't need. ffmpeg carries a stream's side data from the file it was given
 * into the one it encodes, whatever it is told of metadata: a colour profile goes along whole, with all that its
 * words and private tags say.
 */
export function blankForeignBoxes(mp4: Buffer, start = 0, end = mp4.length): Buffer {
  for (let at = start; at < end;) {
    const { type, bodyAt, next } = boxAt(mp4, at, end);
    const inside = HOLDERS[type];
    if (inside !== undefined) blankForeignBoxes(mp4, at + inside, next);
    else if (!NEEDED.has(type) || (type === 'colr' && isProfile(mp4, bodyAt))) {
      mp4.write('free', at + 4, 'latin1');
      mp4.fill(0, bodyAt, next);
    }
    at = next;
  }
  return mp4;
}

/** A colour is named by three numbers (`nclx`), or by a whole profile. */
const isProfile = (mp4: Buffer, at: number): boolean => mp4.toString('latin1', at, at + 4) !== 'nclx';

function boxAt(mp4: Buffer, at: number, end: number): { type: string; bodyAt: number; next: number } {
  if (at + 8 > end) throw new Refusal('broken');
  const size = mp4.readUInt32BE(at);
  const isLarge = size === 1 && at + 16 <= end;
  const next = at + (isLarge ? Number(mp4.readBigUInt64BE(at + 8)) : size);
  const bodyAt = at + (isLarge ? 16 : 8);
  if (next < bodyAt || next > end) throw new Refusal('broken');
  return { type: mp4.toString('latin1', at + 4, at + 8), bodyAt, next };
}

import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { FileFacts } from '../cleaned-file.js';
import type { CleanCopy, CleaningOrder } from '../cleaning-order.js';
import { runConverter } from './converter-program.js';
import { blankForeignBoxes } from './mp4-boxes.js';
import { Refusal } from './refusal.js';
import { type Probe, probeFacts } from './recording-facts.js';

/** Box that a clean video fits in: enough for a face or a plate in the street, small enough for a portal. */
const LONGEST_SIDE = 1280;

/**
 * ffmpeg's name of the reader for each kind. It is always told, never guessed: its playlists (HLS, concat) open other
 * files and addresses.
 */
const READERS: Record<string, string> = {
  'video/mp4': 'mov',
  'video/x-m4v': 'mov',
  'video/quicktime': 'mov',
  'video/3gpp': 'mov',
  'video/3gpp2': 'mov',
  'video/webm': 'matroska',
  'video/matroska': 'matroska',
  'video/x-matroska': 'matroska',
  'video/vnd.avi': 'avi',
  'audio/mpeg': 'mp3',
  'audio/mp4': 'mov',
  'audio/x-m4a': 'mov',
  'audio/aac': 'aac',
  'audio/ogg': 'ogg',
  'audio/opus': 'ogg',
  'audio/ogg; codecs=opus': 'ogg',
  'audio/wav': 'wav',
  'audio/flac': 'flac',
  'audio/amr': 'amr',
};

/**
 * Encodes the first picture stream and the first sound stream anew with the machine's own ffmpeg, without any metadata,
 * chapter, subtitle or attachment. (Copying streams would keep what the sender's encoder wrote inside them.)
 */
export async function cleanRecording(
  { bytes, limits, workspace }: CleaningOrder,
  mediaType: string,
  learn: (facts: FileFacts) => void,
): Promise<CleanCopy> {
  if (workspace === undefined) throw new Refusal('no-converter');
  const received = join(workspace, 'received');
  await writeFile(received, bytes);
  const source = ['-protocol_whitelist', 'file', '-f', READERS[mediaType]!, '-i', received];

  const probe = await examine(source);
  learn(probeFacts(probe));
  const picture = pictureStream(probe);
  if (picture !== undefined && picture.width! * picture.height! > limits.maxPixels) {
    throw new Refusal('too-many-pixels');
  }
  return picture === undefined ? encodeSound(source, workspace) : encodeVideo(source, workspace);
}

async function examine(source: string[]): Promise<Probe> {
  const show = ['-v', 'error', '-print_format', 'json', '-show_format', '-show_streams'];
  return JSON.parse(await runConverter('ffprobe', [...show, ...source])) as Probe;
}

/** The cover in a music file is a picture stream too, with a mark. */
const pictureStream = ({ streams = [] }: Probe) =>
  streams.find(
    ({ codec_type, width, height, disposition }) =>
      codec_type === 'video' &&
      width !== undefined &&
      height !== undefined &&
      disposition?.attached_pic !== 1,
  );

const WITHOUT_METADATA = [
  ...['-map_metadata', '-1', '-map_chapters', '-1', '-sn', '-dn'],
  ...['-fflags', '+bitexact', '-flags:v', '+bitexact', '-flags:a', '+bitexact'],
];
const AAC = ['-c:a', 'aac', '-b:a', '128k', '-ac', '2'];
const MP4 = ['-movflags', '+faststart', '-f', 'mp4'];

async function encodeVideo(source: string[], workspace: string): Promise<CleanCopy> {
  const box = `'min(${LONGEST_SIDE},iw)':'min(${LONGEST_SIDE},ih)'`;
  const bytes = await encode(source, workspace, [
    ...['-map', '0:V:0', '-map', '0:a:0?'],
    ...['-vf', `scale=${box}:force_original_aspect_ratio=decrease:force_divisible_by=2`],
    ...['-c:v', 'libx264', '-preset', 'veryfast', '-crf', '23', '-pix_fmt', 'yuv420p'],
    ...['-a53cc', '0'], // captions that lie between the pictures (ATSC A/53) would go along
    ...AAC,
  ]);
  const blanked = join(workspace, 'clean');
  await writeFile(blanked, bytes);
  const clean = ['-f', 'mov', '-i', blanked];
  const probe = await examine(clean);
  const { width, height } = pictureStream(probe) ?? {};
  const stills = await takeStills(clean, workspace, Number(probe.format?.duration ?? 0));
  return { mediaType: 'video/mp4', extension: 'mp4', bytes, width, height, stills };
}

/** One in so many seconds, but never fewer or more than these, spread evenly: what finding a video again asks for. */
const STILL_SECONDS = 10;
const FEWEST_STILLS = 3;
const MOST_STILLS = 16;

/** Of the clean copy, so that nothing of the original can pass. */
async function takeStills(clean: string[], workspace: string, seconds: number): Promise<Uint8Array[]> {
  if (!(seconds > 0)) return [];
  const count = Math.min(MOST_STILLS, Math.max(FEWEST_STILLS, Math.ceil(seconds / STILL_SECONDS)));
  const how = [
    '-vf',
    `fps=${count / seconds}`,
    '-frames:v',
    `${count}`,
    '-q:v',
    '3',
    '-f',
    'image2',
    '-c:v',
    'mjpeg',
  ];
  const into = join(workspace, 'still-%02d.jpg');
  await runConverter('ffmpeg', ['-nostdin', '-v', 'error', ...clean, ...how, ...WITHOUT_METADATA, into]);
  const names = (await readdir(workspace)).filter((name) => name.startsWith('still-')).sort();
  return Promise.all(names.map((name) => readFile(join(workspace, name))));
}

async function encodeSound(source: string[], workspace: string): Promise<CleanCopy> {
  const bytes = await encode(source, workspace, ['-map', '0:a:0', '-vn', ...AAC]);
  return { mediaType: 'audio/mp4', extension: 'm4a', bytes };
}

async function encode(source: string[], workspace: string, how: string[]): Promise<Buffer> {
  const clean = join(workspace, 'clean');
  await runConverter('ffmpeg', [
    ...['-nostdin', '-v', 'error', '-xerror'],
    ...source,
    ...how,
    ...WITHOUT_METADATA,
    ...MP4,
    clean,
  ]);
  return blankForeignBoxes(await readFile(clean));
}

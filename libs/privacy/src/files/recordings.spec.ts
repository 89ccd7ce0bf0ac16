import { spawnSync } from 'node:child_process';
import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { ANY_CANARY, CANARY } from '../../../../test/fixtures/files/planted.js';
import { FileCleaner } from './index.js';

/** The head of an MP4 file (ISO/IEC 14496-12 4.3), and something behind it. */
const RECORDING = Buffer.concat([
  Buffer.from('00000018667479706d703432000000006d70343269736f6d', 'hex'),
  Buffer.from(CANARY('recording')),
]);

function box(type: string, ...content: (string | Buffer)[]): Buffer {
  const inside = Buffer.concat(content.map((part) => Buffer.from(part as string, 'latin1')));
  const head = Buffer.alloc(8);
  head.writeUInt32BE(8 + inside.length, 0);
  head.write(type, 4, 'latin1');
  return Buffer.concat([head, inside]);
}

/** As ffmpeg writes it of a video whose colours have a profile, with more that no player needs. */
const ENCODED = Buffer.concat([
  box('ftyp', 'isom'),
  box(
    'moov',
    box(
      'trak',
      box(
        'mdia',
        box(
          'minf',
          box(
            'stbl',
            box(
              'stsd',
              Buffer.alloc(8),
              box(
                'avc1',
                Buffer.alloc(78),
                box('avcC', 'settings'),
                box('colr', 'nclx', 'three'),
                box('colr', 'prof', CANARY('profile')),
                box('sv3d', CANARY('sphere')),
              ),
            ),
          ),
        ),
      ),
      box('udta', box('name', CANARY('name'))),
    ),
    box('uuid', CANARY('uuid')),
  ),
  box('mdat', 'pictures'),
]);

const machinesPath = process.env['PATH'];
let folder: string;
let cleaner: FileCleaner;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'colabora-converters-'));
  process.env['PATH'] = folder;
  cleaner = new FileCleaner();
});
afterEach(async () => {
  process.env['PATH'] = machinesPath;
  await cleaner.close();
  rmSync(folder, { recursive: true });
});

/** A converter that notes how it was called and writes `output` where it was told to. */
function converter(name: string, printed: object, output?: Buffer): void {
  const script = `#!${process.execPath}
const fs = require('node:fs');
fs.appendFileSync(${JSON.stringify(join(folder, 'calls'))}, JSON.stringify([${JSON.stringify(name)}, ...process.argv.slice(2)]) + '\\n');
const last = process.argv.at(-1);
const output = ${JSON.stringify(output?.toString('base64') ?? '')};
if (output && last.endsWith('/clean')) fs.writeFileSync(last, Buffer.from(output, 'base64'));
process.stdout.write(${JSON.stringify(JSON.stringify(printed))});
`;
  writeFileSync(join(folder, name), script);
  chmodSync(join(folder, name), 0o755);
}

const calls = () =>
  readFileSync(join(folder, 'calls'), 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as string[]);

describe('a recording', () => {
  it('without ffmpeg on the machine it stays sealed, and says why', async () => {
    expect(await cleaner.clean(RECORDING)).toMatchObject({
      outcome: 'quarantined',
      mediaType: 'video/mp4',
      reason: 'no-converter',
    });
  });

  it('is encoded anew: the reader named, no other file or address in reach, no metadata, first streams only', async () => {
    const video = { codec_type: 'video', width: 640, height: 360 };
    const tags = {
      'com.apple.quicktime.location.ISO6709': '+40.4168-003.7038/',
      'com.apple.quicktime.model': 'X',
    };
    converter('ffprobe', { streams: [video], format: { duration: '3', tags } });
    converter('ffmpeg', {}, box('mdat', 'encoded'));
    const cleaned = await cleaner.clean(RECORDING);
    expect(cleaned).toMatchObject({
      outcome: 'clean',
      mediaType: 'video/mp4',
      facts: { place: { latitude: 40.4168, longitude: -3.7038 }, device: 'X' },
    });
    const encoding = calls().find(([program, ...args]) => program === 'ffmpeg' && args.includes('libx264'))!;
    expect(encoding.join(' ')).toContain('-protocol_whitelist file -f mov -i');
    expect(encoding.join(' ')).toContain('-map 0:V:0 -map 0:a:0?');
    expect(encoding.join(' ')).toContain('-map_metadata -1 -map_chapters -1 -sn -dn');
    expect(encoding).not.toContain('copy');
  });

  it('of what ffmpeg writes, what no player needs is blanked, and nothing moves', async () => {
    converter('ffprobe', { streams: [{ codec_type: 'video', width: 640, height: 360 }] });
    converter('ffmpeg', {}, ENCODED);
    const cleaned = await cleaner.clean(RECORDING);
    if (cleaned.outcome !== 'clean') throw new Error(cleaned.reason);
    expect(cleaned.bytes).toHaveLength(ENCODED.length);
    const [before, after] = [ENCODED, cleaned.bytes].map((bytes) => bytes.toString('latin1'));
    expect(after).not.toMatch(ANY_CANARY);
    for (const needed of ['settings', 'nclxthree', 'pictures']) {
      expect(after!.indexOf(needed)).toBe(before!.indexOf(needed));
    }
    expect(after!.match(/free/g)).toHaveLength(4);
  });

  it('larger than allowed is refused before it is decoded', async () => {
    const huge = { codec_type: 'video', width: 30_000, height: 30_000 };
    converter('ffprobe', { streams: [huge] });
    converter('ffmpeg', {}, box('mdat', 'encoded'));
    expect(await cleaner.clean(RECORDING)).toMatchObject({
      outcome: 'quarantined',
      reason: 'too-many-pixels',
    });
    expect(calls().map(([program]) => program)).toEqual(['ffprobe']);
  });

  const isHere = spawnSync('ffmpeg', ['-version'], { env: { PATH: machinesPath } }).status === 0;
  (isHere ? it : it.skip)(
    'with the machine’s own ffmpeg: nothing but pictures and sound is left',
    async () => {
      process.env['PATH'] = [dirname(process.execPath), machinesPath].join(delimiter);
      const sent = join(folder, 'sent.mov');
      const canaries = ['title', 'artist', 'comment', 'make'].flatMap((key) => [
        '-metadata',
        `${key}=${CANARY(key)}`,
      ]);
      const made = spawnSync('ffmpeg', [
        ...[
          '-v',
          'error',
          '-f',
          'lavfi',
          '-i',
          'testsrc=d=1:s=320x180:r=10',
          '-f',
          'lavfi',
          '-i',
          'sine=d=1',
        ],
        ...canaries,
        ...['-metadata:s:v', `handler_name=${CANARY('handler')}`, '-c:v', 'libx264', '-c:a', 'aac', sent],
      ]);
      expect(made.status).toBe(0);
      const original = readFileSync(sent);
      expect(original.toString('latin1')).toMatch(ANY_CANARY);
      const cleaned = await cleaner.clean(original);
      expect(cleaned).toMatchObject({ outcome: 'clean', width: 320, height: 180 });
      if (cleaned.outcome !== 'clean') return;
      expect(cleaned.bytes.toString('latin1')).not.toMatch(ANY_CANARY);
      expect(cleaned.stills!.length).toBeGreaterThanOrEqual(3);
      for (const still of cleaned.stills!) expect(still.subarray(0, 2).toString('hex')).toBe('ffd8');
    },
  );
});

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
function converter(name: string, printed: object, output = ''): void {
  const script = `#!${process.execPath}
const fs = require('node:fs');
fs.appendFileSync(${JSON.stringify(join(folder, 'calls'))}, JSON.stringify([${JSON.stringify(name)}, ...process.argv.slice(2)]) + '\\n');
const last = process.argv.at(-1);
if (${JSON.stringify(output)} && last.endsWith('/clean')) fs.writeFileSync(last, ${JSON.stringify(output)});
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
    converter('ffmpeg', {}, 'encoded');
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

  it('larger than allowed is refused before it is decoded', async () => {
    const huge = { codec_type: 'video', width: 30_000, height: 30_000 };
    converter('ffprobe', { streams: [huge] });
    converter('ffmpeg', {}, 'encoded');
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

import { spawn, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { plantedJpeg } from '../../../../test/fixtures/files/planted.js';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'colabora-clean-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

/** Runs the command as people do, from a folder that isn't the program's. */
function clean(...args: string[]): Promise<{ code: number | null; out: string }> {
  return new Promise((resolved) => {
    const child = spawn(process.execPath, [resolve('apps/cli/colabora.js'), 'clean', ...args], {
      cwd: folder,
    });
    let out = '';
    child.stdout.on('data', (chunk) => (out += String(chunk)));
    child.on('close', (code) => resolved({ code, out }));
  });
}

interface Report {
  files: { file: string; outcome: string; output?: string; reason?: string }[];
  clean: number;
  quarantined: number;
}

describe('colabora clean', () => {
  it('whatever lies among the files, each has its line and none stops the rest', async () => {
    const photo = await plantedJpeg();
    mkdirSync(join(folder, 'album.jpg'));
    mkdirSync(join(folder, 'again'));
    spawnSync('mkfifo', [join(folder, 'pipe.jpg')]);
    symlinkSync('nowhere', join(folder, 'dangling.jpg'));
    symlinkSync('/dev/zero', join(folder, 'endless.jpg'));
    for (const name of ['photo.jpg', 'again/photo.jpg', 'calle\n\x1b[31m de Ana.jpg', '-rf.jpg']) {
      writeFileSync(join(folder, name), photo);
    }
    writeFileSync(join(folder, 'empty.jpg'), '');
    writeFileSync(join(folder, 'half.jpg'), photo.subarray(0, 300));
    const given = [
      ...['album.jpg', 'pipe.jpg', 'dangling.jpg', 'endless.jpg', 'empty.jpg', 'half.jpg'],
      ...['photo.jpg', 'again/photo.jpg', 'calle\n\x1b[31m de Ana.jpg', '-rf.jpg'],
    ];
    const { code, out } = await clean('--out', 'copies', '--json', '--', ...given);
    const report = JSON.parse(out) as Report;
    expect(code).toBe(1);
    expect(report).toMatchObject({ clean: 4, quarantined: 6 });
    expect(report.files.map(({ file, outcome, reason }) => [file, outcome, reason])).toEqual([
      ['album.jpg', 'unreadable', 'is a directory'],
      ['pipe.jpg', 'unreadable', 'is not a file'],
      ['dangling.jpg', 'unreadable', 'no such file'],
      ['endless.jpg', 'unreadable', 'is not a file'],
      ['empty.jpg', 'quarantined', 'unknown-kind'],
      ['half.jpg', 'quarantined', 'broken'],
      ...given.slice(6).map((name) => [name, 'clean', undefined]),
    ]);
    const copies = report.files.flatMap(({ output = [] }) => output).sort();
    expect(copies).toEqual(
      readdirSync(join(folder, 'copies'))
        .map((name) => join('copies', name))
        .sort(),
    );
    expect(copies.join('\n')).toMatch(/^[\w./\n-]+$/);
  });

  it('a name’s control characters are shown to a person, not obeyed; --no-names leaves names out of the copies', async () => {
    const { code, out } = await clean(
      '--out',
      'nameless',
      '--no-names',
      'photo.jpg',
      'calle\n\x1b[31m de Ana.jpg',
    );
    expect(code).toBe(0);
    expect(out.trim().split('\n')).toEqual([
      'photo.jpg → nameless/file.clean.jpg',
      'calle\\u{a}\\u{1b}[31m de Ana.jpg → nameless/file.clean-2.jpg',
    ]);
  });

  it('a folder that can’t be made is wrong usage', async () => {
    expect((await clean('--out', 'photo.jpg', 'photo.jpg')).code).toBe(2);
  });
});

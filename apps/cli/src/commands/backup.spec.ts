import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { spawn } from 'node:child_process';
import { mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { newKeyPair } from '#vault';
import { freshDatabase } from '../../../../test/support/database.js';

interface Outcome {
  code: number | null;
  out: string;
  err: string;
}

let folder: string;
let recipient: string;
let source: Awaited<ReturnType<typeof freshDatabase>>;
let target: Awaited<ReturnType<typeof freshDatabase>>;

/** Runs the command as people do, on one of two machines under one server secret. */
function colabora(machine: 'source' | 'target', ...args: string[]): Promise<Outcome> {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, ['apps/cli/colabora.js', ...args], {
      stdio: ['ignore', 'pipe', 'pipe'],
      env: {
        ...process.env,
        DATABASE_URL: (machine === 'source' ? source : target).url,
        COLABORA_DATA_DIR: join(folder, machine),
        COLABORA_SECRET: 'a secret that only this test knows, long enough',
      },
    });
    const outcome: Outcome = { code: null, out: '', err: '' };
    child.stdout.on('data', (chunk) => (outcome.out += String(chunk)));
    child.stderr.on('data', (chunk) => (outcome.err += String(chunk)));
    child.on('close', (code) => resolve({ ...outcome, code }));
  });
}
const inFolder = (name: string) => join(folder, name);

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'colabora-backup-'));
  [source, target] = await Promise.all([freshDatabase(), freshDatabase()]);
  const { identity, recipient: made } = await newKeyPair();
  recipient = made;
  await writeFile(inFolder('key.txt'), `# made for a test\n${identity}\n`);
  await writeFile(inFolder('no-key.txt'), 'nothing\n');
  await mkdir(inFolder('backups'));
  const unit = await colabora('source', 'unit', 'add', '--slug', 'udyco-cadiz', '--name', 'UDYCO Cádiz');
  expect(unit).toMatchObject({ code: 0 });
});
afterAll(async () => {
  await Promise.all([source.drop(), target.drop()]);
  await rm(folder, { recursive: true, force: true });
});

describe('colabora backup and restore', () => {
  it.each([
    [['backup', '--to', 'somewhere'], '--recipient'],
    [['backup', '--to', 'somewhere', '--recipient', 'age1wrong'], 'A public key looks like age1…'],
    [['restore', 'no-such.age', '--identity', 'key.txt'], 'no such backup'],
    [['restore', 'key.txt', '--identity', 'no-key.txt'], 'AGE-SECRET-KEY-1…'],
    [['restore', 'key.txt', '--identity', 'no-such.txt'], 'AGE-SECRET-KEY-1…'],
  ])('used wrongly (%j) it says how, with exit code 2', async (args, says) => {
    const paths = args.map((each) => (/\.(txt|age)$|^somewhere$/.test(each) ? inFolder(each) : each));
    const { code, out, err } = await colabora('source', ...paths);
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(err).toContain(says);
    expect(await readdir(folder)).not.toContain('somewhere');
  });

  it('writes one file that only its owner may read, puts it back elsewhere, and says for programs what it did', async () => {
    const file = inFolder('desk.age');
    const written = await colabora('source', 'backup', '--to', file, '--recipient', recipient, '--json');
    expect(written).toMatchObject({ code: 0, err: '' });
    expect(JSON.parse(written.out)).toEqual({ file, rows: expect.any(Number), blobs: 0 });
    expect((await stat(file)).mode & 0o777).toBe(0o600);

    const restored = await colabora('target', 'restore', file, '--identity', inFolder('key.txt'), '--json');
    expect(restored).toMatchObject({ code: 0, err: '' });
    const { rows } = JSON.parse(written.out) as { rows: number };
    expect(JSON.parse(restored.out)).toMatchObject({
      rows,
      blobs: 0,
      sound: true,
      behind: false,
      problems: [],
    });
    const units = await colabora('target', 'unit', 'list', '--json');
    expect(units.out).toContain('udyco-cadiz');

    const again = await colabora('target', 'restore', file, '--identity', inFolder('key.txt'), '--json');
    expect(again).toMatchObject({ code: 1, out: '' });
    expect(again.err).toContain('this database is in use; --force replaces everything in it');
  });

  it('a folder gets a file named by the time, told to a person with what isn’t in it', async () => {
    const { code, out } = await colabora(
      'source',
      'backup',
      '--to',
      inFolder('backups'),
      '--recipient',
      recipient,
    );
    expect(code).toBe(0);
    const [name] = await readdir(inFolder('backups'));
    expect(name).toMatch(/^colabora-\d{4}-\d\d-\d\dT\d\d-\d\d-\d\d\.backup\.age$/);
    expect(out).toContain(name);
    expect(out).toContain("The server's secret is not in it.");
  });

  it('a damaged file, or another key, restores nothing, with exit code 1 and a reason', async () => {
    const bytes = await readFile(inFolder('desk.age'));
    await writeFile(inFolder('damaged.age'), bytes.with(-100, bytes.at(-100)! ^ 1));
    await writeFile(inFolder('other-key.txt'), (await newKeyPair()).identity);
    const restore = (name: string, key: string) =>
      colabora('target', 'restore', inFolder(name), '--identity', inFolder(key), '--force', '--json');
    const outcomes = [await restore('damaged.age', 'key.txt'), await restore('desk.age', 'other-key.txt')];
    for (const { code, out } of outcomes) expect({ code, out }).toEqual({ code: 1, out: '' });
    expect(outcomes[0]!.err).toContain('the backup is damaged or cut short');
    expect(outcomes[1]!.err).toContain('this key does not open it, or it is no backup');
    expect((await colabora('target', 'unit', 'list')).out).toContain('udyco-cadiz');
  });

  it('a folder that is not there fails, with exit code 1', async () => {
    const { code, err } = await colabora(
      'source',
      'backup',
      '--to',
      inFolder('none/desk.age'),
      '--recipient',
      recipient,
    );
    expect(code).toBe(1);
    expect(err).toContain('ENOENT');
  });
});

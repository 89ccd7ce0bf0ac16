import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { citizenContext } from '#kernel';
import { Intake } from '#tips';
import { openBytes } from '#vault';
import { openByHand } from '../support/age-by-hand.js';
import { type Desk, openDesk } from '../support/desk.js';
import { until } from '../support/until.js';
import { tinyPhoto } from '../support/tiny-photo.js';

/** Planted where only the original may hold them. */
const CANARIES = {
  text: 'Quirós Canariote',
  contact: '611987654',
  sender: 'canario.sender',
  fileName: 'canario-del-movil.jpg',
  fileBytes: 'CanaryCam9000',
};

let desk: Desk;
let tipId: string;
let paper: string;

beforeAll(async () => {
  desk = await openDesk();
  const photo = await tinyPhoto(CANARIES.fileName, CANARIES.fileBytes);
  ({ tipId } = await desk.app.get(Intake).receive(
    {
      channel: 'web',
      channelAccount: 'form',
      remoteId: 'stolen',
      campaignId: await desk.campaignId('tweetredadas'),
      language: 'es',
      text: `En el bar vende Ramón ${CANARIES.text}, de noche.`,
      place: 'Getafe',
      contact: CANARIES.contact,
      sender: { handle: CANARIES.sender },
      files: [photo],
    },
    citizenContext('test'),
  ));
  paper = await desk.paperKey('UDYCO Madrid');
  await until('the photo cleaned', async () => (await waitingFiles()) === 0);
});
afterAll(() => desk.close());

const waitingFiles = async () =>
  Number(
    (
      await desk.database.query<{ count: string }>(
        `SELECT count(*) AS count FROM tip_file WHERE state = 'waiting'`,
      )
    )[0]!.count,
  );

/** Every row of every table as text, bytes also as what they'd spell. */
async function dump(): Promise<string> {
  const tables = await desk.database.query<{ schema: string; name: string }>(
    `SELECT schemaname AS schema, tablename AS name FROM pg_tables
      WHERE schemaname NOT IN ('pg_catalog', 'information_schema')`,
  );
  const parts: string[] = [];
  for (const { schema, name } of tables) {
    const rows = await desk.database.query<Record<string, unknown>>(`SELECT * FROM "${schema}"."${name}"`);
    parts.push(
      JSON.stringify(rows, (_, value: unknown) =>
        isBuffer(value) ? Buffer.from(value.data).toString('latin1') : value,
      ),
    );
  }
  return parts.join('\n');
}

const isBuffer = (value: unknown): value is { type: 'Buffer'; data: number[] } =>
  typeof value === 'object' && value !== null && (value as { type?: unknown }).type === 'Buffer';

/** The data folder but the file that stands for the paper, which a real desk keeps in a safe. */
async function dataFiles(): Promise<{ name: string; bytes: Buffer }[]> {
  const folder = desk.kernel.configuration.dataDir;
  const names = await readdir(folder, { recursive: true, withFileTypes: true });
  return Promise.all(
    names
      .filter((entry) => entry.isFile() && entry.name !== 'demo-recovery-keys.txt')
      .map(async (entry) => ({
        name: entry.name,
        bytes: await readFile(join(entry.parentPath, entry.name)),
      })),
  );
}

test('a stolen dump, configuration and data folder hold no planted word, and no key that opens an original', async () => {
  const stolen = [
    await dump(),
    JSON.stringify(desk.kernel.configuration),
    ...(await dataFiles()).map(({ bytes }) => bytes.toString('latin1')),
    desk.logLines.join('\n'),
  ].join('\n');
  for (const [where, canary] of Object.entries(CANARIES)) {
    const forms = [
      canary,
      Buffer.from(canary).toString('latin1'),
      Buffer.from(canary).toString('base64').slice(0, 10),
    ];
    expect([where, forms.filter((form) => stolen.includes(form))]).toEqual([where, []]);
  }
  expect(stolen).not.toMatch(/AGE-SECRET-KEY/i);

  // Whatever secret the server does have is no key to an original.
  const records = await desk.database.query<{ sealed: Buffer }>(
    'SELECT sealed FROM vault_record WHERE tip_id = $1',
    [tipId],
  );
  expect(records.length).toBeGreaterThan(3);
  const keys = stolen.match(/AGE-SECRET-KEY-1[A-Z0-9]{58}/gi) ?? [];
  for (const key of keys) await expect(openBytes(records[0]!.sealed, key)).rejects.toThrow();
});

/** The tip's identity and its first words, as somebody finds them who has a backup and the paper key alone. */
async function fromBackup() {
  const [grant] = await desk.database.query<{ sealed_identity: Buffer }>(
    'SELECT sealed_identity FROM vault_grant WHERE tip_id = $1',
    [tipId],
  );
  const [record] = await desk.database.query<{ sealed: Buffer }>(
    `SELECT sealed FROM vault_record WHERE tip_id = $1 AND kind = 'message'`,
    [tipId],
  );
  const [file] = await desk.database.query<{ original_blob: string }>(
    'SELECT original_blob FROM tip_file WHERE tip_id = $1',
    [tipId],
  );
  const blob = (await dataFiles()).find(({ name }) => name === file!.original_blob)!;
  return { grant: grant!.sealed_identity, message: record!.sealed, file: blob.bytes };
}

test('with the paper key, another implementation of the age format opens text and file, without Colabora', async () => {
  const { grant, message, file } = await fromBackup();
  const identity = openByHand(grant, paper).toString();
  expect(openByHand(message, identity).toString()).toContain(CANARIES.text);
  expect(openByHand(file, identity).toString('latin1')).toContain(CANARIES.fileBytes);
  expect(() =>
    openByHand(Buffer.concat([file.subarray(0, -1), Buffer.from([file.at(-1)! ^ 1])]), identity),
  ).toThrow();
});

const hasAge = spawnSync('age', ['--version']).status === 0;
(hasAge ? test : test.skip)('the standard `age` command opens them too', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'colabora-age-'));
  try {
    const open = async (sealed: Buffer, key: string) => {
      await writeFile(join(folder, 'key.txt'), `${key}\n`, { mode: 0o600 });
      return execFileSync('age', ['--decrypt', '--identity', join(folder, 'key.txt')], { input: sealed });
    };
    const { grant, message, file } = await fromBackup();
    const identity = (await open(grant, paper)).toString();
    expect((await open(message, identity)).toString()).toContain(CANARIES.text);
    expect((await open(file, identity)).toString('latin1')).toContain(CANARIES.fileBytes);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
});

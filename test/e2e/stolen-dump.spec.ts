import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { bech32 } from '@scure/base';
import { Campaigns } from '#campaigns';
import { Rejections } from '#channels';
import { citizenContext, PURPOSES_OF_ROLE } from '#kernel';
import { type InboundMessage, Intake, ReplyTokens } from '#tips';
import { DropBox, openBytes, ServerBox, Vault } from '#vault';
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
  later: 'Berrocal Canariote',
  address: '998871236544331177',
  header: 'casa.canario.example',
  answer: 'Saturnina Canariote',
  answerHeader: 'oficina.canario.example',
  rejected: 'rechazado.canario.example',
  rejectedWords: 'mensajerechazadocanario',
  missing: 'Berrocala Canariote',
};

/** Stands in the masked text, which staff read: where the search can't find even this, it searches nothing. */
const IN_CLEAR = 'jilguerosenjaulados';

let desk: Desk;
let tipId: string;
let paper: string;
const startedAt = Date.now();

beforeAll(async () => {
  desk = await openDesk();
  const photo = await tinyPhoto(CANARIES.fileName, CANARIES.fileBytes);
  let code: string;
  ({ tipId, code } = await desk.app.get(Intake).receive(
    {
      channel: 'web',
      channelAccount: 'form',
      remoteId: 'stolen',
      campaignId: await desk.campaignId('tweetredadas'),
      language: 'es',
      text: `En el bar de los ${IN_CLEAR} vende Ramón ${CANARIES.text}, de noche.`,
      place: 'Getafe',
      contact: CANARIES.contact,
      sender: { handle: CANARIES.sender },
      files: [photo],
    },
    citizenContext('test'),
  ));
  // The informant says more with the code; somebody writes by X, is acknowledged, and by e-mail.
  const more = { code, text: `También está Saturnino ${CANARIES.later}.`, submission: 'a-later-form-of-it' };
  const answered = await fetch(`${desk.address}/es/receipt/reply`, {
    method: 'POST',
    body: new URLSearchParams(more),
  });
  expect(answered.status).toBe(200);
  const others: Partial<InboundMessage>[] = [
    { channel: 'x-dm', replyTo: { address: CANARIES.address, acknowledge: true } },
    { channel: 'email', raw: Buffer.from(`Received: from ${CANARIES.header}\r\n\r\nVenden.`) },
  ];
  for (const other of others) {
    await desk.app.get(Intake).receive(
      {
        channel: 'web',
        channelAccount: 'policia',
        remoteId: `stolen by ${other.channel}`,
        campaignId: await desk.campaignId('tweetredadas'),
        language: 'es',
        text: `Venden en la caseta del parque, se ve desde ${other.channel}.`,
        place: 'Madrid',
        files: [],
        ...other,
      },
      citizenContext('test'),
    );
  }
  // Somebody answers by mail, says who they are, and stays; what became no tip, by mail and by X.
  const campaign = (await desk.app.get(Campaigns).bySlug('tweetredadas'))!;
  await desk.app.get(Intake).receive(
    {
      channel: 'email',
      channelAccount: 'policia',
      remoteId: 'stolen, an answer',
      campaignId: campaign.id,
      language: 'es',
      text: `Soy ${CANARIES.answer}, la hermana de ${CANARIES.missing}.`,
      sender: { name: CANARIES.answer, email: `ana@${CANARIES.answerHeader}` },
      tag: desk.app.get(ReplyTokens).tagOf(tipId),
      files: [],
      raw: Buffer.from(`From: ${CANARIES.answer} <ana@${CANARIES.answerHeader}>\r\n\r\nSoy yo.`),
    },
    citizenContext('test'),
  );
  const rejections = desk.app.get(Rejections);
  const lost = { channelAccount: 'policia', reason: 'malformed', campaign };
  const raw = Buffer.from(`Received: from ${CANARIES.rejected}\r\n\r\nVenden.`);
  await rejections.record({ ...lost, channel: 'email', raw });
  await rejections.record({ ...lost, channel: 'x-dm', content: { text: CANARIES.rejectedWords } });
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

/**
 * PostgreSQL's own files, which a thief of the disk has: tables and what was deleted of them, journal, temporary files,
 * log. Of the journal what was written since this file began: other tests share the server.
 */
async function serverFiles(): Promise<{ name: string; bytes: Buffer }[]> {
  const [row] = await desk.database.query<{ folder: string; base: string }>(
    `SELECT current_setting('data_directory') AS folder, 'base/' || oid AS base
       FROM pg_database WHERE datname = current_database()`,
  );
  await desk.database.query('CHECKPOINT');
  const found: { name: string; bytes: Buffer }[] = [];
  for (const below of [row!.base, 'base/pgsql_tmp', 'pg_wal', 'pg_replslot', 'pg_stat_tmp', 'pg_stat']) {
    const folder = join(row!.folder, below);
    for (const entry of await readdir(folder, { withFileTypes: true }).catch(() => [])) {
      const path = join(folder, entry.name);
      if (!entry.isFile() || (await stat(path)).mtimeMs < startedAt) continue;
      found.push({ name: `${below}/${entry.name}`, bytes: await readFile(path) });
    }
  }
  const log = join(row!.folder, '..', 'postgres.log');
  return [...found, { name: 'postgres.log', bytes: await readFile(log) }];
}

/** A word as it would lie somewhere: as it is, in hexadecimal, in two-byte letters, in base64 from any offset. */
function formsOf(word: string): string[] {
  const bytes = Buffer.from(word);
  const base64 = [0, 1, 2].map((offset) =>
    Buffer.concat([Buffer.alloc(offset), bytes])
      .toString('base64')
      .slice(offset === 0 ? 0 : 4, offset === 0 ? 12 : 16),
  );
  return [
    word,
    bytes.toString('latin1'),
    bytes.toString('hex'),
    Buffer.from(word, 'utf16le').toString('latin1'),
    JSON.stringify(word).slice(1, -1),
    ...base64,
  ];
}

test('a stolen dump, disk, configuration and data folder hold no planted word, and no key that opens an original', async () => {
  const places: [string, string][] = [
    ['dump', await dump()],
    ['configuration', JSON.stringify(desk.kernel.configuration)],
    ['log', desk.logLines.join('\n')],
    ...[...(await dataFiles()), ...(await serverFiles())].map(({ name, bytes }): [string, string] => [
      name,
      bytes.toString('latin1'),
    ]),
  ];
  // What may be read is found in the dump, in the tables' files and in the journal: the search does search.
  const holding = places.filter(([, content]) => content.includes(IN_CLEAR)).map(([name]) => name);
  expect(holding).toContain('dump');
  expect(holding.map((name) => name.split('/')[0])).toEqual(expect.arrayContaining(['base', 'pg_wal']));
  for (const [what, canary] of Object.entries(CANARIES)) {
    const forms = formsOf(canary);
    const leaks = places.filter(([, content]) => forms.some((form) => content.includes(form)));
    expect([what, leaks.map(([name]) => name)]).toEqual([what, []]);
  }
  const withKey = places.filter(([, content]) => /AGE-SECRET-KEY-1[A-Z0-9]{20}/i.test(content));
  expect(withKey.map(([name]) => name)).toEqual([]);
});

test('with every key that the server has, it opens nothing of what it keeps sealed', async () => {
  const purposes = [...new Set([...Object.values(PURPOSES_OF_ROLE).flat(), 'backup-mark' as const])];
  expect(purposes.length).toBeGreaterThan(20);
  const keys = purposes.map((purpose) => desk.kernel.secret.key(purpose));
  const identities = keys.map((key) => bech32.encodeFromBytes('age-secret-key-', key).toUpperCase());
  // The worker's own box opens with one of them: the keys are the right ones.
  const parcel = await new DropBox(desk.kernel.secret, 'waiting-file').seal(Buffer.from('a photo'), 'one');
  await expect(openWithAny(parcel, identities)).resolves.toBeDefined();

  const sealed = await desk.database.query<{ what: string; name: string; bytes: Buffer }>(
    `SELECT 'grant' AS what, tip_id::text AS name, sealed_identity AS bytes FROM vault_grant
     UNION ALL SELECT kind, id::text, sealed FROM vault_record
     UNION ALL SELECT 'share', account_id::text, sealed_identity FROM unit_key_share
     UNION ALL SELECT 'wrap', account_id::text, sealed_identity FROM member_key_wrap`,
  );
  const blobs = await desk.database.query<{ name: string }>(
    `SELECT original_blob AS name FROM tip_file UNION ALL
     SELECT raw_blob FROM inbound_message WHERE raw_blob IS NOT NULL UNION ALL
     SELECT blob FROM channel_rejection WHERE blob IS NOT NULL`,
  );
  expect(blobs).toHaveLength(4); // a photo, two mails, one that became no tip
  const files = await dataFiles();
  for (const { name } of blobs) {
    sealed.push({ what: 'blob', name, bytes: files.find((file) => file.name === name)!.bytes });
  }
  const kinds = new Set(sealed.map(({ what }) => what));
  for (const kind of ['grant', 'message', 'entity', 'informant', 'file-facts', 'reply-address', 'blob'])
    expect(kinds).toContain(kind);
  for (const { what, name, bytes } of sealed) {
    const opened = await openWithAny(bytes, identities).catch(() => undefined);
    const boxed = keys.some((key) => {
      try {
        return new ServerBox(() => key).open(bytes, name).length >= 0;
      } catch {
        return false;
      }
    });
    expect([what, opened, boxed]).toEqual([what, undefined, false]);
  }
});

const openWithAny = (bytes: Uint8Array, identities: string[]) =>
  Promise.any(identities.map((identity) => openBytes(bytes, identity)));

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

test('once erased, not even the paper key opens a copy of the record that somebody kept', async () => {
  const kept = await fromBackup();
  const identity = openByHand(kept.grant, paper).toString();
  expect(openByHand(kept.message, identity).toString()).toContain(CANARIES.text);

  await desk.database.transaction(async (tx) => {
    await desk.app.get(Vault).shred(tx, tipId);
  });
  const keys = [paper, await desk.paperKey('UDYCO Málaga')];
  const grants = await desk.database.query<{ sealed_identity: Buffer }>(
    'SELECT sealed_identity FROM vault_grant',
  );
  expect(grants.length).toBeGreaterThan(0); // the other tips'
  for (const { sealed_identity } of grants) {
    const others = await openWithAny(sealed_identity, keys).then(
      (bytes) => Buffer.from(bytes).toString(),
      () => undefined,
    );
    if (others !== undefined) expect(() => openByHand(kept.message, others)).toThrow();
    for (const key of keys) expect(() => openByHand(kept.message, key)).toThrow();
  }
});

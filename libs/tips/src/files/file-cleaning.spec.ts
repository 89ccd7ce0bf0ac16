import { randomUUID } from 'node:crypto';
import { readFile, readdir } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import sharp from 'sharp';
import { BlobStore, citizenContext } from '#kernel';
import { newKeyPair, openBytes, Vault } from '#vault';
import { type Desk, openDesk } from '../../../../test/support/desk.js';
import { until } from '../../../../test/support/until.js';
import { plantedJpeg } from '../../../../test/fixtures/files/planted.js';
import type { InboundMessage, ReceivedFile } from '../intake/inbound-message.js';
import { Intake } from '../intake/intake.js';
import { ReceivedFiles } from './received-files.js';

let desk: Desk;
let campaignId: string;
beforeAll(async () => {
  desk = await openDesk();
  campaignId = await desk.campaignId('tweetredadas');
});
afterAll(() => desk.close());

const NAME = 'Wenceslao Quirós en su portal.jpg';
const file = (bytes: Buffer): ReceivedFile => ({ name: NAME, declaredType: 'image/jpeg', bytes });

async function tipWith(files: ReceivedFile[], words: Partial<InboundMessage> = {}): Promise<string> {
  const message: InboundMessage = {
    channel: 'web',
    channelAccount: 'form',
    remoteId: randomUUID(),
    campaignId,
    language: 'es',
    text: 'Mirad esto.',
    place: 'Getafe',
    files,
    ...words,
  };
  return (await desk.app.get(Intake).receive(message, citizenContext('test'))).tipId;
}

/** When the job has been here. */
const cleaned = (...tipIds: string[]) =>
  until('the files cleaned', async () => {
    const waiting = await desk.database.query(
      `SELECT FROM tip_file WHERE tip_id = ANY ($1) AND state = 'waiting'`,
      [tipIds],
    );
    return waiting.length === 0;
  });

/** When nothing lies under this key any more. */
async function gone(key: string): Promise<void> {
  for (;;) {
    const stream = await desk.app
      .get(BlobStore)
      .get(key)
      .catch(() => undefined);
    if (stream === undefined) return;
    stream.destroy();
    await new Promise((pause) => setTimeout(pause, 50));
  }
}

/** Takes the pauses out of a job's repetitions, until there are none left. */
const hurryUntilGivenUp = (fileId: string) =>
  until('the job given up', async () => {
    const [job] = await desk.database.query<{ state: string }>(
      `SELECT state FROM jobs.job WHERE name = 'clean-file' AND data ->> 'fileId' = $1`,
      [fileId],
    );
    if (job?.state === 'failed') return true;
    await desk.database.query(
      `UPDATE jobs.job SET start_after = now(), retry_count = retry_limit - 1
        WHERE name = 'clean-file' AND data ->> 'fileId' = $1 AND state = 'retry' AND retry_count < retry_limit - 1`,
      [fileId],
    );
    return false;
  });

interface Entry {
  action: string;
  details: Record<string, unknown>;
}

async function entriesOf(tipId: string): Promise<Entry[]> {
  const rows = await desk.database.query<{ body: string }>(
    `SELECT body FROM audit_entry WHERE subject_kind = 'tip' AND subject_id = $1 ORDER BY id`,
    [tipId],
  );
  return rows.map(({ body }) => JSON.parse(body) as Entry);
}

describe('what becomes of a file', () => {
  test('arrival, cleaning and quarantine are in the log, each with the file it was', async () => {
    const tipId = await tipWith([file(await plantedJpeg()), file(Buffer.from('ni foto ni nada'))]);
    await cleaned(tipId);
    const files = await desk.database.query<{ id: string; state: string }>(
      'SELECT id, state FROM tip_file WHERE tip_id = $1 ORDER BY place',
      [tipId],
    );
    expect(files.map(({ state }) => state)).toEqual(['clean', 'quarantined']);
    const about = (await entriesOf(tipId)).filter(({ action }) => action.startsWith('tip.file-'));
    const told = about.map(({ action, details }) => [action, details['file']]);
    const [clean, refused] = files.map(({ id }) => id);
    expect(told).toEqual(
      expect.arrayContaining([
        ['tip.file-added', clean],
        ['tip.file-added', refused],
        ['tip.file-cleaned', clean],
        ['tip.file-quarantined', refused],
      ]),
    );
    expect(told).toHaveLength(4);
  });

  test('a file that fails every time ends in quarantine, visibly, and its waiting copy is gone', async () => {
    const tipId = await tipWith([]);
    let waiting = '';
    const vanished = await desk.database.transaction(async (tx) => {
      const recipient = await desk.app.get(Vault).recipientOf(tx, tipId);
      await desk.app
        .get(ReceivedFiles)
        .receive(tx, tipId, recipient, [file(await plantedJpeg())], citizenContext('test'));
      const [row] = await tx.query<{ id: string; waiting_blob: string }[]>(
        'SELECT id, waiting_blob FROM tip_file WHERE tip_id = $1',
        [tipId],
      );
      waiting = row!.waiting_blob;
      await desk.app.get(BlobStore).remove(waiting);
      await desk.app.get(BlobStore).put(waiting, Buffer.from('nobody can open this'));
      return row!.id;
    });
    await hurryUntilGivenUp(vanished);
    await cleaned(tipId);
    const [row] = await desk.database.query(
      'SELECT state, quarantine_reason, waiting_blob, original_blob IS NULL AS lost FROM tip_file WHERE id = $1',
      [vanished],
    );
    expect(row).toEqual({
      state: 'quarantined',
      quarantine_reason: 'gave-up',
      waiting_blob: null,
      lost: false,
    });
    expect((await entriesOf(tipId)).at(-1)).toMatchObject({
      action: 'tip.file-quarantined',
      details: { file: vanished, reason: 'gave-up' },
    });
    await gone(waiting);
    const madrid = await desk.signedIn('investigadora.madrid');
    for (const what of ['', '/preview', '/thumbnail'])
      await madrid.get(`/api/tips/${tipId}/files/${vanished}${what}`).expect(404);
  });

  test('once it is clean, the copy that waited is gone', async () => {
    const tipId = await tipWith([]);
    let waiting = '';
    await desk.database.transaction(async (tx) => {
      const recipient = await desk.app.get(Vault).recipientOf(tx, tipId);
      await desk.app
        .get(ReceivedFiles)
        .receive(tx, tipId, recipient, [file(await plantedJpeg())], citizenContext('test'));
      const [row] = await tx.query<{ waiting_blob: string }[]>(
        'SELECT waiting_blob FROM tip_file WHERE tip_id = $1',
        [tipId],
      );
      waiting = row!.waiting_blob;
    });
    await cleaned(tipId);
    await gone(waiting);
  });

  test('its name, place, time and camera are sealed with the original, in one documented shape', async () => {
    const { identity, recipient } = await newKeyPair();
    const tipId = await tipWith([]);
    await desk.database.query('UPDATE vault_subject SET recipient = $2 WHERE tip_id = $1', [
      tipId,
      recipient,
    ]);
    const photo = await plantedJpeg();
    await desk.database.transaction((tx) =>
      desk.app.get(ReceivedFiles).receive(tx, tipId, recipient, [file(photo)], citizenContext('test')),
    );
    await cleaned(tipId);
    const [{ id: fileId }] = (await desk.database.query<{ id: string }>(
      'SELECT id FROM tip_file WHERE tip_id = $1',
      [tipId],
    )) as [{ id: string }];
    const records = await desk.database.query<{ sealed: Buffer }>(
      `SELECT sealed FROM vault_record WHERE tip_id = $1 AND kind = 'file-facts' ORDER BY id`,
      [tipId],
    );
    const opened = await Promise.all(
      records.map(async ({ sealed }) =>
        JSON.parse(Buffer.from(await openBytes(sealed, identity)).toString()),
      ),
    );
    expect(opened.map((each: { fileId: string }) => each.fileId)).toEqual([fileId, fileId]);
    expect(Object.assign({}, ...opened)).toMatchObject({
      fileId,
      name: NAME,
      declaredType: 'image/jpeg',
      sha256Original: expect.stringMatching(/^[0-9a-f]{64}$/),
      takenAt: '2026-11-20T21:30:05+01:00',
      place: { latitude: 40.416944, longitude: -3.703611 },
      device: 'Camaras Ficticias Modelo 1',
    });
  });

  test('the name that the sender gave it stands in no table, log or stored file', async () => {
    await cleaned(await tipWith([file(await plantedJpeg())]));
    const tables = await desk.database.query<{ name: string }>(
      `SELECT format('%I.%I', schemaname, tablename) AS name FROM pg_tables
        WHERE schemaname NOT IN ('pg_catalog', 'information_schema')`,
    );
    for (const { name } of tables) {
      const [row] = await desk.database.query<{ found: boolean }>(
        `SELECT coalesce(bool_or(t::text LIKE '%Wenceslao%' OR t::text LIKE $1), false) AS found FROM ${name} AS t`,
        [`%${Buffer.from('Wenceslao').toString('hex')}%`],
      );
      expect({ name, found: row!.found }).toEqual({ name, found: false });
    }
    expect(desk.logLines.join('')).not.toContain('Wenceslao');
    const blobs = join(desk.kernel.configuration.dataDir, 'blobs');
    for (const path of await readdir(blobs, { recursive: true, withFileTypes: true })) {
      if (!path.isFile()) continue;
      expect(path.name).not.toContain('Wenceslao');
      expect((await readFile(join(path.parentPath, path.name))).includes('Wenceslao')).toBe(false);
    }
  });
});

describe('what is seen first is masked', () => {
  let madrid: Awaited<ReturnType<Desk['signedIn']>>;
  let path: string;
  beforeAll(async () => {
    const tipId = await tipWith([file(await people())], { text: 'Los de siempre, en su mesa de siempre.' });
    await cleaned(tipId);
    madrid = await desk.signedIn('investigadora.madrid');
    const { body } = await madrid.get(`/api/tips/${tipId}`).expect(200);
    path = `/api/tips/${tipId}/files/${(body as TipBody).files[0]!.id}`;
  });

  const told = async () => ((await madrid.get(path.split('/files')[0]!)).body as TipBody).files[0]!.preview;
  const lookAt = async (what: string) => (await madrid.get(path + what).buffer(true)).body as Buffer;
  const actions = async () =>
    (await entriesOf(path.split('/')[3]!))
      .map(({ action }) => action)
      .filter((each) => each.includes('file-'));

  test('faces are covered; looking is in the log, and so is opening the clean copy', async () => {
    expect(await told()).toMatchObject({ version: 1, how: 'faces', boxes: [{}, {}, {}] });
    const preview = await lookAt('/preview');
    expect(await sharp(preview).metadata()).toMatchObject({ format: 'jpeg', width: 960 });
    expect((await actions()).at(-1)).toBe('tip.file-previewed');
    await lookAt('');
    expect((await actions()).at(-1)).toBe('tip.file-opened');
  });

  test('a line gets it at 160 pixels, and looking at that is in the log, too', async () => {
    const before = (await actions()).length;
    const thumbnail = await lookAt('/thumbnail');
    expect(await sharp(thumbnail).metadata()).toMatchObject({ format: 'jpeg', width: 160 });
    expect(thumbnail.length).toBeLessThan(12_000);
    expect((await actions()).slice(before)).toEqual(['tip.file-previewed']);
    const [face] = ((await told()) as { boxes: Box[] }).boxes;
    expect(await lightIn(thumbnail, face!)).toBeLessThan(40);
  });

  test('nobody of another unit sees any size of it, or draws on it', async () => {
    const stranger = await desk.signedIn('investigador.malaga');
    for (const what of ['', '/preview', '/thumbnail']) await stranger.get(path + what).expect(404);
    await stranger.put(`${path}/masks`).send({ boxes: [], version: 1 }).expect(404);
    expect(await told()).toMatchObject({ version: 1 });
  });

  test('a preview from before there were thumbnails gets one when somebody looks, once', async () => {
    const fileId = path.split('/').at(-1);
    const thumbnailBlob = async () =>
      (
        await desk.database.query<{ key: string | null }>(
          'SELECT thumbnail_blob AS key FROM tip_file WHERE id = $1',
          [fileId],
        )
      )[0]!.key;
    await desk.database.query('UPDATE tip_file SET thumbnail_blob = NULL WHERE id = $1', [fileId]);
    const looks = await Promise.all([lookAt('/thumbnail'), lookAt('/thumbnail')]);
    const kept = await thumbnailBlob();
    expect(kept).not.toBeNull();
    for (const look of [...looks, await lookAt('/thumbnail')]) {
      expect(await sharp(look).metadata()).toMatchObject({ width: 160 });
      const [face] = ((await told()) as { boxes: Box[] }).boxes;
      expect(await lightIn(look, face!)).toBeLessThan(40);
    }
    expect(await thumbnailBlob()).toBe(kept);
  });

  test('boxes drawn by hand make a new preview, are in the log, and leave the clean copy as it was', async () => {
    const before = await lookAt('');
    const boxes = [{ x: 0.25, y: 0.5, width: 0.25, height: 0.125 }];
    await madrid.put(`${path}/masks`).send({ boxes, version: 1 }).expect(200);
    expect(await told()).toMatchObject({ version: 2, how: 'by-hand', boxes });
    const covered = await sharp(await lookAt('/preview'))
      .extract({ left: 260, top: 330, width: 200, height: 60 })
      .toBuffer();
    const { channels } = await sharp(covered).stats();
    expect(Math.max(...channels.map(({ mean }) => mean))).toBeLessThan(4);
    expect(await lightIn(await lookAt('/thumbnail'), boxes[0]!)).toBeLessThan(40);
    expect(await lookAt('')).toEqual(before);
    expect(await actions()).toContain('tip.file-masked');
  });

  test('who draws on what somebody else just changed is told so', async () => {
    await madrid.put(`${path}/masks`).send({ boxes: [], version: 1 }).expect(409);
    await madrid
      .put(`${path}/masks`)
      .send({ boxes: [{ x: 2, y: 0, width: 1, height: 1 }], version: 2 })
      .expect(422);
    expect(await told()).toMatchObject({ version: 2 });
  });
});

describe('the same picture is one line', () => {
  test('recompressed, smaller and under other words: folded, explained, in the log, and the queue follows', async () => {
    const first = await tipWith([file(await scene())], { text: 'La furgoneta de siempre, otra vez aquí.' });
    await cleaned(first);
    await desk.database.query(`UPDATE tip SET state = 'closed', outcome = 'useful' WHERE id = $1`, [first]);
    const smaller = await sharp(await scene())
      .resize(640)
      .jpeg({ quality: 50 })
      .toBuffer();
    const second = await tipWith([file(smaller)], { text: 'Esta es.' });
    await cleaned(second);
    const [line, repeat] = await Promise.all([row(first), row(second)]);
    expect(repeat).toMatchObject({ group_id: line.group_id, folded: true });
    expect(repeat.because[0]).toMatchObject({ kind: 'image', tipId: first });
    expect(line).toMatchObject({ folded: false, state: 'triaged' });
    const grouped = (await entriesOf(second)).filter(({ action }) => action === 'tip.grouped');
    expect(grouped.map(({ details }) => details['kind'])).toEqual([null, 'image']);
    const madrid = await desk.signedIn('investigadora.madrid');
    const { body } = await madrid.get(`/api/tips?unit=${line.unit_id}`).expect(200);
    const shown = (body as { lines: { id: string; tips: number }[] }).lines.map(({ id, tips }) => [id, tips]);
    expect(shown).toContainEqual([first, 2]);
    expect(shown.map(([id]) => id)).not.toContain(second);
  });

  test('what nobody can show is known again by its bytes alone', async () => {
    const bytes = Buffer.from(`un formato que nadie conoce ${randomUUID()}`);
    const first = await tipWith([file(bytes)], { text: 'Os mando la grabación del bar.' });
    await cleaned(first);
    const second = await tipWith([file(bytes)], { text: 'Escuchad.' });
    await cleaned(second);
    expect((await row(second)).because[0]).toMatchObject({ kind: 'file', tipId: first });
  });

  test('a tip of another unit joins the group and stays a line that its own unit sees', async () => {
    const picture = await sharp(await scene())
      .negate()
      .toBuffer();
    const first = await tipWith([file(picture)], { text: 'Aquí venden cada noche.' });
    await cleaned(first);
    const elsewhere = await tipWith([file(picture)], { text: 'Esto pasa.', place: 'Málaga' });
    await cleaned(elsewhere);
    const [here, there] = await Promise.all([row(first), row(elsewhere)]);
    expect(there.unit_id).not.toBe(here.unit_id);
    expect(there).toMatchObject({ group_id: here.group_id, folded: false });
    const again = await tipWith([file(picture)], { text: 'Mirad.', place: 'Málaga' });
    await cleaned(again);
    expect(await row(again)).toMatchObject({ unit_id: there.unit_id, folded: true });
  });
});

interface Box {
  x: number;
  y: number;
  width: number;
  height: number;
}

/** The lightest that is left in the middle of what should be covered. */
async function lightIn(picture: Buffer, box: Box): Promise<number> {
  const { width, height } = await sharp(picture).metadata();
  const middle = {
    left: Math.round((box.x + box.width * 0.3) * width),
    top: Math.round((box.y + box.height * 0.3) * height),
    width: Math.max(1, Math.floor(box.width * 0.4 * width)),
    height: Math.max(1, Math.floor(box.height * 0.4 * height)),
  };
  const { channels } = await sharp(await sharp(picture).extract(middle).toBuffer()).stats();
  return Math.max(...channels.map(({ max }) => max));
}

interface TipBody {
  files: { id: string; preview: unknown }[];
}

/** Three faces, from the detector's own demonstration. */
const people = () =>
  readFile(
    join(
      dirname(createRequire(import.meta.url).resolve('@vladmandic/face-api/package.json')),
      'demo/sample1.jpg',
    ),
  );

interface TipRow {
  group_id: string;
  unit_id: string;
  folded: boolean;
  state: string;
  because: { kind: string; tipId: string }[];
}

async function row(tipId: string): Promise<TipRow> {
  const [tip] = await desk.database.query<TipRow>(
    'SELECT group_id, unit_id, folded, state, folded_because AS because FROM tip WHERE id = $1',
    [tipId],
  );
  return tip!;
}

/** A picture with enough in it to be told from others. */
function scene(): Promise<Buffer> {
  const shapes = Array.from(
    { length: 24 },
    (_, i) =>
      `<rect x="${(i * 137) % 900}" y="${(i * 89) % 650}" width="${60 + ((i * 31) % 160)}" height="${40 + ((i * 53) % 150)}" fill="hsl(${i * 47} 60% ${20 + ((i * 13) % 60)}%)"/>`,
  );
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="1000" height="750"><rect width="1000" height="750" fill="#456"/>${shapes.join('')}</svg>`;
  return sharp(Buffer.from(svg)).jpeg({ quality: 92 }).toBuffer();
}

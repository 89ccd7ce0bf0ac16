import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import sharp from 'sharp';
import { diagnoseX, XAccounts, XCompliance, XPurge } from '#channels';
import { openAuditLog } from '#audit';
import { BlobStore, systemContext } from '#kernel';
import { connectAccount, openXDesk, type XDesk } from '../../../../../test/support/x-desk.js';
import { until } from '../../../../../test/support/until.js';
import type { XPerson } from '../../../../../test/fakes/x/world.js';
import { standingOfPosts } from './gone-posts.js';

let room: XDesk;
let neighbour: XPerson;
let others = 0;

beforeAll(async () => {
  room = await openXDesk();
});
beforeEach(async () => {
  neighbour = room.x.world.person(`vecina_${(others += 1)}`);
  await room.desk.database.query('UPDATE x_message SET checked_at = NULL');
});
afterAll(() => room.close());

const rows = <Row>(sql: string, ...parameters: unknown[]) => room.desk.database.query<Row>(sql, parameters);
const check = () => room.desk.app.get(XCompliance).run(systemContext('x-compliance'));
const tipOf = async (id: string) =>
  (await rows<{ text: string; erased: string | null }>('SELECT text, erased FROM tip WHERE id = $1', id))[0]!;
const hold = (tipId: string, reference: string) =>
  rows(
    `INSERT INTO retention_hold (id, tip_id, reference, placed_by, placed_at) VALUES ($1, $2, $3, $1, now())`,
    randomUUID(),
    tipId,
    reference,
  );
const release = (tipId: string) =>
  rows('UPDATE retention_hold SET released_by = id, released_at = now() WHERE tip_id = $1', tipId);

/** A mention that became a tip. */
async function mention(words: string, from = neighbour, media?: Buffer) {
  const { world } = room.x;
  const files = media === undefined ? [] : [world.media(media, 'image/png')];
  const post = world.post(from, `@policia_demo ${words}`, { media: files });
  await room.read('mention');
  const [tip] = await rows<{ id: string }>(
    `SELECT tip_id AS id FROM x_message WHERE source = 'mention' AND outcome = 'taken' ORDER BY seen_at DESC LIMIT 1`,
  );
  return { post, tipId: tip!.id };
}

test('what its writer deletes, hides or loses at X is emptied here, and a tombstone says when and why', async () => {
  const { world } = room.x;
  const hidden = world.person('con_candado');
  const closed = world.person('suspendida');
  const picture = await sharp({ create: { width: 9, height: 9, channels: 3, background: 'teal' } })
    .png()
    .toBuffer();
  const deleted = await mention('una furgoneta blanca en la calle Real', neighbour, picture);
  const locked = await mention('un almacén sin letrero junto al canal', hidden);
  const lost = await mention('cajas de noche en el puerto viejo', closed);
  const stays = await mention('ruido de motores en el polígono', world.person('otra'));
  expect(await check()).toMatchObject({ asked: 4, gone: 0, erased: 0 });
  await rows('UPDATE x_message SET checked_at = NULL');

  const [file] = await rows<{ original_blob: string }>(
    'SELECT original_blob FROM tip_file WHERE tip_id = $1',
    deleted.tipId,
  );
  world.delete(deleted.post);
  hidden.protected = true;
  closed.suspended = true;
  expect(await check()).toMatchObject({ asked: 4, gone: 3, erased: 3, held: 0 });
  for (const { tipId } of [deleted, locked, lost]) {
    expect(await tipOf(tipId)).toEqual({ text: '', erased: 'everything' });
    for (const table of [
      'duplicate_fingerprint',
      'tip_file',
      'vault_record',
      'vault_grant',
      'inbound_message',
    ])
      expect(await rows(`SELECT FROM ${table} WHERE tip_id = $1`, tipId)).toEqual([]);
  }
  expect((await tipOf(stays.tipId)).erased).toBeNull();
  expect(
    await rows(`SELECT gone_why AS why, sealed_id = '' AS forgotten FROM x_message
                 WHERE gone_at IS NOT NULL ORDER BY seen_at`),
  ).toEqual(['deleted', 'protected', 'suspended'].map((why) => ({ why, forgotten: true })));
  const entries = await rows<{ body: string }>(
    `SELECT body FROM audit_entry WHERE action = 'channel.gone-at-source'`,
  );
  expect(entries.map(({ body }) => JSON.parse(body).details.why).sort()).toEqual([
    'deleted',
    'protected',
    'suspended',
  ]);
  await until('the file gone', () =>
    room.desk.app
      .get(BlobStore)
      .get(file!.original_blob)
      .then(
        (stream) => (stream.destroy(), false),
        () => true,
      ),
  );
  expect(await check()).toMatchObject({ gone: 0, erased: 0 });
  const before = await room.counts();
  await room.read('mention');
  expect(await room.counts()).toEqual(before);
});

test('a legal hold keeps what X no longer shows, says so, and ends with its release', async () => {
  const { post, tipId } = await mention('la nave del camino del Molino');
  await hold(tipId, 'DP 77/2026');
  room.x.world.delete(post);
  expect(await check()).toMatchObject({ gone: 1, erased: 0, held: 1 });
  expect((await tipOf(tipId)).erased).toBeNull();
  const [entry] = await rows<{ body: string }>(
    `SELECT body FROM audit_entry WHERE action = 'channel.gone-at-source' ORDER BY id DESC LIMIT 1`,
  );
  expect(JSON.parse(entry!.body)).toMatchObject({ reason: 'DP 77/2026', details: { keptByHold: true } });
  await release(tipId);
  expect(await check()).toMatchObject({ gone: 0, erased: 1, held: 0 });
  expect((await tipOf(tipId)).text).toBe('');
});

test('what X fails to answer, or answers once only, erases nothing', async () => {
  const { post, tipId } = await mention('el portal verde de la plaza');
  room.x.faults.next('html-503', /\/2\/tweets$/);
  await expect(check()).rejects.toThrow('unavailable');
  const looks = () => room.x.requests.filter((each) => each === 'GET /2/tweets').length;
  const before = looks();
  Object.defineProperty(post, 'deleted', { get: () => looks() === before + 1 }); // missing at the first look only
  expect(await check()).toMatchObject({ gone: 0, erased: 0 });
  expect(looks()).toBe(before + 2);
  expect((await tipOf(tipId)).erased).toBeNull();

  expect(
    standingOfPosts({
      data: [{ id: '1' }, { id: '2', withheld: { country_codes: ['ES'] } }, { id: 3 }],
      errors: [
        { resource_id: '4', type: 'https://api.x.com/2/problems/resource-not-found' },
        { resource_id: '5', type: 'about:blank' },
      ],
    }),
  ).toEqual({
    there: new Set(['1']),
    gone: new Map([
      ['2', 'withheld'],
      ['4', 'deleted'],
    ]),
  });
  for (const strange of [undefined, 'x', { data: {}, errors: 7 }, { data: [null] }])
    expect(standingOfPosts(strange).gone.size).toBe(0);
});

test('an account that X lets nobody ask for stops neither the others’ check nor that of our own posts', async () => {
  const { desk, x } = room;
  const { configuration } = desk.kernel;
  const former = x.world.person('zona_antigua');
  await connectAccount(desk, x, former, 'tweetredadas');
  const accounts = await desk.app.get(XAccounts).all();
  const [old, current] = ['zona_antigua', 'policia_demo'].map(
    (name) => accounts.find(({ handle }) => handle === name)!.id,
  );
  const { post, tipId } = await mention('el local de la esquina con la persiana bajada');
  // The left account had read it, too.
  await rows(
    `INSERT INTO x_message (account_id, source, name, root, sealed_id, outcome, seen_at)
     SELECT $1, source, name, root, sealed_id, 'rejected', seen_at FROM x_message WHERE tip_id = $2`,
    old,
    tipId,
  );
  const ours = x.world.post(room.police, 'Lo que publicamos y alguien borró en la aplicación');
  const stays = x.world.post(room.police, 'Lo que sigue publicado');
  for (const each of [ours, stays]) {
    await rows(
      `INSERT INTO x_post (id, account_id, campaign_id, text, state, remote_id, publish_at, written_by, approved_by, created_at, published_at)
       VALUES ($1, $2, $3, $4, 'published', $5, now(), $1, $1, now(), now())`,
      randomUUID(),
      current,
      await desk.campaignId('tweetredadas'),
      each.text,
      each.id,
    );
  }
  await rows(`UPDATE x_account SET state = 'disconnected', sealed_tokens = NULL WHERE id = $1`, old);
  const { xBearer } = configuration;
  configuration.xBearer = undefined as never;
  expect(await diagnoseX(desk.kernel)).toEqual({
    verdict: 'warning',
    says: expect.stringContaining('@zona_antigua has posts here that X can’t be asked about'),
  });
  x.world.delete(post);
  x.world.delete(ours);
  await expect(check()).rejects.toThrow('unauthorized'); // the job says so, and is tried again
  expect((await tipOf(tipId)).erased).toBe('everything');
  const manager = await desk.signedIn('campanas');
  const states = async () =>
    (await manager.get('/api/x/posts').expect(200)).body.map(
      ({ text, state, endedAt }: Record<string, string>) => [text, state, endedAt !== null],
    );
  expect((await states()).sort()).toEqual([
    [ours.text, 'gone', true],
    [stays.text, 'published', false],
  ]);
  configuration.xBearer = xBearer!;
  await check(); // with the app's own token the left account's posts are asked about, too
  expect(await rows('SELECT gone_why FROM x_message WHERE account_id = $1', old)).toEqual([
    { gone_why: 'deleted' },
  ]);
  await rows('DELETE FROM x_account WHERE id = $1', old);
});

test('writing on after the notice is consent; a word of silence takes it back', async () => {
  const { world } = room.x;
  const consent = async () =>
    (
      await rows<{ consented: boolean; silent: boolean }>(
        `SELECT consented_at IS NOT NULL AS consented, opted_out_at IS NOT NULL AS silent FROM conversation
          WHERE channel = 'x-dm' ORDER BY last_at DESC LIMIT 1`,
      )
    )[0];
  world.dm(neighbour, room.police, 'Aviso: hay un olor raro en el sótano');
  await room.read('dm');
  expect(await consent()).toEqual({ consented: false, silent: false });
  await until('the acknowledgement at X', () =>
    world.dmsOf(neighbour).some(({ senderId }) => senderId === room.police.id),
  );
  await until(
    'the acknowledgement sent',
    async () =>
      (await rows(`SELECT FROM outbox_message WHERE kind = 'acknowledgement' AND state = 'sent'`)).length > 0,
  );
  world.dm(neighbour, room.police, 'Y hoy había un coche rojo');
  await room.read('dm');
  expect(await consent()).toEqual({ consented: true, silent: false });
  world.dm(neighbour, room.police, 'BAJA');
  await room.read('dm');
  expect(await consent()).toEqual({ consented: false, silent: true });
});

test('a purge leaves nothing of X but hashes and numbers, and proves it; a dry run changes nothing', async () => {
  const kept = await mention('el taller de la avenida del Sur');
  await hold(kept.tipId, 'DP 78/2026');
  await rows(`DELETE FROM x_binding`);
  room.x.world.dm(room.x.world.person('sin_campana'), room.police, 'nadie me recoge');
  await room.read('dm');
  const purge = room.desk.app.get(XPurge);
  const plan = await purge.plan();
  expect(plan).toMatchObject({
    rejections: 1,
    accounts: 1,
    held: [{ tipId: kept.tipId, reference: 'DP 78/2026' }],
  });
  expect(plan.tips).toBeGreaterThan(1);
  expect(await purge.plan()).toEqual(plan);

  expect(await purge.run(systemContext('test'))).toMatchObject({
    tips: plan.tips,
    rejections: 1,
    accounts: 1,
    messages: plan.messages,
  });
  expect(await rows(`SELECT id FROM tip WHERE channel LIKE 'x-%' AND text <> ''`)).toEqual([
    { id: kept.tipId },
  ]);
  expect(
    await rows(`SELECT (SELECT count(*)::int FROM x_message WHERE sealed_id <> '') AS ids,
                       (SELECT count(*)::int FROM channel_rejection WHERE sealed IS NOT NULL) AS rejections,
                       (SELECT count(*)::int FROM x_account WHERE sealed_tokens IS NOT NULL) AS tokens`),
  ).toEqual([{ ids: 0, rejections: 0, tokens: 0 }]);
  const [proof] = await rows<{ body: string }>(
    `SELECT body FROM audit_entry WHERE action = 'channel.purged' ORDER BY id DESC LIMIT 1`,
  );
  expect(JSON.parse(proof!.body).details).toMatchObject({ tips: plan.tips, held: 1, rejections: 1 });
  const { database, secret, clock, configuration } = room.desk.kernel;
  const verdict = await openAuditLog({ database, secret, clock, configuration }).verify({});
  expect(verdict.problems).toEqual([]);
});

import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { LogKeys, Sequencer, verifyLog } from '#audit';
import { Campaigns } from '#campaigns';
import { BlobStore, citizenContext, Clock, systemContext, uuidv7 } from '#kernel';
import {
  Casework,
  Dialogue,
  ErasureRequests,
  Intake,
  type Receipt,
  Retention,
  TipReader,
  tipsOrphanChecks,
} from '#tips';
import { type Desk, openDesk } from '../../../../test/support/desk.js';
import { until } from '../../../../test/support/until.js';
import { Reviews } from './reviews.js';

let desk: Desk;
let lead: Awaited<ReturnType<Desk['signedIn']>>;
let other: Awaited<ReturnType<Desk['signedIn']>>;
let clock: Clock;
const present = Date.now();
/** The desk's own clock, set to so many days from now. */
const travel = (days: number) => (clock.now = () => new Date(present + days * 86_400_000));

beforeAll(async () => {
  desk = await openDesk();
  clock = desk.app.get(Clock);
  lead = await desk.signedIn('investigadora.madrid');
  other = await desk.signedIn('investigador.malaga');
});
afterEach(() => void travel(0));
afterAll(() => desk.close());

let sent = 0;
async function send(changes: { files?: Buffer[] } = {}): Promise<Receipt> {
  return desk.app.get(Intake).receive(
    {
      channel: 'web',
      channelAccount: 'form',
      remoteId: randomUUID(),
      campaignId: await desk.campaignId('tweetredadas'),
      language: 'es',
      text: `${WORDS[(sent += 1) % WORDS.length]} número ${sent} en la calle ${randomUUID().slice(0, 8)}`,
      place: 'Madrid',
      contact: 'ana@correo.example',
      files: (changes.files ?? []).map((bytes) => ({ name: 'a.txt', declaredType: 'text/plain', bytes })),
    },
    citizenContext('test'),
  );
}
const WORDS = [
  'Venden cocaína en el portal',
  'Hay un taller de coches robados',
  'Pintan el puente del tren',
  'Un hombre amenaza a los vecinos',
  'Reparten pastillas a la salida del colegio',
];
const run = () => desk.app.get(Retention).run(systemContext('retention'));
const tipRow = async (id: string) =>
  (await desk.database.query<Record<string, unknown>>('SELECT * FROM tip WHERE id = $1', [id]))[0]!;
const countOf = async (table: string, id: string) =>
  (
    await desk.database.query<{ count: number }>(
      `SELECT count(*)::int AS count FROM ${table} WHERE tip_id = $1`,
      [id],
    )
  )[0]!.count;
const actionsOf = async (id: string) =>
  await desk.database.query<{ action: string; body: string }>(
    `SELECT action, body FROM audit_entry WHERE subject_id = $1 ORDER BY id`,
    [id],
  );

describe('time', () => {
  test('a day before the term nothing happens; on it, who sent the tip and the original are destroyed, and the numbers stay', async () => {
    const { tipId, code } = await send({ files: [Buffer.from('una nota')] });
    const [file] = await desk.database.query<{ original_blob: string }>(
      'SELECT original_blob FROM tip_file WHERE tip_id = $1',
      [tipId],
    );
    travel(91);
    await run();
    expect((await tipRow(tipId))['erased']).toBeNull();
    travel(93);
    const dry = await desk.app.get(Retention).plan();
    expect(dry.tips.find((tip) => tip.tipId === tipId)).toMatchObject({ dueFor: 'identity', held: false });
    expect((await tipRow(tipId))['erased']).toBeNull();
    expect((await run()).identity).toBeGreaterThan(0);

    expect(await tipRow(tipId)).toMatchObject({
      erased: 'identity',
      municipality: '28079',
      priority: 'normal',
    });
    for (const table of ['vault_grant', 'vault_record', 'receipt', 'inbound_message'])
      expect([table, await countOf(table, tipId)]).toEqual([table, 0]);
    expect(await desk.app.get(Dialogue).openByCode(code, citizenContext('test'))).toBeUndefined();
    await until('the original gone', async () =>
      desk.app
        .get(BlobStore)
        .get(file!.original_blob)
        .then(
          (stream) => (stream.destroy(), false),
          () => true,
        ),
    );
    const proof = (await actionsOf(tipId)).filter(({ action }) => action === 'tip.erased');
    expect(JSON.parse(proof[0]!.body).details).toMatchObject({
      depth: 'identity',
      cause: 'idle',
      grants: 1,
      records: expect.any(Number),
    });
  });

  test('acting on a tip starts the term anew; looking at it does not', async () => {
    const [acted, seen] = [await send(), await send()];
    travel(60);
    const context = await leadContext(); // a session would not outlast the journey
    await desk.app.get(TipReader).open(seen.tipId, context);
    await desk.app.get(Casework).addNote(acted.tipId, 'lo miramos', context);
    travel(100);
    await run();
    expect((await tipRow(acted.tipId))['erased']).toBeNull();
    expect((await tipRow(seen.tipId))['erased']).toBe('identity');
    travel(160);
    await run();
    expect((await tipRow(acted.tipId))['erased']).toBe('identity');
  });

  test('what is in a case is kept and asked about after three years; a lead says why it stays', async () => {
    const { tipId } = await send();
    await desk.database.query(`UPDATE tip SET state = 'in-case' WHERE id = $1`, [tipId]);
    travel(3 * 366);
    await run();
    expect((await tipRow(tipId))['erased']).toBeNull();
    const due = async () =>
      (await desk.app.get(Retention).plan()).tips.find((tip) => tip.tipId === tipId)?.dueFor;
    expect(await due()).toBe('review');
    await desk.app.get(Reviews).keep(tipId, 'juicio pendiente', await leadContext());
    expect(await due()).toBeUndefined();
  });

  test('after twenty years nothing is left but numbers: no text, note, answer, fingerprint, nor what the log said; the log stays whole', async () => {
    const { tipId } = await send();
    await lead.post(`/api/tips/${tipId}/notes`).send({ text: 'una nota' }).expect(201);
    await desk.app.get(Sequencer).drain();
    travel(20 * 366);
    await run();
    const tip = await tipRow(tipId);
    expect(tip).toMatchObject({
      erased: 'everything',
      text: '',
      place: null,
      priority: 'normal',
      municipality: '28079',
    });
    const [note] = await desk.database.query<{ text: string }>(
      'SELECT text FROM tip_note WHERE tip_id = $1',
      [tipId],
    );
    expect(note!.text).toBe('');
    expect(await countOf('duplicate_fingerprint', tipId)).toBe(0);
    expect((await actionsOf(tipId)).map(({ action }) => action).filter(Boolean)).toEqual(['tip.erased']);
    travel(0);
    await desk.app.get(Sequencer).drain();
    const { trusted } = await desk.app.get(LogKeys).judged();
    const verdict = await verifyLog(desk.database, { verifiers: trusted, orphanChecks: tipsOrphanChecks });
    expect(verdict.problems).toEqual([]);
  });

  test('a campaign may keep for less, never for more than the law lets', async () => {
    const manager = await desk.signedIn('campanas');
    const [summary] = (await manager.get('/api/campaigns').expect(200)).body.filter(
      (each: { slug: string }) => each.slug === 'tweetredadas',
    );
    const { body: campaign } = await manager.get(`/api/campaigns/${summary.id}`).expect(200);
    expect(campaign.retention).toEqual({ idleDays: 92, reviewMonths: 36, keepYears: 20 });
    const change = (retention: object) =>
      manager.put(`/api/campaigns/${summary.id}`).send({ ...campaignBody(campaign), retention });
    const refused = await change({ idleDays: 93, reviewMonths: 37, keepYears: 21 }).expect(422);
    expect(refused.body.errors.map(({ pointer }: { pointer: string }) => pointer)).toEqual([
      '/retention/idleDays',
      '/retention/reviewMonths',
      '/retention/keepYears',
    ]);
    const { tipId } = await send();
    await change({ idleDays: 30, reviewMonths: 36, keepYears: 20 }).expect(200);
    travel(31);
    await run();
    expect((await tipRow(tipId))['erased']).toBe('identity');
    travel(0);
    expect((await desk.app.get(Campaigns).bySlug('tweetredadas'))!.retention.idleDays).toBe(30);
  });
});

describe('legal hold', () => {
  test('stops every erasure, needs a reference, belongs to the unit, and lets go by a lead with a reason', async () => {
    const { tipId } = await send();
    await lead.post('/api/retention/holds').send({ tipId, reference: ' ' }).expect(422);
    await other.post('/api/retention/holds').send({ tipId, reference: 'x' }).expect(403);
    const { body: hold } = await lead
      .post('/api/retention/holds')
      .send({ tipId, reference: 'DP 123/2026' })
      .expect(201);
    await lead.post('/api/retention/holds').send({ tipId, reference: 'DP 124/2026' }).expect(409);
    travel(21 * 366);
    await run();
    expect((await tipRow(tipId))['erased']).toBeNull();
    travel(0);
    expect((await lead.get('/api/retention?days=365').expect(200)).body).toMatchObject({
      holds: [{ id: hold.id, reference: 'DP 123/2026' }],
    });
    await lead.post(`/api/retention/holds/${hold.id}/release`).send({ reason: 'archivado' }).expect(204);
    travel(21 * 366);
    await run();
    expect((await tipRow(tipId))['erased']).toBe('everything');
    travel(0);
    expect((await actionsOf(tipId)).map(({ action }) => action).filter(Boolean)).toEqual(
      expect.arrayContaining(['tip.held', 'tip.released', 'tip.erased']),
    );
  });
});

describe('erasure that the informant asks for', () => {
  const requests = () => desk.app.get(ErasureRequests);

  test('is done by the worker where nobody has to decide', async () => {
    const { tipId, code } = await send();
    expect(await requests().standing(code)).toEqual({ state: 'can-be-asked', needsPerson: false });
    expect(await requests().ask(code, citizenContext('test'))).toMatchObject({
      state: 'asked',
      needsPerson: false,
    });
    await until('the tip erased', async () => (await tipRow(tipId))['erased'] === 'identity');
    expect(await requests().standing(code)).toBeUndefined();
    expect((await actionsOf(tipId)).map(({ action }) => action)).toEqual(
      expect.arrayContaining(['tip.erasure-asked', 'tip.erased']),
    );
  });

  test('waits for a lead where a case needs the tip; refusing says why, and asking again does not ask twice', async () => {
    const { tipId, code } = await send();
    await desk.database.query(`UPDATE tip SET state = 'in-case' WHERE id = $1`, [tipId]);
    await requests().ask(code, citizenContext('test'));
    expect(await requests().ask(code, citizenContext('test'))).toMatchObject({
      state: 'asked',
      needsPerson: true,
    });
    const { body } = await lead.get('/api/retention').expect(200);
    const mine = body.requests.filter((each: { tipId: string }) => each.tipId === tipId);
    expect(mine).toMatchObject([{ inCase: true, held: false }]);
    await lead.post(`/api/retention/requests/${mine[0].id}/decision`).send({ decision: 'keep' }).expect(422);
    await lead
      .post(`/api/retention/requests/${mine[0].id}/decision`)
      .send({ decision: 'keep', reason: 'investigation' })
      .expect(204);
    expect(await requests().standing(code)).toEqual({ state: 'refused', reason: 'investigation' });
    expect((await tipRow(tipId))['erased']).toBeNull();
  });

  test('granted by a lead, it is done; under a hold it cannot be granted', async () => {
    const { tipId, code } = await send();
    const { body: hold } = await lead
      .post('/api/retention/holds')
      .send({ tipId, reference: 'DP 9/2026' })
      .expect(201);
    await requests().ask(code, citizenContext('test'));
    const { body } = await lead.get('/api/retention').expect(200);
    const { id } = body.requests.find((each: { tipId: string }) => each.tipId === tipId);
    await until('the worker to leave it to a lead', () => isWorkedOff(id)); // else it may come after the release
    const decide = () => lead.post(`/api/retention/requests/${id}/decision`).send({ decision: 'erase' });
    await decide().expect(422);
    await lead.post(`/api/retention/holds/${hold.id}/release`).send({ reason: 'archivado' }).expect(204);
    await decide().expect(204);
    await until('the tip erased', async () => (await tipRow(tipId))['erased'] === 'identity');
  });
});

describe('a hold that comes when an erasure was granted already', () => {
  const requests = () => desk.app.get(ErasureRequests);
  const granted = async () => {
    const { tipId, code } = await send();
    await desk.database.query(`UPDATE tip SET state = 'in-case' WHERE id = $1`, [tipId]);
    await requests().ask(code, citizenContext('test'));
    const [request] = await desk.database.query<{ id: string }>(
      'SELECT id FROM erasure_request WHERE tip_id = $1',
      [tipId],
    );
    await until('the worker to leave it to a lead', () => isWorkedOff(request!.id));
    // As after a lead's yes, the job of which hasn't run yet.
    await desk.database.query(
      `UPDATE erasure_request SET decision = 'erase', decided_by = gen_random_uuid(), decided_at = now() WHERE id = $1`,
      [request!.id],
    );
    return { tipId, requestId: request!.id };
  };
  const standing = async (requestId: string) =>
    (
      await desk.database.query('SELECT decision, decided_by, done_at FROM erasure_request WHERE id = $1', [
        requestId,
      ])
    )[0];

  test('stops it, and the wish waits for a lead again', async () => {
    const { tipId, requestId } = await granted();
    await lead.post('/api/retention/holds').send({ tipId, reference: 'DP 10/2026' }).expect(201);
    await requests().fulfil(requestId);
    expect((await tipRow(tipId))['erased']).toBeNull();
    expect(await standing(requestId)).toEqual({ decision: null, decided_by: null, done_at: null });
    const { body } = await lead.get('/api/retention').expect(200);
    expect(body.requests).toContainEqual(expect.objectContaining({ id: requestId, held: true }));
  });

  test('is waited for while it is being placed', async () => {
    const { tipId, requestId } = await granted();
    const locked = Promise.withResolvers<void>();
    const placed = Promise.withResolvers<void>();
    const placing = desk.database.transaction(async (tx) => {
      await tx.query('SELECT FROM tip WHERE id = $1 FOR UPDATE', [tipId]);
      locked.resolve();
      await placed.promise;
      await tx.query(
        `INSERT INTO retention_hold (id, tip_id, reference, placed_by, placed_at)
         VALUES (gen_random_uuid(), $1, 'DP 11/2026', gen_random_uuid(), now())`,
        [tipId],
      );
    });
    await locked.promise;
    const fulfilling = requests().fulfil(requestId);
    await until('the erasure to wait for the tip', async () => {
      const waiting = await desk.database.query(
        `SELECT FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'`,
      );
      return waiting.length > 0;
    });
    placed.resolve();
    await Promise.all([placing, fulfilling]);
    expect((await tipRow(tipId))['erased']).toBeNull();
  });
});

const UNITS = ['udyco-madrid', 'proteccion-menores', 'patrimonio-urbano'];

async function isWorkedOff(requestId: string): Promise<boolean> {
  const [job] = await desk.database.query<{ state: string }>(
    `SELECT state FROM jobs.job WHERE name = 'erase-asked' AND data ->> 'requestId' = $1`,
    [requestId],
  );
  return job?.state === 'completed';
}

async function leadContext() {
  const [account] = await desk.database.query<{ id: string }>(
    `SELECT id FROM account WHERE email = 'investigadora.madrid@demo.example'`,
  );
  return {
    actor: {
      kind: 'staff' as const,
      accountId: account!.id,
      sessionId: uuidv7(),
      unitIds: await Promise.all(UNITS.map((slug) => desk.unitId(slug))),
    },
    purpose: 'test',
    requestId: uuidv7(),
  };
}

function campaignBody({
  slug,
  kind,
  languages,
  wording,
  hashtags,
  opensAt,
  closesAt,
  unitIds,
  defaultUnitId,
  version,
}: Record<string, unknown>) {
  return { slug, kind, languages, wording, hashtags, opensAt, closesAt, unitIds, defaultUnitId, version };
}

test("with a tip's identity go X's ids of its messages, in the same transaction", async () => {
  const { tipId, code } = await send();
  await desk.database.query(
    `WITH account AS (
       INSERT INTO x_account (id, user_id, handle, name, scopes, state, connected_by, connected_at)
       VALUES (gen_random_uuid(), '1', 'desk', 'Desk', '{}', 'disconnected', gen_random_uuid(), now()) RETURNING id)
     INSERT INTO x_media (id, account_id, tip_id, sealed_address, not_before)
     SELECT gen_random_uuid(), account.id, $1, 'sealed', now() + interval '1 day' FROM account`,
    [tipId],
  );
  await desk.app.get(ErasureRequests).ask(code, citizenContext('test'));
  await until('the tip erased', async () => (await tipRow(tipId))['erased'] === 'identity');
  const [media] = await desk.database.query('SELECT state, sealed_address FROM x_media WHERE tip_id = $1', [
    tipId,
  ]);
  expect(media).toEqual({ state: 'gone', sealed_address: null });
});

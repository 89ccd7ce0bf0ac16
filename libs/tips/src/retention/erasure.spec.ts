import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { Readable } from 'node:stream';
import { type AuditAction, AuditLog } from '#audit';
import { BlobStore, citizenContext, Clock, operatorContext, systemContext } from '#kernel';
import { AccountRights } from '#staff';
import { ErasureRequests, Intake, LaterFiles, type Receipt, ReplyTokens, Retention } from '#tips';
import { type Desk, openDesk } from '../../../../test/support/desk.js';
import { tinyPhoto } from '../../../../test/support/tiny-photo.js';
import type { InboundMessage } from '../intake/inbound-message.js';
import { Erasure } from './erasure.js';

type Agent = Awaited<ReturnType<Desk['signedIn']>>;

let desk: Desk;
let lead: Agent;
let elsewhere: Agent;
let clock: Clock;
const present = Date.now();
/** The desk's own clock, set to so many days from now. */
const travel = (days: number) => (clock.now = () => new Date(present + days * 86_400_000));

beforeAll(async () => {
  desk = await openDesk();
  clock = desk.app.get(Clock);
  lead = await desk.signedIn('jefa.madrid');
  elsewhere = await desk.signedIn('investigador.malaga');
  const { body: me } = await elsewhere.get('/api/session').expect(200);
  await desk.database.transaction((tx) =>
    desk.app.get(AccountRights).change(tx, operatorContext('test'), me.accountId, {
      name: me.name,
      roles: ['lead'],
      unitIds: me.unitIds,
    }),
  );
  elsewhere = await desk.signedIn('investigador.malaga');
});
afterEach(() => void travel(0));
afterAll(() => desk.close());

const WORDS = 'Venden por la ventana del bajo, todas las noches';
const send = async (changes: Partial<InboundMessage> = {}): Promise<Receipt> =>
  desk.app.get(Intake).receive(
    {
      channel: 'web',
      channelAccount: 'form',
      remoteId: randomUUID(),
      campaignId: await desk.campaignId('tweetredadas'),
      language: 'es',
      text: `${WORDS}, ${randomUUID()}`,
      place: 'Madrid',
      files: [],
      ...changes,
    },
    citizenContext('test'),
  );
const retention = () => desk.app.get(Retention);
const run = () => retention().run(systemContext('retention'));
const erasedOf = async (id: string) =>
  (await desk.database.query<{ erased: string | null }>('SELECT erased FROM tip WHERE id = $1', [id]))[0]!
    .erased;
const set = (id: string, columns: string) =>
  desk.database.query(`UPDATE tip SET ${columns} WHERE id = $1`, [id]);
const act = (id: string, action: AuditAction) =>
  desk.database.transaction((tx) =>
    desk.app.get(AuditLog).append(tx, systemContext('test'), { action, subject: { kind: 'tip', id } }),
  );
const isGone = (key: string) =>
  desk.app
    .get(BlobStore)
    .get(key)
    .then(
      (stream) => (stream.destroy(), false),
      () => true,
    );

async function settled(isSo: () => Promise<boolean>): Promise<void> {
  while (!(await isSo())) await new Promise((pause) => setTimeout(pause, 50));
}

async function someoneWaits(): Promise<boolean> {
  const waiting = await desk.database.query(
    `SELECT FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'`,
  );
  return waiting.length > 0;
}

describe('the terms, to the minute', () => {
  const dueAt = async (tipId: string, at: string) =>
    (await retention().plan({ at: new Date(at) })).tips.find((tip) => tip.tipId === tipId)?.dueFor;

  test.each<[string, string, string, string, string | undefined, string]>([
    ['92 days', '2027-01-10T12:00Z', 'new', '2027-04-12T12:00Z', undefined, 'identity'],
    ['three years in a case', '2024-03-10T12:00Z', 'in-case', '2027-03-10T12:00Z', undefined, 'review'],
    ['three years from a leap day', '2024-02-29T12:00Z', 'in-case', '2027-03-01T00:00Z', undefined, 'review'],
    ['twenty years in a case', '2007-05-31T12:00Z', 'in-case', '2027-05-31T12:00Z', 'review', 'everything'],
  ])('%s', async (_, received, state, end, before, after) => {
    const { tipId } = await send();
    await set(tipId, `state = '${state}', received_at = '${received}'`);
    const minuteBefore = new Date(Date.parse(end) - 60_000).toISOString();
    expect([await dueAt(tipId, minuteBefore), await dueAt(tipId, end)]).toEqual([before, after]);
  });

  test('a month from the first of March is not over on the last', async () => {
    const { tipId } = await send();
    await set(tipId, `state = 'in-case', received_at = '2027-03-01T12:00Z'`);
    const review = (months: number) =>
      desk.database.query(
        `UPDATE campaign SET retention = jsonb_set(retention, '{reviewMonths}', '${months}')
          WHERE slug = 'tweetredadas'`,
      );
    await review(1);
    const due = [await dueAt(tipId, '2027-03-31T13:00Z'), await dueAt(tipId, '2027-04-01T12:00Z')];
    await review(36);
    expect(due).toEqual([undefined, 'review']);
  });

  test('working on a case is no review of whether it is still needed', async () => {
    const { tipId } = await send();
    await set(tipId, `state = 'in-case'`);
    travel(1_000);
    await act(tipId, 'tip.note-added');
    travel(1_100);
    expect((await retention().plan()).tips.find((tip) => tip.tipId === tipId)?.dueFor).toBe('review');
  });
});

describe('what keeps a tip', () => {
  test.each<[AuditAction, 'kept' | 'erased']>([
    ['tip.state-changed', 'kept'],
    ['tip.assigned', 'kept'],
    ['tip.note-added', 'kept'],
    ['tip.asked', 'kept'],
    ['tip.answered', 'kept'],
    ['tip.informant-replied', 'kept'],
    ['tip.reveal-asked', 'kept'],
    ['tip.revealed', 'kept'],
    ['tip.released', 'kept'],
    ['tip.passed', 'kept'],
    ['case.tip-linked', 'kept'],
    ['tip.opened', 'erased'],
    ['tip.history-read', 'erased'],
    ['tip.file-opened', 'erased'],
    ['tip.acknowledged', 'erased'],
  ])('%s on its sixtieth day: %s after a hundred', async (action, outcome) => {
    const { tipId } = await send();
    travel(60);
    await act(tipId, action);
    travel(100);
    const due = (await retention().plan()).tips.find((tip) => tip.tipId === tipId);
    expect(due?.dueFor).toBe(outcome === 'kept' ? undefined : 'identity');
  });

  test('what is done with a line is done with the repeats under it', async () => {
    const text = `Cada tarde reparten paquetes desde una furgoneta gris junto al lavadero viejo ${randomUUID()}.`;
    const line = await send({ text });
    const repeat = await send({ text });
    travel(60);
    await act(line.tipId, 'tip.note-added');
    travel(100);
    await run();
    expect([await erasedOf(line.tipId), await erasedOf(repeat.tipId)]).toEqual([null, null]);
    travel(160);
    await run();
    expect([await erasedOf(line.tipId), await erasedOf(repeat.tipId)]).toEqual(['identity', 'identity']);
  });

  test('a review is a look at it: its three months begin anew', async () => {
    const { tipId } = await send();
    await set(tipId, `reviewed_at = '${new Date(present + 1_200 * 86_400_000).toISOString()}'`);
    travel(1_200 + 91);
    await run();
    expect(await erasedOf(tipId)).toBeNull();
    travel(1_200 + 93);
    await run();
    expect(await erasedOf(tipId)).toBe('identity');
  });

  test('a hold or an action that comes after the plan and before the erasure is heeded', async () => {
    const [held, acted, put, left] = [await send(), await send(), await send(), await send()];
    travel(93);
    const stale = await retention().plan();
    travel(0);
    await lead.post('/api/retention/holds').send({ tipId: held.tipId, reference: 'DP 1/2027' }).expect(201);
    travel(93);
    await act(acted.tipId, 'tip.note-added');
    await set(put.tipId, `state = 'in-case'`);
    const late = Object.assign(Object.create(retention()) as Retention, { plan: async () => stale });
    await late.run(systemContext('retention'));
    const erased = await Promise.all([held, acted, put, left].map(({ tipId }) => erasedOf(tipId)));
    expect(erased).toEqual([null, null, null, 'identity']);
  });

  test('one that was put into a case meanwhile is not erased for want of action, however old it is', async () => {
    const { tipId } = await send();
    travel(1_200);
    const stale = await retention().plan();
    expect(stale.tips.find((tip) => tip.tipId === tipId)).toMatchObject({ dueFor: 'identity' });
    await set(tipId, `state = 'in-case'`); // now it waits for its review
    const late = Object.assign(Object.create(retention()) as Retention, { plan: async () => stale });
    await late.run(systemContext('retention'));
    expect(await erasedOf(tipId)).toBeNull();
  });

  test('a hold that is being placed when its turn comes is waited for', async () => {
    const { tipId } = await send();
    travel(93);
    const { at, tips } = await retention().plan();
    const stale = { at, campaigns: [], tips: tips.filter((tip) => tip.tipId === tipId) };
    expect(stale.tips).toHaveLength(1);
    const locked = Promise.withResolvers<void>();
    const goOn = Promise.withResolvers<void>();
    const placing = desk.database.transaction(async (tx) => {
      await tx.query('SELECT FROM tip WHERE id = $1 FOR UPDATE', [tipId]);
      locked.resolve();
      await goOn.promise;
      await tx.query(
        `INSERT INTO retention_hold (id, tip_id, reference, placed_by, placed_at)
         VALUES (gen_random_uuid(), $1, 'DP 5/2027', gen_random_uuid(), now())`,
        [tipId],
      );
    });
    await locked.promise;
    const late = Object.assign(Object.create(retention()) as Retention, { plan: async () => stale });
    const running = late.run(systemContext('retention'));
    await settled(someoneWaits);
    goOn.resolve();
    await Promise.all([placing, running]);
    expect(await erasedOf(tipId)).toBeNull();
  });

  test('what a hold keeps is counted as held and by no other name', async () => {
    const { tipId } = await send();
    await lead.post('/api/retention/holds').send({ tipId, reference: 'DP 2/2027' }).expect(201);
    travel(93);
    const plan = await retention().plan();
    expect(plan.tips.find((tip) => tip.tipId === tipId)).toMatchObject({ dueFor: 'identity', held: true });
    const before = plan.campaigns.reduce((sum, { counts }) => sum + counts.held, 0);
    expect(before).toBeGreaterThan(0);
    expect((await run()).held).toBe(before);
    expect(await erasedOf(tipId)).toBeNull();
  });
});

describe('what goes', () => {
  test('with who sent it: the way back to them, what waits to leave, the mail as it came', async () => {
    const { tipId } = await send({
      channel: 'x-dm',
      channelAccount: 'policia',
      replyTo: { address: randomUUID(), acknowledge: true },
      raw: Buffer.from('From: ana@correo.example\r\n\r\nVenden.'),
    });
    const [{ raw_blob: raw }] = (await desk.database.query<{ raw_blob: string }>(
      'SELECT raw_blob FROM inbound_message WHERE tip_id = $1',
      [tipId],
    )) as [{ raw_blob: string }];
    const left = async () => {
      const [row] = await desk.database.query<{ talked: number; sealed: number; outbox: string[] }>(
        `SELECT (SELECT count(*)::int FROM conversation WHERE tip_id = $1) AS talked,
                (SELECT count(*)::int FROM outbox_message WHERE tip_id = $1 AND sealed IS NOT NULL) AS sealed,
                ARRAY(SELECT state || ' ' || coalesce(why, '-') FROM outbox_message WHERE tip_id = $1) AS outbox`,
        [tipId],
      );
      return row;
    };
    expect(await left()).toMatchObject({ talked: 1, sealed: 1 });
    travel(93);
    await run();
    expect(await left()).toEqual({ talked: 0, sealed: 0, outbox: ['failed erased'] });
    await settled(() => isGone(raw));
  });

  test('in twenty years, also where who sent it went long before: every word, mark and picture', async () => {
    const { tipId } = await send({
      text: `En el taller guardan el coche 4821 KLM de Saturnino Berrocal ${randomUUID()}.`,
      files: [await tinyPhoto()],
    });
    const blobs = async () =>
      (
        await desk.database.query<{ key: string | null }>(
          'SELECT unnest(ARRAY[clean_blob, preview_blob, thumbnail_blob]) AS key FROM tip_file WHERE tip_id = $1',
          [tipId],
        )
      ).map(({ key }) => key);
    await settled(async () => !(await blobs()).includes(null));
    const keys = (await blobs()) as string[];
    expect(keys).toHaveLength(3);
    await set(
      tipId,
      `set_aside = '{"kind": "by-hand", "reason": "habla de Berrocal"}', folded_because = '[{"quote": "Berrocal"}]',
       suspects = '[{"kind": "name-left"}]', place_suspects = '[{"kind": "number-left"}]',
       place_spans = '[{"type": "PERSON"}]', review_reasons = '{sentence}', is_held = true, waits_since = received_at`,
    );
    await desk.database.query(
      `INSERT INTO dialogue_message (id, tip_id, sender, text, spans, is_held, suspects, sent_at)
       VALUES (gen_random_uuid(), $1, 'informant', 'sigue el taller abierto', '[{"type": "PERSON"}]', true,
               '[{"kind": "name-left"}]', now())`,
      [tipId],
    );
    travel(100);
    await run();
    expect(await erasedOf(tipId)).toBe('identity');
    expect(await Promise.all(keys.map(isGone))).toEqual([false, false, false]);
    travel(20 * 366);
    await run();
    const [row] = await desk.database.query<Record<string, unknown>>(
      `SELECT erased, text, spans, suspects, is_held, waits_since, place, place_spans, place_suspects, folded_because, routing, review_reasons, set_aside,
              (SELECT count(*)::int FROM tip_token WHERE tip_id = tip.id) AS tokens,
              (SELECT count(*)::int FROM tip_file WHERE tip_id = tip.id) AS files,
              (SELECT jsonb_agg(jsonb_build_array(text, spans, suspects, is_held)) FROM dialogue_message WHERE tip_id = tip.id) AS said
         FROM tip WHERE id = $1`,
      [tipId],
    );
    expect(row).toEqual({
      erased: 'everything',
      text: '',
      spans: [],
      suspects: [],
      is_held: false,
      waits_since: null,
      place: null,
      place_spans: [],
      place_suspects: [],
      folded_because: [],
      routing: [],
      review_reasons: [],
      set_aside: { kind: 'by-hand', reason: '' },
      tokens: 0,
      files: 0,
      said: [['', [], [], false]],
    });
    for (const key of keys) await settled(() => isGone(key));
  });

  test('what waits to be cleaned, and what was drawn of a film; a mail that left stays one that left', async () => {
    const { tipId } = await send({
      channel: 'x-dm',
      channelAccount: 'policia',
      replyTo: { address: randomUUID(), acknowledge: true },
      files: [await tinyPhoto()],
    });
    const cleaned = async () =>
      (
        await desk.database.query<{ id: string }>(
          `SELECT id FROM tip_file WHERE tip_id = $1 AND state = 'clean' AND preview_blob IS NOT NULL`,
          [tipId],
        )
      )[0];
    await settled(async () => (await cleaned()) !== undefined);
    const [waiting, still] = [randomUUID().replaceAll('-', ''), randomUUID().replaceAll('-', '')];
    for (const key of [waiting, still]) await desk.kernel.blobs.put(key, Readable.from([Buffer.from('x')]));
    await desk.database.query(
      `UPDATE tip_file SET state = 'waiting', clean_blob = NULL, waiting_blob = $2, still_blob = $3 WHERE tip_id = $1`,
      [tipId, waiting, still],
    );
    await desk.database.query(`UPDATE outbox_message SET state = 'sent' WHERE tip_id = $1`, [tipId]);
    travel(93);
    await run();
    const [file] = await desk.database.query(
      'SELECT state, quarantine_reason, waiting_blob FROM tip_file WHERE tip_id = $1',
      [tipId],
    );
    expect(file).toEqual({ state: 'quarantined', quarantine_reason: 'erased', waiting_blob: null });
    await settled(() => isGone(waiting));
    const outbox = await desk.database.query('SELECT state, sealed FROM outbox_message WHERE tip_id = $1', [
      tipId,
    ]);
    expect(outbox).toEqual([{ state: 'sent', sealed: null }]);
    travel(20 * 366);
    await run();
    await settled(() => isGone(still));
    const [proof] = (await desk.app.get(AuditLog).history({ kind: 'tip', id: tipId })).filter(
      ({ action, details }) => action === 'tip.erased' && details['depth'] === 'everything',
    );
    expect(proof!.details['cause']).toBe('age');
    expect(await retention().lastRun()).toMatchObject({ everything: expect.any(Number) });
  });

  test('nothing by the wish of an informant whom a lead refused, however often the job comes', async () => {
    const { tipId, code } = await send();
    await set(tipId, `state = 'in-case'`);
    const requests = desk.app.get(ErasureRequests);
    await requests.ask(code, citizenContext('test'));
    const [{ id }] = (await desk.database.query<{ id: string }>(
      'SELECT id FROM erasure_request WHERE tip_id = $1',
      [tipId],
    )) as [{ id: string }];
    await requests.fulfil(id);
    expect(await erasedOf(tipId)).toBeNull();
    await lead
      .post(`/api/retention/requests/${id}/decision`)
      .send({ decision: 'keep', reason: 'court' })
      .expect(204);
    await set(tipId, `state = 'triaged'`);
    await requests.fulfil(id);
    expect(await erasedOf(tipId)).toBeNull();
  });
});

describe('what comes when it is gone already', () => {
  const erased = async () => {
    const { tipId, code } = await send({ files: [await tinyPhoto()] });
    await desk.app.get(ErasureRequests).ask(code, citizenContext('test'));
    await settled(async () => (await erasedOf(tipId)) === 'identity');
    return tipId;
  };
  const sealedTo = async (tipId: string) =>
    (
      await desk.database.query<{ grants: number; records: number; said: number; files: number }>(
        `SELECT (SELECT count(*)::int FROM vault_grant WHERE tip_id = $1) AS grants,
                (SELECT count(*)::int FROM vault_record WHERE tip_id = $1) AS records,
                (SELECT count(*)::int FROM dialogue_message WHERE tip_id = $1) AS said,
                (SELECT count(*)::int FROM tip_file WHERE tip_id = $1 AND original_blob IS NOT NULL) AS files`,
        [tipId],
      )
    )[0];
  const NOTHING = { grants: 0, records: 0, said: 0, files: 0 };

  test('an answer to it is a tip of its own, which its unit can open', async () => {
    const tipId = await erased();
    const answer = await send({
      channel: 'email',
      text: 'Ahora venden también por las mañanas, junto al quiosco.',
      tag: desk.app.get(ReplyTokens).tagOf(tipId),
      raw: Buffer.from('From: ana@correo.example\r\n\r\nAhora venden.'),
    });
    expect(answer.tipId).not.toBe(tipId);
    expect((await sealedTo(answer.tipId))!.grants).toBe(1);
    expect(await sealedTo(tipId)).toEqual(NOTHING);
  });

  test('a file that was still to be fetched is not taken in', async () => {
    const tipId = await erased();
    const photo = await tinyPhoto();
    await desk.database.transaction((tx) =>
      desk.app.get(LaterFiles).add(tx, tipId, [photo], systemContext('test')),
    );
    expect(await sealedTo(tipId)).toEqual(NOTHING);
  });

  test('an answer that comes while it is being erased waits, and is a tip of its own', async () => {
    const { tipId } = await send();
    const begun = Promise.withResolvers<void>();
    const goOn = Promise.withResolvers<void>();
    const erasing = desk.database.transaction(async (tx) => {
      await tx.query('SELECT FROM tip WHERE id = $1 FOR UPDATE', [tipId]);
      await desk.app.get(Erasure).erase(tx, systemContext('test'), tipId, 'identity', 'asked');
      begun.resolve();
      await goOn.promise;
    });
    await begun.promise;
    const answering = send({ channel: 'email', tag: desk.app.get(ReplyTokens).tagOf(tipId) });
    await settled(someoneWaits);
    goOn.resolve();
    await erasing;
    expect((await answering).tipId).not.toBe(tipId);
    expect(await sealedTo(tipId)).toEqual(NOTHING);
  });

  test('no night erases it again', async () => {
    const [gone, idle] = [await send(), await send()];
    travel(20 * 366);
    await run();
    const proofs = () =>
      desk.database.query(`SELECT FROM audit_entry WHERE subject_id = ANY ($1) AND action = 'tip.erased'`, [
        [gone.tipId, idle.tipId],
      ]);
    expect(await proofs()).toHaveLength(2);
    expect(await run()).toMatchObject({ identity: 0, everything: 0 });
    expect(await proofs()).toHaveLength(2);
  });
});

describe('what is decided', () => {
  const wish = async () => {
    const receipt = await send();
    await set(receipt.tipId, `state = 'in-case'`);
    await desk.app.get(ErasureRequests).ask(receipt.code, citizenContext('test'));
    const [{ id }] = (await desk.database.query<{ id: string }>(
      'SELECT id FROM erasure_request WHERE tip_id = $1',
      [receipt.tipId],
    )) as [{ id: string }];
    // Its first job leaves it to a lead; else it might come in the middle of a test.
    await settled(async () => {
      const [job] = await desk.database.query<{ state: string }>(
        `SELECT state FROM jobs.job WHERE name = 'erase-asked' AND data ->> 'requestId' = $1`,
        [id],
      );
      return job?.state === 'completed';
    });
    return { ...receipt, id };
  };
  const decide = (id: string, decision: object) =>
    lead.post(`/api/retention/requests/${id}/decision`).send(decision);

  test('is decided once, is in the log, and done once however often its job comes', async () => {
    const { tipId, id } = await wish();
    await decide(id, { decision: 'erase', reason: 'court' }).expect(422);
    await decide(id, { decision: 'erase' }).expect(204);
    await decide(id, { decision: 'keep', reason: 'court' }).expect(404);
    const requests = desk.app.get(ErasureRequests);
    await Promise.all([requests.fulfil(id), requests.fulfil(id)]);
    await requests.fulfil(id);
    expect(await erasedOf(tipId)).toBe('identity');
    const history = (await desk.app.get(AuditLog).history({ kind: 'tip', id: tipId })).map(
      ({ action }) => action,
    );
    expect(history.filter((action) => action === 'tip.erasure-decided')).toHaveLength(1);
    expect(history.filter((action) => action === 'tip.erased')).toHaveLength(1);
  });

  test('waits as one wish where a hold comes and the informant asked again meanwhile', async () => {
    const { tipId, code, id } = await wish();
    const granted = `decision = 'erase', decided_by = gen_random_uuid(), decided_at = now()`;
    await desk.database.query(`UPDATE erasure_request SET ${granted} WHERE id = $1`, [id]);
    await desk.app.get(ErasureRequests).ask(code, citizenContext('test'));
    await lead.post('/api/retention/holds').send({ tipId, reference: 'DP 6/2027' }).expect(201);
    await desk.app.get(ErasureRequests).fulfil(id);
    expect(await erasedOf(tipId)).toBeNull();
    const { body } = await lead.get('/api/retention').expect(200);
    expect(body.requests.filter((each: { tipId: string }) => each.tipId === tipId)).toHaveLength(1);
  });

  test('a hold is let go once, is short, and is of something that is left', async () => {
    const { tipId } = await send();
    const hold = (reference: string) => lead.post('/api/retention/holds').send({ tipId, reference });
    await hold('x'.repeat(201)).expect(422);
    const { body } = await hold('DP 7/2027').expect(201);
    const release = () => lead.post(`/api/retention/holds/${body.id}/release`).send({ reason: 'archivado' });
    await release().expect(204);
    await release().expect(404);
    const { body: room } = await lead.get('/api/retention').expect(200);
    expect(room.holds.map(({ id }: { id: string }) => id)).not.toContain(body.id);
    await set(tipId, `erased = 'everything', erased_at = now()`);
    await hold('DP 8/2027').expect(409);
  });

  test('by nobody but leads: an operator sees numbers, others nothing', async () => {
    const { tipId, id } = await wish();
    await lead.post('/api/retention/holds').send({ tipId, reference: 'DP 9/2027' }).expect(201);
    await send();
    const operator = await desk.signedIn('operador');
    const { body } = await operator.get('/api/retention?days=365').expect(200);
    expect(body.campaigns.length).toBeGreaterThan(0);
    expect(body).toMatchObject({ tips: [], holds: [], requests: [] });
    for (const who of [operator, await desk.signedIn('campanas'), await desk.signedIn('auditoria')]) {
      await who.post('/api/retention/holds').send({ tipId, reference: 'x' }).expect(403);
      await who.post(`/api/retention/requests/${id}/decision`).send({ decision: 'erase' }).expect(403);
      await who.post(`/api/retention/tips/${tipId}/review`).send({ reason: 'sí' }).expect(403);
    }
    await (await desk.signedIn('campanas')).get('/api/retention').expect(403);
  });
});

describe('another unit’s lead', () => {
  test('neither sees nor decides what becomes of a tip', async () => {
    const { tipId, code } = await send();
    await set(tipId, `state = 'in-case'`);
    const { body: hold } = await lead
      .post('/api/retention/holds')
      .send({ tipId, reference: 'DP 3/2027' })
      .expect(201);
    await desk.app.get(ErasureRequests).ask(code, citizenContext('test'));
    const [{ id }] = (await desk.database.query<{ id: string }>(
      'SELECT id FROM erasure_request WHERE tip_id = $1',
      [tipId],
    )) as [{ id: string }];

    const due = (await send()).tipId; // nobody acts on it: within a year it is due
    const planOf = async (who: Agent) =>
      (await who.get('/api/retention?days=365').expect(200)).body.tips.map(
        (tip: { tipId: string }) => tip.tipId,
      );
    expect(await planOf(lead)).toContain(due);
    expect(await planOf(elsewhere)).not.toContain(due);
    const { body: theirs } = await elsewhere.get('/api/retention?days=3650').expect(200);
    expect(JSON.stringify(theirs)).not.toContain(tipId);
    expect(JSON.stringify((await lead.get('/api/retention?days=3650').expect(200)).body)).toContain(tipId);
    const reason = { reason: 'porque sí' };
    await elsewhere.post('/api/retention/holds').send({ tipId, reference: 'DP 4/2027' }).expect(404);
    await elsewhere.post(`/api/retention/holds/${hold.id}/release`).send(reason).expect(404);
    await elsewhere.post(`/api/retention/tips/${tipId}/review`).send(reason).expect(404);
    await elsewhere.post(`/api/retention/requests/${id}/decision`).send({ decision: 'erase' }).expect(404);
    await lead.post(`/api/retention/tips/${tipId}/review`).send({ reason: '  ' }).expect(422);
    await lead.post(`/api/retention/holds/${hold.id}/release`).send({ reason: '  ' }).expect(422);
    const [row] = await desk.database.query<Record<string, unknown>>(
      `SELECT reviewed_at, (SELECT count(*)::int FROM retention_hold AS h WHERE h.tip_id = tip.id AND released_at IS NULL) AS holds,
              (SELECT decision FROM erasure_request AS r WHERE r.tip_id = tip.id) AS decision
         FROM tip WHERE id = $1`,
      [tipId],
    );
    expect(row).toEqual({ reviewed_at: null, holds: 1, decision: null });
  });
});

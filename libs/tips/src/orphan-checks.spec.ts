import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { Sequencer } from '#audit';
import { citizenContext } from '#kernel';
import { Intake, tipsOrphanChecks } from '#tips';
import { type Desk, openDesk } from '../../../test/support/desk.js';

let desk: Desk;
let tipId: string;
let revealId: string;

beforeAll(async () => {
  desk = await openDesk();
  const investigator = await desk.signedIn('investigadora.madrid');
  const lead = await desk.signedIn('jefa.madrid');
  tipId = await received('orphans-1');
  const { body: tip } = await investigator.get(`/api/tips/${tipId}`).expect(200);
  await investigator
    .put(`/api/tips/${tipId}/state`)
    .send({ state: 'triaged', version: tip.version })
    .expect(204);
  await investigator.post(`/api/tips/${tipId}/notes`).send({ text: 'Ya había otro aviso.' }).expect(201);
  const wish = {
    kind: 'text',
    reason: 'Hay que leer el original',
    legalBasis: 'police-investigation',
    basisWords: 'art. 282 LECrim',
    caseReference: 'DP 123/2026',
    emergency: false,
  };
  const { body: reveal } = await investigator.post(`/api/tips/${tipId}/reveals`).send(wish).expect(201);
  revealId = reveal.id;
  if (reveal.state === 'waiting')
    await lead.post(`/api/reveals/${revealId}/decision`).send({ approve: true, reason: 'Visto' }).expect(200);
  await investigator.post(`/api/reveals/${revealId}/open`).send({ use: 'screen' }).expect(200);
  await investigator.post(`/api/reveals/${revealId}/open`).send({ use: 'age-file' }).expect(200);
});
afterAll(() => desk.close());

async function received(remoteId: string): Promise<string> {
  const message = {
    channel: 'web' as const,
    channelAccount: 'form',
    remoteId,
    campaignId: await desk.campaignId('tweetredadas'),
    language: 'es' as const,
    text: `Venden de noche en el portal ${remoteId.length} de la calle Embajadores: ${remoteId}.`,
    place: 'Getafe',
    files: [],
  };
  return (await desk.app.get(Intake).receive(message, citizenContext('test'))).tipId;
}

/** Which checks find something, and what. */
async function found(): Promise<Record<string, string[]>> {
  const results: Record<string, string[]> = {};
  for (const { name, findOrphans } of tipsOrphanChecks) {
    const ids = await findOrphans(desk.database);
    if (ids.length > 0) results[name] = ids;
  }
  return results;
}

/** As whoever goes past the program would do it: a row changes and no entry tells of it. */
const behindTheLog = async (sql: string, id: string) => {
  await desk.database.query(sql, [id]);
};

test('what the program does leaves nothing without its entry', async () => {
  expect(await found()).toEqual({});
});

test.each<[check: string, sql: string, undo: string, id: () => string]>([
  [
    'tip in a case or closed without an entry that says so',
    `UPDATE tip SET state = 'closed', outcome = 'unfounded' WHERE id = $1`,
    `UPDATE tip SET state = 'triaged', outcome = NULL WHERE id = $1`,
    () => tipId,
  ],
  [
    'note without its entry',
    `INSERT INTO tip_note (id, tip_id, author_id, text, written_at)
     SELECT $1, tip_id, author_id, text, written_at FROM tip_note LIMIT 1`,
    'DELETE FROM tip_note WHERE id = $1',
    () => '0193a1b2-c3d4-7e5f-8a9b-0c1d2e3f4a5b',
  ],
  [
    'reveal opened more often than the log says',
    'UPDATE reveal SET openings = openings + 1 WHERE id = $1',
    'UPDATE reveal SET openings = openings - 1 WHERE id = $1',
    () => revealId,
  ],
  [
    'reveal without the entry of its request',
    `INSERT INTO reveal SELECT (jsonb_populate_record(reveal, jsonb_build_object('id', $1::text, 'openings', 0,
       'verdict', NULL, 'decided_by', NULL, 'decided_at', NULL, 'open_until', NULL, 'first_opened_at', NULL))).* FROM reveal`,
    'DELETE FROM reveal WHERE id = $1',
    () => '0193a1b2-c3d4-7e5f-8a9b-0c1d2e3f4a5c',
  ],
])('found: %s', async (name, sql, undo, id) => {
  await behindTheLog(sql, id());
  expect(await found()).toEqual({ [name]: [id()] });
  await behindTheLog(undo, id());
  expect(await found()).toEqual({});
});

test('found: a tip whose entries are gone', async () => {
  const other = await received('orphans-2');
  await desk.app.get(Sequencer).drain();
  await desk.database.transaction(async (tx) => {
    await tx.query(`SET LOCAL session_replication_role = 'replica'`); // as whoever owns the database can
    await tx.query('DELETE FROM audit_integrated WHERE subject_id = $1', [other]);
  });
  expect(await found()).toEqual({
    'tip without the entry of its arrival': [other],
    'tip without the entry of its routing': [other],
  });
});

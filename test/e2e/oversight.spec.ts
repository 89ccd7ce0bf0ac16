import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { spawnSync } from 'node:child_process';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { unzipSync } from 'fflate';
import { AuditLog } from '#audit';
import { AlertWatch } from '#insights';
import { citizenContext } from '#kernel';
import { Intake } from '#tips';
import type request from 'supertest';
import { type Desk, openDesk } from '../support/desk.js';

type Agent = Awaited<ReturnType<Desk['signedIn']>>;
interface Look {
  action: string;
  accountId: string | null;
  actorName: string | null;
  entryId: string;
  hasWords: boolean;
}

let desk: Desk;
let auditor: Agent;
let madrid: Agent;
let malaga: Agent;
let tipId: string;
let madridId: string;

beforeAll(async () => {
  desk = await openDesk();
  [auditor, madrid, malaga] = await Promise.all([
    desk.signedIn('auditoria'),
    desk.signedIn('investigadora.madrid'), // leads her unit too
    desk.signedIn('investigador.malaga'),
  ]);
  ({ tipId } = await desk.app.get(Intake).receive(
    {
      channel: 'web',
      channelAccount: 'form',
      remoteId: 'oversight',
      campaignId: await desk.campaignId('tweetredadas'),
      language: 'es',
      text: 'En la calle Embajadores, portal 12, venden de noche.',
      files: [],
    },
    citizenContext('test'),
  ));
  madridId = (await madrid.get('/api/session').expect(200)).body.accountId as string;
  await madrid.get(`/api/tips/${tipId}`).expect(200);
  await malaga.get(`/api/tips/${tipId}`).expect(404);
  await malaga.post('/api/tips/search').send({ words: 'Embajadores' }).expect(200);
});
afterAll(() => desk.close());

const asBytes = (response: request.Response, done: (error: Error | null, body: Buffer) => void) => {
  const parts: Buffer[] = [];
  const stream = response as unknown as NodeJS.ReadableStream;
  stream.on('data', (part: Buffer) => parts.push(part));
  stream.on('end', () => done(null, Buffer.concat(parts)));
};

const search = async (agent: Agent, filter: object) =>
  (await agent.post('/api/audit/search').send(filter).expect(200)).body.looks as Look[];

test('an auditor sees who looked at a tip, by name, the refused one too', async () => {
  const looks = await search(auditor, { subjectId: tipId });
  expect(looks).toEqual(
    expect.arrayContaining([
      expect.objectContaining({ action: 'tip.opened', accountId: madridId, actorName: 'Inés Valdepeñas' }),
      expect.objectContaining({ action: 'access.denied', result: 'denied', actorName: 'Martín Axarquía' }),
      expect.objectContaining({ action: 'tip.received', actorKind: 'citizen', accountId: null }),
    ]),
  );
});

test('filters hold: by person, by action, by result, page by page', async () => {
  expect(await search(auditor, { accountId: madridId, action: 'tip.opened' })).toHaveLength(1);
  expect(
    (await search(auditor, { result: 'denied' })).every(({ action }) => action === 'access.denied'),
  ).toBe(true);
  expect(await search(auditor, { from: new Date(Date.now() + 60_000) })).toEqual([]);
  const first = (await auditor.post('/api/audit/search').send({}).expect(200)).body;
  expect(first.looks.length).toBeGreaterThan(10);
});

test('a lead sees what people of her units did, and of no others', async () => {
  const looks = await search(madrid, {});
  expect(looks.length).toBeGreaterThan(0);
  expect(new Set(looks.map(({ actorName }) => actorName))).toEqual(new Set(['Inés Valdepeñas']));
});

test('nobody else gets in', async () => {
  await malaga.post('/api/audit/search').send({}).expect(403);
  await malaga.get('/api/audit/alerts').expect(403);
});

test('searching the log is in the log', async () => {
  const before = (await search(auditor, { action: 'audit.searched' })).length;
  await search(auditor, { accountId: madridId });
  expect(await search(auditor, { action: 'audit.searched' })).toHaveLength(before + 2);
});

test('the words of a search are opened with a reason, which is in the log', async () => {
  const [look] = await search(auditor, { action: 'tip.searched' });
  expect(look).toMatchObject({ hasWords: true });
  expect(JSON.stringify(look)).not.toContain('Embajadores');
  const address = `/api/audit/entries/${look!.entryId}/words`;
  await auditor.post(address).send({}).expect(422);
  await madrid.post(address).send({ reason: 'curiosidad' }).expect(403);
  const { body } = await auditor.post(address).send({ reason: 'queja 7/2026' }).expect(200);
  expect(body).toEqual({ words: 'Embajadores' });
  expect(await search(auditor, { subjectId: look!.entryId })).toMatchObject([
    { action: 'audit.words-opened', reason: 'queja 7/2026' },
  ]);
});

test('a saved rule finds repeated reveals, once a day and person; what is seen can be put back', async () => {
  const { body: rule } = await auditor
    .post('/api/audit/rules')
    .send({ kind: 'repeated-reveals', threshold: 3 })
    .expect(201);
  await auditor.post('/api/audit/rules').send({ kind: 'denied', threshold: 1 }).expect(201);
  await madrid.post('/api/audit/rules').send({ kind: 'volume', threshold: 1 }).expect(403);
  const reveal = () =>
    desk.database.transaction((tx) =>
      desk.app.get(AuditLog).append(
        tx,
        {
          actor: { kind: 'staff', accountId: madridId, sessionId: 's', unitIds: [] },
          purpose: 'reveal',
          requestId: 'r',
        },
        { action: 'tip.revealed', subject: { kind: 'tip', id: tipId } },
      ),
    );
  await reveal();
  await reveal();
  const watch = desk.app.get(AlertWatch);
  const alerts = async (agent = auditor) =>
    (await agent.get('/api/audit/alerts').expect(200)).body as {
      id: string;
      kind: string;
      actorName: string;
      times: number;
      seenAt: string | null;
    }[];
  await watch.round();
  expect(new Set((await alerts()).map(({ kind }) => kind))).toEqual(new Set(['denied']));
  await reveal();
  await watch.round();
  await watch.round();
  const found = (await alerts()).filter(({ kind }) => kind === 'repeated-reveals');
  expect(found).toMatchObject([{ times: 3, seenAt: null }]);

  expect((await alerts()).map(({ actorName }) => actorName)).toContain('Martín Axarquía');
  expect((await alerts(madrid)).map(({ actorName }) => actorName)).not.toContain('Martín Axarquía');
  const seen = `/api/audit/alerts/${found[0]!.id}/seen`;
  await auditor.put(seen).send({ note: 'Tenía permiso' }).expect(204);
  expect((await alerts()).find(({ id }) => id === found[0]!.id)).toMatchObject({ note: 'Tenía permiso' });
  await watch.round();
  expect((await alerts()).find(({ id }) => id === found[0]!.id)?.seenAt).not.toBeNull();
  await auditor.delete(seen).expect(204);
  expect((await alerts()).find(({ id }) => id === found[0]!.id)?.seenAt).toBeNull();

  await auditor.put(`/api/audit/rules/${rule.id}/paused`).send({ paused: true }).expect(204);
  await reveal();
  await watch.round();
  expect((await alerts()).find(({ id }) => id === found[0]!.id)).toMatchObject({ times: 3 });
});

test('a bundle for a court is made in the portal, tells of its own making and is checked with Node alone', async () => {
  const wish = { tipIds: [tipId], reason: 'DP 1234/2026' };
  const made = await auditor.post('/api/audit/bundles').send(wish).buffer().parse(asBytes).expect(200);
  expect(made.headers['content-type']).toBe('application/zip');
  const folder = await mkdtemp(join(tmpdir(), 'colabora-court-'));
  try {
    for (const [name, content] of Object.entries(unzipSync(made.body as Buffer))) {
      const file = join(folder, ...name.split('/').slice(1));
      await mkdir(dirname(file), { recursive: true });
      await writeFile(file, content);
    }
    const checked = spawnSync(process.execPath, [join(folder, 'verify-bundle.mjs')], { encoding: 'utf8' });
    expect(checked.stdout).toContain('Everything is right.');
    const entries = await readFile(join(folder, 'entries.jsonl'), 'utf8');
    expect(entries).toContain('DP 1234/2026');
    expect(entries).not.toContain('Embajadores');
    expect((await readFile(join(folder, 'report.pdf'))).subarray(0, 5).toString()).toBe('%PDF-');
  } finally {
    await rm(folder, { recursive: true });
  }
  expect(await search(auditor, { subjectId: tipId, action: 'audit.exported' })).toHaveLength(1);
});

test('a copy of a whole case holds the tips that say the same; of another unit’s a lead hears nothing', async () => {
  const told = async (remoteId: string, text: string) =>
    (
      await desk.app.get(Intake).receive(
        {
          channel: 'web',
          channelAccount: 'form',
          remoteId,
          campaignId: await desk.campaignId('tweetredadas'),
          language: 'es',
          text,
          files: [],
        },
        citizenContext('test'),
      )
    ).tipId;
  const text = 'En la plaza de Lavapiés, junto al quiosco verde, dos chicos venden pastillas cada viernes.';
  const first = await told('case-1', text);
  const second = await told('case-2', `Buenas. ${text}`);
  const third = await told('case-3', `${text} Gracias.`);
  await desk.database.query('UPDATE tip SET unit_id = $2 WHERE id = $1', [
    third,
    await desk.unitId('udyco-malaga'),
  ]);
  const subjectsFor = async (agent: Agent, wish: object) => {
    const body = { tipIds: [first], reason: 'DP 77/2026', ...wish };
    const made = await agent.post('/api/audit/bundles').send(body).buffer().parse(asBytes).expect(200);
    const files = Object.entries(unzipSync(made.body as Buffer));
    const entries = Buffer.from(files.find(([name]) => name.endsWith('/entries.jsonl'))![1]).toString();
    return new Set(
      entries
        .trimEnd()
        .split('\n')
        .map((line) => JSON.parse(JSON.parse(line).body).subject.id as string),
    );
  };
  expect(await subjectsFor(auditor, {})).toEqual(new Set([first]));
  expect(await subjectsFor(auditor, { withRepeats: true })).toEqual(new Set([first, second, third]));
  expect(await subjectsFor(madrid, { withRepeats: true })).toEqual(new Set([first, second]));
  expect(await search(auditor, { subjectId: third, action: 'audit.exported' })).toHaveLength(1);
});

test('a lead hands over tips of her units only; nobody does so without a reason', async () => {
  const reason = 'DP 1234/2026';
  await madrid
    .post('/api/audit/bundles')
    .send({ tipIds: [tipId], reason })
    .expect(200);
  await malaga
    .post('/api/audit/bundles')
    .send({ tipIds: [tipId], reason })
    .expect(403);
  await auditor
    .post('/api/audit/bundles')
    .send({ tipIds: [tipId, madridId], reason })
    .expect(404);
  await auditor
    .post('/api/audit/bundles')
    .send({ tipIds: [tipId], reason: '' })
    .expect(422);
  await desk.database.query('UPDATE tip SET unit_id = $2 WHERE id = $1', [
    tipId,
    await desk.unitId('udyco-malaga'),
  ]);
  await madrid
    .post('/api/audit/bundles')
    .send({ tipIds: [tipId], reason })
    .expect(404);
});

test('a busy day is told where it is three times what is usual for that person, and only then', async () => {
  const usual = (looks: number) =>
    desk.database.query(
      `INSERT INTO oversight_day SELECT $1, (now() AT TIME ZONE 'Europe/Madrid')::date - n, $2
         FROM generate_series(1, 10) AS n ON CONFLICT (account_id, day) DO UPDATE SET looks = excluded.looks`,
      [madridId, looks],
    );
  const unusual = async () => {
    await desk.app.get(AlertWatch).round();
    const alerts = (await auditor.get('/api/audit/alerts').expect(200)).body as {
      id: string;
      kind: string;
      accountId: string;
      threshold: number;
      usual: number | null;
    }[];
    return alerts.filter((alert) => alert.kind === 'volume' && alert.threshold === 3);
  };
  for (let look = 0; look < 6; look += 1) await madrid.get('/api/tips').expect(200);
  await auditor.post('/api/audit/rules').send({ kind: 'volume', threshold: 3 }).expect(201);
  await usual(50);
  expect((await unusual()).filter(({ accountId }) => accountId === madridId)).toEqual([]);
  await usual(2);
  expect(await unusual()).toContainEqual(expect.objectContaining({ accountId: madridId, usual: 2 }));
});

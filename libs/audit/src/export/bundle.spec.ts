import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { spawnSync } from 'node:child_process';
import { appendFile, cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  auditPersistence,
  exportLog,
  exportSelection,
  openAuditLog,
  type OpenAuditLog,
  readAuthority,
  TimeStamps,
  verifierKeyOf,
  verifyBundle,
} from '#audit';
import { citizenContext, Clock, type Database, operatorContext, ServerSecret, uuidv7 } from '#kernel';
import { FakeAuthority } from '../../../../test/fakes/timestamp/fake-authority.js';
import { openDatabase } from '../../../../test/support/database.js';

let database: Database;
let close: () => Promise<void>;
let audit: OpenAuditLog;
let folder: string;
const [tipId, otherTipId, caseId] = [uuidv7(), uuidv7(), uuidv7()];

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'colabora-bundle-'));
  ({ database, close } = await openDatabase([auditPersistence]));
  audit = openAuditLog({
    database,
    clock: new Clock(),
    secret: new ServerSecret('s'.repeat(32)),
    configuration: { dataDir: folder },
  });
  await database.transaction((tx) =>
    audit.log.append(
      tx,
      citizenContext('citizen-tip'),
      ...Array.from({ length: 300 }, (_, n) => ({
        action: 'tip.received' as const,
        subject: { kind: 'tip' as const, id: n === 77 ? tipId : n === 99 ? otherTipId : uuidv7() },
      })),
    ),
  );
  await database.transaction((tx) =>
    audit.log.append(
      tx,
      operatorContext('test'),
      { action: 'tip.opened', subject: { kind: 'tip', id: tipId }, reason: 'diligencias «12/2026» 🙂' },
      { action: 'case.opened', subject: { kind: 'case', id: caseId } },
      { action: 'case.tip-linked', subject: { kind: 'case', id: caseId }, details: { tip: otherTipId } },
    ),
  );
  await audit.sequencer.drain();
});
afterAll(async () => {
  await close();
  await rm(folder, { recursive: true });
});

const source = () => ({ ...audit, database, now: new Date('2026-11-24T10:00:00Z') });
const verifyAlone = (bundle: string, ...words: string[]) =>
  spawnSync(process.execPath, [join(bundle, 'verify-bundle.mjs'), ...words], { encoding: 'utf8' });

test('a bundle of one tip holds its entries only, and its own verifier finds everything right', async () => {
  const bundle = join(folder, 'tip');
  expect(await exportSelection(source(), [{ kind: 'tip', id: tipId }], bundle)).toMatchObject({ entries: 2 });
  const key = verifierKeyOf((await audit.keys.published())[0]!);
  const { status, stdout } = verifyAlone(bundle, '--key', key);
  expect(stdout).toContain('Everything is right.');
  expect(status).toBe(0);
  expect(await readFile(join(bundle, 'entries.jsonl'), 'utf8')).not.toContain(otherTipId);
  expect((await readFile(join(bundle, 'report.pdf'))).subarray(0, 5).toString()).toBe('%PDF-');
});

test('the verifier has fewer than 300 lines', async () => {
  const verifier = await readFile(join(folder, 'tip', 'verify-bundle.mjs'), 'utf8');
  expect(verifier.split('\n').length).toBeLessThan(300);
});

test("a case's bundle includes the entries of its tips", async () => {
  expect(await exportSelection(source(), [{ kind: 'case', id: caseId }], join(folder, 'case'))).toMatchObject(
    {
      entries: 3,
    },
  );
});

test('several tips are one bundle: the entries of each, in the order of the log, and no others', async () => {
  const bundle = join(folder, 'two');
  const subjects = [otherTipId, tipId].map((id) => ({ kind: 'tip' as const, id }));
  expect(await exportSelection(source(), subjects, bundle)).toMatchObject({ entries: 3, subjects });
  const entries = (await readFile(join(bundle, 'entries.jsonl'), 'utf8'))
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as { index: number; body: string });
  expect(entries.map(({ body }) => (JSON.parse(body) as { subject: { id: string } }).subject.id)).toEqual([
    tipId,
    otherTipId,
    tipId,
  ]);
  expect(await verifyBundle(bundle)).toMatchObject({ problems: [] });
});

test('a key from elsewhere that did not sign it is reported', async () => {
  const { publicKey } = (await audit.keys.published())[0]!;
  const key = verifierKeyOf({ name: 'another/log', publicKey });
  expect(verifyAlone(join(folder, 'tip'), '--key', key).status).toBe(1);
});

test.each([
  ['an edited entry', (lines: string[]) => [lines[0]!.replace('citizen-tip', 'citizen-tap'), lines[1]!]],
  ['an entry in another place', (lines: string[]) => [lines[0]!.replace('"index":', '"index":1'), lines[1]!]],
  ['an entry twice', (lines: string[]) => [lines[0]!, lines[0]!]],
  ['an entry left out', (lines: string[]) => [lines[0]!]],
])('%s in a bundle is found', async (_what, edit) => {
  const bundle = await mkdtemp(join(folder, 'edited-'));
  await cp(join(folder, 'tip'), bundle, { recursive: true });
  const lines = (await readFile(join(bundle, 'entries.jsonl'), 'utf8')).trimEnd().split('\n');
  await writeFile(join(bundle, 'entries.jsonl'), `${edit(lines).join('\n')}\n`);
  expect((await verifyBundle(bundle)).problems).not.toEqual([]);
  expect(verifyAlone(bundle).status).toBe(1);
});

test('the whole log as a bundle gives every signed root; with one line too many it does not', async () => {
  const bundle = join(folder, 'log');
  expect(await exportLog(source(), bundle)).toMatchObject({ kind: 'log', entries: 304 });
  expect(await verifyBundle(bundle)).toMatchObject({ entries: 304, checkpoints: 1, problems: [] });
  const lines = (await readFile(join(bundle, 'entries.jsonl'), 'utf8')).trimEnd().split('\n');
  await appendFile(join(bundle, 'entries.jsonl'), `${lines.at(-1)}\n`);
  expect((await verifyBundle(bundle)).problems).not.toEqual([]);
});

test('erased entries leave both the log and a bundle of it verifiable', async () => {
  const [entry] = await audit.log.history({ kind: 'tip', id: otherTipId });
  await database.transaction((tx) =>
    audit.log.erase(tx, operatorContext('erase'), [entry!.id], 'GDPR art. 17'),
  );
  await audit.sequencer.drain();
  expect(await audit.log.history({ kind: 'tip', id: otherTipId })).toEqual([]);
  expect(await audit.log.history({ kind: 'entry', id: entry!.id })).toHaveLength(1);
  expect(await audit.verify()).toMatchObject({ sound: true, size: 305 });
  const bundle = join(folder, 'log-after-erasure');
  await exportLog(source(), bundle);
  expect(await verifyBundle(bundle)).toMatchObject({ entries: 305, erased: 1, problems: [] });
});

test('what the log says of an erased tip goes, what tells of the erasure stays, and the log is sound', async () => {
  const subject = { kind: 'tip', id: tipId } as const;
  await database.transaction((tx) =>
    audit.log.append(tx, operatorContext('retention'), { action: 'tip.erased', subject }),
  );
  await audit.sequencer.drain();
  const erased = await database.transaction((tx) =>
    audit.log.eraseSubject(tx, operatorContext('retention'), subject, 'LO 7/2021 art. 23'),
  );
  expect(erased).toBe(2);
  await audit.sequencer.drain();
  expect((await audit.log.history(subject)).map(({ action }) => action)).toEqual(['tip.erased']);
  expect(await audit.verify()).toMatchObject({ sound: true });
});

test('a bundle carries the time-stamps of its checkpoints, and each entry leads to the first stamp after it', async () => {
  const authority = await FakeAuthority.start();
  try {
    const roots = join(folder, 'roots.pem');
    await writeFile(roots, authority.rootPem);
    const asked = readAuthority({ tsaUrl: authority.url, tsaRoots: roots, tsaMinutes: 60 });
    const stamps = new TimeStamps(database, new Clock(), asked);
    await stamps.ask();
    const stampedSize = (await audit.published.checkpoint())!.size;
    await database.transaction((tx) =>
      audit.log.append(tx, operatorContext('test'), {
        action: 'tip.opened',
        subject: { kind: 'tip', id: tipId },
      }),
    );
    await audit.sequencer.drain();
    const bundle = join(folder, 'stamped');
    await exportSelection(
      { ...source(), stampRoots: authority.rootPem },
      [{ kind: 'tip', id: tipId }],
      bundle,
    );
    const verdict = await verifyBundle(bundle);
    expect(verdict).toMatchObject({ problems: [], checkpoints: 2, stamps: [{ size: stampedSize }] });
    expect(verdict.stamps[0]!.time).toMatch(/^20\d{12}Z$/);
    expect(await readFile(join(bundle, 'timestamps', 'roots.pem'), 'utf8')).toContain('BEGIN CERTIFICATE');
    await appendFile(join(bundle, 'timestamps', `${stampedSize}.checkpoint`), '\n');
    expect((await verifyBundle(bundle)).problems).toMatchObject([{ where: `timestamps/${stampedSize}.tsr` }]);
    const whole = join(folder, 'whole-stamped');
    await exportLog(source(), whole);
    expect(await verifyBundle(whole)).toMatchObject({ problems: [], stamps: [{ size: stampedSize }] });
  } finally {
    await authority.stop();
  }
});

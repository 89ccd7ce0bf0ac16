import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { spawnSync } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import request from 'supertest';
import { type AuditReceipt, AuditLog, LogKeys, Sequencer, verifierKeyOf } from '#audit';
import { type Language, LANGUAGES } from '#campaigns';
import { citizenContext, uuidv7 } from '#kernel';
import { type Desk, openDesk } from '../../../../../test/support/desk.js';
import { momentIn } from '../texts/index.js';
import { TRANSPARENCY } from '../texts/transparency.js';

let desk: Desk;
let folder: string;
let receipt: AuditReceipt;

beforeAll(async () => {
  desk = await openDesk();
  folder = await mkdtemp(join(tmpdir(), 'colabora-proof-'));
  receipt = await arrive();
  await desk.app.get(Sequencer).drain();
});
afterAll(async () => {
  await desk.close();
  await rm(folder, { recursive: true });
});

async function arrive(): Promise<AuditReceipt> {
  const fact = { action: 'tip.received', subject: { kind: 'tip', id: uuidv7() } } as const;
  const [written] = await desk.database.transaction((tx) =>
    desk.app.get(AuditLog).append(tx, citizenContext('citizen-tip'), fact),
  );
  return written!;
}

const post = (path: string, fields: Record<string, string>) =>
  request(desk.server).post(path).type('form').set('Accept', 'text/html').send(fields);

test('the log is explained in five languages, and the bare address leads to the right one', async () => {
  for (const language of LANGUAGES) {
    const { text } = await request(desk.server).get(`/${language}/transparency`).expect(200);
    expect(text).toContain(`<html lang="${language}"`);
    expect(text).toContain(`action="/${language}/transparency"`);
  }
  const { headers } = await request(desk.server)
    .get('/transparency')
    .set('Accept-Language', 'gl')
    .expect(302);
  expect(headers['location']).toBe('/gl/transparency');
});

describe('a receipt', () => {
  test('is in the log, with its place, its fingerprint and the signed checkpoint; nothing is kept by caches', async () => {
    const fields = { entry: receipt.entryId, hash: receipt.leafHash };
    const { text, headers } = await post('/es/transparency', fields).expect(200);
    expect(text).toContain('Está en el registro');
    expect(text).toContain('La huella de tu resguardo es la misma.');
    expect(text).toContain(receipt.leafHash);
    expect(text).toContain('— colabora/');
    expect(headers['cache-control']).toBe('no-store');
  });

  test('is found as people copy it', async () => {
    const entry = `  ${receipt.entryId.toUpperCase()} `;
    expect((await post('/en/transparency', { entry }).expect(200)).text).toContain('It is in the log');
  });

  test('that says another fingerprint is told so plainly', async () => {
    const fields = { entry: receipt.entryId, hash: 'ab'.repeat(32) };
    const { text } = await post('/es/transparency', fields).expect(200);
    expect(text).toContain('La huella no coincide');
    expect(text).not.toContain('Está en el registro');
  });

  test('that is a second old is answered once it has its place', async () => {
    const young = await arrive();
    const asked = post('/es/transparency', { entry: young.entryId }).expect(200);
    const [{ text }] = await Promise.all([asked, desk.app.get(Sequencer).drain()]);
    expect(text).toContain('Está en el registro');
  });

  test('that the log does not know, or that is none, comes back with what was typed', async () => {
    const unknown = await post('/es/transparency', { entry: uuidv7() }).expect(404);
    expect(unknown.text).toContain('no está en el registro');
    const none = await post('/es/transparency', { entry: 'abc', hash: 'xyz' }).expect(422);
    expect(none.text).toContain('value="abc"');
  });

  test('gives a file that the published verifier finds right offline, and wrong once it is altered', async () => {
    const { text: proof, headers } = await post('/es/transparency/proof', { entry: receipt.entryId }).expect(
      200,
    );
    expect(headers['content-disposition']).toContain('colabora.tlog-proof');
    const { text: verifier } = await request(desk.server).get('/transparency/verifier').expect(200);
    await writeFile(join(folder, 'verify-bundle.mjs'), verifier);
    await writeFile(join(folder, 'good.tlog-proof'), proof);
    await writeFile(
      join(folder, 'altered.tlog-proof'),
      proof.replace(/^index (\d+)/m, (_, n) => `index ${Number(n) + 1}`),
    );
    const key = verifierKeyOf((await desk.app.get(LogKeys).published()).at(-1)!);
    const check = (file: string) =>
      spawnSync(process.execPath, ['verify-bundle.mjs', file, '--key', key], {
        cwd: folder,
        encoding: 'utf8',
      });
    const good = check('good.tlog-proof');
    expect(good.stdout).toContain(receipt.leafHash);
    expect(good.status).toBe(0);
    expect(check('altered.tlog-proof').status).toBe(1);
  });
});

test('who watches from outside is said in five languages, with when, and only where somebody does', async () => {
  const page = async (language: Language) =>
    (await request(desk.server).get(`/${language}/transparency`).expect(200)).text;
  for (const language of LANGUAGES)
    expect(await page(language)).not.toContain(TRANSPARENCY[language].outside.title);
  await desk.database.query(
    `INSERT INTO audit_timestamp (checkpoint, reply, stamped_at)
     SELECT max(number), 'x', '2026-11-24T10:00Z' FROM audit_checkpoint`,
  );
  const { stamp, witness } = TRANSPARENCY.es.outside;
  expect(await page('es')).toContain(stamp(momentIn('es', new Date('2026-11-24T10:00Z'))));
  expect(await page('es')).not.toContain(witness('').slice(0, 40));
  await desk.database.query(
    `INSERT INTO audit_cosignature (checkpoint, witness, line, made_at)
     SELECT max(number), 'w', 'x', '2026-11-25T10:00Z' FROM audit_checkpoint`,
  );
  for (const language of LANGUAGES) {
    const said = (await page(language)).replaceAll('&#39;', "'").replaceAll('&quot;', '"');
    const words = TRANSPARENCY[language].outside;
    expect(said).toContain(words.stamp(momentIn(language, new Date('2026-11-24T10:00Z'))));
    expect(said).toContain(words.witness(momentIn(language, new Date('2026-11-25T10:00Z'))));
  }
});

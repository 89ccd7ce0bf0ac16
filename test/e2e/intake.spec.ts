import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { citizenContext } from '#kernel';
import { type InboundMessage, Intake } from '#tips';
import { type Desk, openDesk } from '../support/desk.js';

const SECRETS = ['612 34 56 78', '12345678Z', 'ana.lopez@correo.example', 'Wenceslao'];
const TEXT = `Me llamo Wenceslao Quirós, DNI 12345678Z, mi móvil es 612 34 56 78. Venden en la plaza de Getafe, coche 4821 KLM.`;

let desk: Desk;
let campaignId: string;
beforeAll(async () => {
  desk = await openDesk();
  campaignId = await desk.campaignId('tweetredadas');
});
afterAll(() => desk.close());

const message = (changes: Partial<InboundMessage> = {}): InboundMessage => ({
  channel: 'web',
  channelAccount: 'form',
  remoteId: randomUUID(),
  campaignId,
  language: 'es',
  text: TEXT,
  place: 'Getafe',
  contact: 'ana.lopez@correo.example',
  files: [],
  ...changes,
});
const receive = (each: InboundMessage) => desk.app.get(Intake).receive(each, citizenContext('test'));

describe('the way of one tip', () => {
  test('one transaction: anonymised, folded, routed, sealed and audited before the receipt', async () => {
    const receipt = await receive(message());
    const [tip] = await desk.database.query<Record<string, unknown>>('SELECT * FROM tip WHERE id = $1', [
      receipt.tipId,
    ]);
    expect(receipt.code).toMatch(/^([0-9A-HJKMNP-TV-Z]{4}-){3}[0-9A-HJKMNP-TV-Z]{4}$/);
    expect(tip).toMatchObject({ state: 'new', folded: false, municipality: '28065' });
    expect(JSON.stringify(tip!['routing'])).toContain('"decided"');
    const entries = await desk.database.query<{ action: string; who: string }>(
      `SELECT action, body::jsonb #>> '{actor,kind}' AS who FROM audit_entry WHERE subject_id = $1 ORDER BY action`,
      [receipt.tipId],
    );
    expect(entries.map(({ action, who }) => [action, who])).toEqual([
      ['tip.anonymised', 'system'],
      ['tip.grouped', 'system'],
      ['tip.received', 'citizen'],
      ['tip.routed', 'system'],
      ['tip.sealed', 'system'],
    ]);
  });

  test('neither identity nor the words as received are in clear in any table or log line', async () => {
    await receive(
      message({ files: [{ name: 'Wenceslao.jpg', declaredType: 'image/jpeg', bytes: Buffer.from(TEXT) }] }),
    );
    const tables = await desk.database.query<{ name: string }>(
      `SELECT format('%I.%I', schemaname, tablename) AS name FROM pg_tables
        WHERE schemaname NOT IN ('pg_catalog', 'information_schema')`,
    );
    expect(tables.length).toBeGreaterThan(20);
    for (const { name } of tables) {
      const [{ rows }] = (await desk.database.query<{ rows: string | null }>(
        `SELECT string_agg(t::text, E'\\n') AS rows FROM ${name} AS t`,
      )) as [{ rows: string | null }];
      for (const secret of SECRETS) {
        expect({ name, found: rows?.includes(secret) ?? false }).toEqual({ name, found: false });
        const hex = Buffer.from(secret).toString('hex');
        expect({ name, found: rows?.includes(hex) ?? false }).toEqual({ name, found: false });
      }
    }
    for (const secret of SECRETS) expect(desk.logLines.join('')).not.toContain(secret);
  });

  test('the same submission many times at once makes one tip and one receipt', async () => {
    const once = message({ text: 'Todas las noches venden en el garaje de la calle del Pez, puerta azul.' });
    const receipts = await Promise.all(Array.from({ length: 40 }, () => receive(once)));
    expect(new Set(receipts.map(({ code }) => code)).size).toBe(1);
    expect(new Set(receipts.map(({ tipId }) => tipId)).size).toBe(1);
    expect(receipts.filter(({ repeated }) => !repeated)).toHaveLength(1);
    const [{ tips }] = (await desk.database.query<{ tips: number }>(
      'SELECT count(*)::int AS tips FROM tip WHERE id = $1',
      [receipts[0]!.tipId],
    )) as [{ tips: number }];
    expect(tips).toBe(1);
  });

  test('the same name for something else is refused', async () => {
    const first = message();
    await receive(first);
    await expect(
      receive({ ...first, text: 'Otra cosa completamente distinta, en otro sitio.' }),
    ).rejects.toMatchObject({
      code: 'idempotency-key-reused',
      status: 422,
    });
  });

  test('repeats fold under the first, follow it to its unit, and open it again if it was closed', async () => {
    const text =
      'En el quiosco de la estación de Atocha un hombre con chaleco vende pastillas a las ocho de la tarde.';
    const first = await receive(message({ text, place: 'Madrid' }));
    await desk.database.query(`UPDATE tip SET state = 'closed', outcome = 'useful' WHERE id = $1`, [
      first.tipId,
    ]);
    const second = await receive(message({ text: `Hola. ${text.toUpperCase()} Gracias`, place: 'Málaga' }));
    const rows = await desk.database.query<{
      id: string;
      folded: boolean;
      unit_id: string;
      state: string;
      because: unknown[];
    }>(
      'SELECT id, folded, unit_id, state, folded_because AS because FROM tip WHERE id = ANY ($1) ORDER BY folded',
      [[first.tipId, second.tipId]],
    );
    expect(rows).toMatchObject([
      { id: first.tipId, folded: false, state: 'triaged' },
      { id: second.tipId, folded: true, unit_id: rows[0]!.unit_id },
    ]);
    expect(rows[1]!.because[0]).toMatchObject({ tipId: first.tipId, evidence: { code: 'same-words' } });
    const cameBack = await desk.database.query(
      `SELECT body::jsonb -> 'actor' AS actor FROM audit_entry WHERE subject_id = $1 AND action = 'tip.state-changed'`,
      [first.tipId],
    );
    expect(cameBack).toEqual([{ actor: { kind: 'system', id: 'intake' } }]);
  });

  test('nothing is kept of a tip whose transaction fails', async () => {
    const before = await countRows();
    await desk.database.query(`ALTER TABLE receipt ADD CONSTRAINT broken CHECK (false) NOT VALID`);
    await expect(
      receive(message({ text: 'Este aviso no llegará nunca a guardarse en la base.' })),
    ).rejects.toThrow();
    await desk.database.query(`ALTER TABLE receipt DROP CONSTRAINT broken`);
    expect(await countRows()).toEqual(before);
  });

  test('a paused campaign takes nothing', async () => {
    const draft = await desk.campaignId('verano-seguro');
    await expect(receive(message({ campaignId: draft }))).rejects.toMatchObject({
      code: 'campaign-not-open',
    });
  });
});

async function countRows() {
  const [row] = await desk.database.query(
    `SELECT (SELECT count(*) FROM tip) AS tips, (SELECT count(*) FROM inbound_message) AS messages,
            (SELECT count(*) FROM vault_subject) AS sealed, (SELECT count(*) FROM audit_entry WHERE action = 'tip.received') AS entries`,
  );
  return row;
}

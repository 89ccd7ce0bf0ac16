import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import pg from 'pg';
import request from 'supertest';
import { LogKeys } from '#audit';
import { type KeyPurpose, ROLES, ServerSecret } from '#kernel';
import { sessionMiddleware } from '#staff';
import { DropBox } from '#vault';
import { demoPhoto } from '../../apps/server/src/demo/demo-photo.js';
import { persistence } from '../../apps/server/src/schema.js';
import { openSplitDesk, type SplitDesk } from '../support/split-desk.js';
import { until } from '../support/until.js';

const FORM = '/es/c/tweetredadas';
const TEXT = 'Todas las tardes venden papelinas en el portal 12 de la calle Mayor de Getafe, coche blanco.';

let desk: SplitDesk;
/** A connection with the account of the public role, as whoever took that process over would have. */
let stranger: pg.Client;
let code: string;
let tipId: string;

beforeAll(async () => {
  desk = await openSplitDesk();
  stranger = new pg.Client({ connectionString: desk.public.url });
  await stranger.connect();
});
afterAll(async () => {
  await stranger.end();
  await desk.close();
});

const post = (path: string) => request(desk.public.app.getHttpServer()).post(path).set('Accept', 'text/html');
const codeIn = (html: string) => /data-code="([^"]+)"/.exec(html)?.[1];
const owned = async <Row extends pg.QueryResultRow>(sql: string, values: unknown[] = []) =>
  (await desk.owner.query<Row>(sql, values)).rows;

describe('the whole way, each process with the account of its role', () => {
  test('a citizen sends a tip with a photo, sends it again, and a repeat of it', async () => {
    const photo = await demoPhoto('portal', 0);
    const send = (submission: string) =>
      post(FORM)
        .field('text', TEXT)
        .field('submission', submission)
        .field('contact', 'ana@correo.example')
        .attach('files', photo, { filename: 'foto.jpg', contentType: 'image/jpeg' });
    const first = await send('the-first-form-of-a-citizen');
    expect(first.status).toBe(201);
    code = codeIn(first.text)!;
    const again = await send('the-first-form-of-a-citizen');
    expect([again.status, codeIn(again.text)]).toEqual([200, code]);
    expect(
      (await post(FORM).field('text', `Hola. ${TEXT}`).field('submission', 'the-second-form-of-a-citizen'))
        .status,
    ).toBe(201);
    const tips = await owned<{ id: string; folded: boolean }>(
      'SELECT id, folded FROM tip ORDER BY received_at',
    );
    expect(tips.map(({ folded }) => folded)).toEqual([false, true]);
    tipId = tips[0]!.id;
  });

  test('alike tips sent at once to the public process are one group; staff part, join and suggest at the portal', async () => {
    const story =
      'Un camión gris descarga neumáticos viejos en el barranco detrás del cementerio, cada jueves';
    const bodies = await Promise.all(
      [story, story.toUpperCase(), `Hola. ${story}`].map((text, at) =>
        post(FORM).field('text', text).field('submission', `a-form-of-the-crowd-${at}`),
      ),
    );
    expect(bodies.map(({ status }) => status)).toEqual([201, 201, 201]);
    await post(FORM)
      .field('text', story.replace('jueves', 'lunes'))
      .field('submission', 'another-day')
      .expect(201);
    const tips = await owned<{ id: string; group_id: string; folded: boolean }>(
      `SELECT id, group_id, folded FROM tip WHERE text ILIKE '%barranco%' ORDER BY received_at`,
    );
    const other = tips.at(-1)!;
    const together = tips.slice(0, 3);
    expect(new Set(together.map(({ group_id }) => group_id)).size).toBe(1);
    expect(other.group_id).not.toBe(together[0]!.group_id);
    const canonical = together.find(({ folded }) => !folded)!.id;
    const repeat = together.find(({ folded }) => folded)!.id;
    const investigator = await desk.signedIn('investigadora.madrid');
    const to = (path: string) => `/api/tips/${canonical}/group/${path}`;
    const split = await investigator
      .post(to('split'))
      .send({ tipIds: [repeat] })
      .expect(200);
    await investigator.post(to('undo')).send({ decisionId: split.body.decisionId }).expect(200);
    const related = (await investigator.get(`/api/tips/${canonical}/related`).expect(200)).body;
    expect(related.map(({ id }: { id: string }) => id)).toEqual([other.id]);
    await investigator.post(to('merge')).send({ tipId: other.id }).expect(200);
    const { body } = await investigator.get(`/api/tips/${canonical}/group`).expect(200);
    expect(body.members).toHaveLength(4);
  });

  test('the worker cleans the photo and gives the log its order', async () => {
    await until(
      'the photo cleaned',
      async () => (await owned('SELECT FROM tip_file WHERE state <> $1', ['clean'])).length === 0,
    );
    await until(
      'the log in order',
      async () => (await owned('SELECT FROM audit_entry WHERE position IS NULL')).length === 0,
    );
    await request(desk.public.app.getHttpServer()).get('/transparency/checkpoint').expect(200);
  });

  test('staff see it, ask, note and close it at the portal', async () => {
    const investigator = await desk.signedIn('investigadora.madrid');
    const { body } = await investigator.get(`/api/tips/${tipId}`).expect(200);
    expect(body.text).toContain('papelinas');
    await investigator.get(`/api/tips/${tipId}/files/${body.files[0].id}`).expect(200);
    await investigator.get('/api/tips?lane=queue').expect(200);
    await investigator.post(`/api/tips/${tipId}/questions`).send({ text: '¿A qué hora?' }).expect(201);
    await investigator.post(`/api/tips/${tipId}/notes`).send({ text: 'Pasar por allí' }).expect(201);
    await investigator.put(`/api/tips/${tipId}/set-aside`).send({ reason: 'prueba' }).expect(204);
    await investigator.delete(`/api/tips/${tipId}/set-aside`).expect(204);
    const { version } = (await investigator.get(`/api/tips/${tipId}`).expect(200)).body;
    const close = { state: 'closed', outcome: 'useful', version };
    await investigator.put(`/api/tips/${tipId}/state`).send(close).expect(204);
    await investigator.get(`/api/tips/${tipId}/history`).expect(200);
    const manager = await desk.signedIn('campanas');
    const campaigns: { id: string; state: string }[] = (await manager.get('/api/campaigns').expect(200)).body;
    const { id } = campaigns.find(({ state }) => state === 'live')!;
    await manager.post(`/api/campaigns/${id}/pause`).expect(200);
    await manager.post(`/api/campaigns/${id}/resume`).expect(200);
  });

  test('the citizen comes back, reads the question and answers; the tip opens again', async () => {
    const opened = await post('/es/receipt').type('form').send({ code }).expect(200);
    expect(opened.text).toContain('¿A qué hora?');
    const answer = { code, text: 'A las nueve de la noche', submission: 'the-third-form-of-a-citizen' };
    const answered = await post('/es/receipt/reply').type('form').send(answer).expect(200);
    expect(answered.text).not.toContain('A las nueve');
    const [tip] = await owned('SELECT state FROM tip WHERE id = $1', [tipId]);
    expect(tip).toEqual({ state: 'triaged' });
    await post('/es/receipt').type('form').send({ code: 'AAAA-BBBB-CCCC-DDDD' }).expect(422);
  });
});

test('a lead holds a tip and lets it go at the portal, an informant’s wish is done by the worker, and a reveal is asked, decided and opened', async () => {
  const wished = await post(FORM)
    .field('text', 'En el solar de la vía queman cables de noche')
    .field('submission', 'the-form-of-a-wish');
  const [tip] = await owned<{ id: string }>(`SELECT id FROM tip WHERE text LIKE '%queman cables%'`);
  const lead = await desk.signedIn('investigadora.madrid');
  const hold = { tipId: tip!.id, reference: 'DP 1/2027' };
  const { body } = await lead.post('/api/retention/holds').send(hold).expect(201);
  await lead.post(`/api/retention/holds/${body.id}/release`).send({ reason: 'archivado' }).expect(204);

  const second = await desk.signedIn('jefa.madrid');
  const why = { kind: 'text', reason: 'Hay que identificarlo', legalBasis: 'prosecutor', basisWords: '' };
  const asked = await lead
    .post(`/api/tips/${tip!.id}/reveals`)
    .send({ ...why, caseReference: 'DP 1/2027', emergency: false })
    .expect(201);
  const decision = { approve: true, reason: 'Visto' };
  await second.post(`/api/reveals/${asked.body.id}/decision`).send(decision).expect(200);
  await lead.post(`/api/reveals/${asked.body.id}/open`).send({ use: 'screen' }).expect(200);

  await post('/es/receipt/erasure/confirmed')
    .type('form')
    .send({ code: codeIn(wished.text) })
    .expect(200);
  await until('the worker to erase it', async () => {
    const [row] = await owned<{ erased: string | null }>('SELECT erased FROM tip WHERE id = $1', [tip!.id]);
    return row!.erased === 'identity';
  });
  await lead.post(`/api/reveals/${asked.body.id}/open`).send({ use: 'screen' }).expect(409);
});

describe('what the keys of the public process do not do', () => {
  const FOREIGN: KeyPurpose[] = [
    'session-cookie',
    'setup-link',
    'unit-key-proof',
    'audit-signing',
    'waiting-file',
    'waiting-x-event',
    'file-box',
    'file-print',
    'outbox-box',
    'reply-token',
    'conversation',
    'conversation-tag',
    'searched-words',
    'x-tokens',
    'x-message',
    'x-rejection',
    'backup-mark',
  ];

  test('derive a key of a session, of the log, of a file or of an address', () => {
    const keys = new ServerSecret(desk.public.secret);
    for (const purpose of FOREIGN) expect(() => keys.key(purpose)).toThrow(`none for ${purpose}`);
    expect(() => keys.bundleFor('worker')).toThrow('not the root secret');
    const handed = Buffer.from(desk.public.secret.split('.')[1]!, 'base64url').toString();
    for (const role of [desk.portal, desk.worker]) {
      const theirs = new ServerSecret(role.secret);
      for (const purpose of FOREIGN) {
        const key = keyOrNone(theirs, purpose);
        if (key !== undefined) expect(handed).not.toContain(key.toString('base64url'));
      }
    }
  });

  test('open what waits to be cleaned: it puts in, only the worker takes out', async () => {
    const slot = (secret: string) => new DropBox(new ServerSecret(secret), 'waiting-file');
    const sealed = await slot(desk.public.secret).seal(Buffer.from('a photo'), 'one');
    await expect(slot(desk.public.secret).open(sealed, 'one')).rejects.toThrow('none for waiting-file');
    await expect(slot(desk.portal.secret).open(sealed, 'one')).rejects.toThrow('none for waiting-file');
    expect((await slot(desk.worker.secret).open(sealed, 'one')).toString()).toBe('a photo');
    await expect(slot(desk.worker.secret).open(sealed, 'another')).rejects.toThrow('another name');
  });

  test('sign as the log, or as the portal signs a session', async () => {
    expect(keyOrNone(new ServerSecret(desk.worker.secret), 'session-cookie')).toBeUndefined();
    expect(keyOrNone(new ServerSecret(desk.portal.secret), 'audit-signing')).toBeUndefined();
    const log = new LogKeys(desk.public.kernel.database, desk.public.kernel.secret);
    await expect(log.judged()).rejects.toThrow('none for audit-signing');
    expect(() => sessionMiddleware(desk.public.kernel)).toThrow('none for session-cookie');
  });
});

const keyOrNone = (secret: ServerSecret, purpose: KeyPurpose): Buffer | undefined => {
  try {
    return secret.key(purpose);
  } catch {
    return undefined;
  }
};

test("the worker's account gives the room of placed entries free, which it alone may besides the owner", async () => {
  const refusals = async (url: string) => {
    const said: string[] = [];
    const client = new pg.Client({ connectionString: url });
    client.on('notice', ({ message }) => said.push(message ?? ''));
    await client.connect();
    await client.query('VACUUM (SKIP_LOCKED) audit_incoming');
    await client.end();
    return said.filter((message) => message.startsWith('permission denied'));
  };
  expect(await refusals(desk.worker.url)).toEqual([]);
  expect(await refusals(desk.portal.url)).toHaveLength(1);
});

describe("what the public role's account is refused", () => {
  const DENIED = '42501';
  const outcome = (sql: string, values: unknown[] = []) =>
    stranger.query(sql, values).then(
      () => 'allowed',
      (error: { code: string }) => error.code,
    );

  test.each([
    'SELECT text FROM tip',
    'SELECT id FROM tip',
    'SELECT count(*) FROM tip',
    'SELECT sealed FROM vault_record',
    'SELECT id FROM vault_record',
    'SELECT sealed_identity FROM vault_grant',
    'SELECT text FROM dialogue_message',
    'SELECT sealed FROM outbox_message',
    'SELECT key FROM conversation',
    'SELECT text FROM tip_note',
    'SELECT code_mac FROM receipt',
    'SELECT tip_id FROM inbound_message',
    'SELECT original_blob FROM tip_file',
    'SELECT text FROM duplicate_fingerprint',
    'SELECT links FROM duplicate_member',
    'SELECT body FROM audit_entry',
    'SELECT salt FROM audit_entry',
    'SELECT email FROM account',
    'SELECT sess FROM staff_session',
    'SELECT token_mac FROM setup_link',
    'SELECT account_id FROM membership',
    'SELECT data FROM jobs.job',
    'SELECT data FROM jobs.job_common',
    "UPDATE tip SET state = 'closed'",
    'DELETE FROM tip',
    'TRUNCATE tip CASCADE',
    'DELETE FROM vault_grant',
    'UPDATE unit SET recipient = recipient',
    'UPDATE campaign SET state = state',
    'INSERT INTO routing_rule (id, place, name, condition) VALUES (gen_random_uuid(), 1, $$x$$, $${}$$)',
    'INSERT INTO account (id) VALUES (gen_random_uuid())',
    "INSERT INTO dialogue_message (id, tip_id, sender, text, sent_at) SELECT gen_random_uuid(), gen_random_uuid(), 'desk', 'x', now()",
    'SELECT body FROM audit_incoming',
    'SELECT salt FROM audit_integrated',
    'INSERT INTO audit_integrated (id, position) VALUES (gen_random_uuid(), 0)',
    'UPDATE audit_integrated SET body = NULL',
    'DELETE FROM audit_incoming',
    'INSERT INTO audit_checkpoint (size, note) VALUES (1, $$forged$$)',
    'UPDATE audit_tile SET hashes = hashes',
    'DELETE FROM jobs.job',
    'UPDATE jobs.job SET data = NULL',
    'COPY tip TO STDOUT',
    'COPY (SELECT text FROM tip) TO STDOUT',
    "COPY campaign TO '/tmp/colabora-stolen'",
    "COPY campaign TO PROGRAM 'true'",
    "SELECT pg_read_file('postgresql.conf')",
    "SELECT pg_ls_dir('.')",
    "SELECT lo_import('/etc/passwd')",
    'CREATE TABLE kept (text text)',
    'CREATE TEMPORARY TABLE kept (text text)',
    'CREATE SCHEMA own',
    'CREATE FUNCTION own() RETURNS int LANGUAGE sql RETURN 1',
    'ALTER TABLE tip DISABLE TRIGGER ALL',
    'SET ROLE colabora_portal',
    'SET ROLE colabora_worker',
    'SET SESSION AUTHORIZATION colabora',
    'CREATE ROLE helper',
    'SELECT duplicate_grow(gen_random_uuid(), now())',
    'SELECT duplicate_images_near(NULL, NULL, NULL, 1, 1)',
    'UPDATE schema_rights SET mark = mark',
    'ALTER SYSTEM SET log_statement = $$all$$',
    // Grants and public keys of tips come with the tip, by a function, and never later.
    "INSERT INTO vault_grant (tip_id, unit_id, sealed_to, sealed_identity) SELECT tip_id, gen_random_uuid(), 'x', 'x' FROM vault_subject",
    "INSERT INTO vault_subject (tip_id, recipient) VALUES (gen_random_uuid(), 'age1x')",
    "UPDATE vault_subject SET recipient = 'age1x'",
    'DELETE FROM vault_subject',
    'UPDATE vault_record SET sealed = sealed',
    'DELETE FROM vault_record',
    'SELECT name, kind FROM vault_record',
    'SELECT unit_id, tip_id FROM vault_grant',
    // Of people, keys and requests to open something it knows nothing.
    'SELECT recipient FROM member_key',
    'SELECT sealed_identity FROM member_key_wrap',
    'SELECT sealed_identity FROM unit_key_share',
    'SELECT id FROM unit_key',
    'SELECT four_eyes_off_by FROM unit',
    'SELECT reason FROM reveal',
    'UPDATE reveal SET open_until = now()',
    'SELECT reference FROM retention_hold',
    'DELETE FROM retention_hold',
    'SELECT decision FROM erasure_request',
    'UPDATE campaign SET retention = retention',
    // Every way that PostgreSQL has to read what a table holds without selecting from it.
    'EXPLAIN ANALYZE SELECT * FROM tip',
    'TABLE vault_grant',
    'SELECT FROM tip WHERE text LIKE $$a%$$',
    'DELETE FROM tip RETURNING text',
    'INSERT INTO tip_token (tip_id, token) VALUES (gen_random_uuid(), $$x$$) RETURNING token',
    'DO $$ BEGIN LOCK TABLE tip IN ACCESS EXCLUSIVE MODE; END $$',
    'DO $$ BEGIN LOCK TABLE vault_grant IN ROW EXCLUSIVE MODE; END $$',
    'CREATE VIEW own AS SELECT 1',
    'CREATE INDEX own ON tip (text)',
    'CREATE TRIGGER own AFTER INSERT ON tip EXECUTE FUNCTION suppress_redundant_updates_trigger()',
    'CREATE RULE own AS ON INSERT TO tip DO ALSO NOTHING',
    "COMMENT ON TABLE tip IS 'x'",
    'REINDEX TABLE tip',
    'CREATE PUBLICATION own FOR ALL TABLES',
    "SELECT query_to_xml('SELECT text FROM tip', true, false, '')",
    "SELECT table_to_xml('tip', true, false, '')",
    'DO $$ BEGIN PERFORM text FROM tip; END $$',
    // The server's own catalogue, files, logs and settings.
    'SELECT rolpassword FROM pg_authid',
    'SELECT passwd FROM pg_shadow',
    'SELECT data FROM pg_largeobject',
    'SELECT stavalues1 FROM pg_statistic',
    'SELECT * FROM pg_hba_file_rules',
    'SELECT * FROM pg_file_settings',
    'SELECT pg_current_logfile()',
    "SELECT pg_stat_file('base')",
    'SELECT pg_ls_waldir()',
    'SELECT pg_ls_logdir()',
    'SELECT pg_ls_tmpdir()',
    "SELECT pg_read_binary_file('global/pg_control')",
    'SHOW data_directory',
    'SHOW hba_file',
    'SELECT pg_reload_conf()',
    'SELECT pg_rotate_logfile()',
    'SELECT pg_switch_wal()',
    "SELECT pg_create_restore_point('x')",
    'CHECKPOINT',
    // What lets an account become another one, or look over its shoulder.
    'SET ROLE colabora',
    'SET ROLE pg_read_all_data',
    'SET ROLE pg_monitor',
    'SET session_replication_role = replica',
    'SET log_statement = $$all$$',
    "ALTER ROLE colabora_portal PASSWORD 'x'",
    'ALTER ROLE colabora_public CREATEROLE',
    'GRANT colabora_portal TO CURRENT_USER',
    'ALTER DATABASE template1 OWNER TO CURRENT_USER',
    'CREATE DATABASE own',
    'CREATE EXTENSION dblink',
    'CREATE FOREIGN DATA WRAPPER own',
    "LOAD 'auto_explain'",
    "SELECT pg_create_physical_replication_slot('own')",
    "SELECT pg_create_logical_replication_slot('own', 'pgoutput')",
    "SELECT setval(pg_get_serial_sequence('duplicate_fingerprint', 'number'), 1)",
  ])('%s', async (sql) => {
    expect(await outcome(sql)).toBe(DENIED);
  });

  test('large objects of others, and what others are asking right now', async () => {
    const [object] = await owned<{ oid: number }>(`SELECT lo_from_bytea(0, 'secret') AS oid`);
    expect(await outcome('SELECT lo_get($1)', [object!.oid])).toBe(DENIED);
    await owned('SELECT lo_unlink($1)', [object!.oid]);
    const { rows } = await stranger.query<{ query: string }>(
      `SELECT query FROM pg_stat_activity WHERE usename <> current_user AND query <> '<insufficient privilege>' AND query <> ''`,
    );
    expect(rows).toEqual([]);
  });

  test('a grant for a tip that is there, made by the function that makes them with a tip', async () => {
    const { rows } = await stranger.query<{ tip_id: string }>('SELECT tip_id FROM vault_subject LIMIT 1');
    const before = await owned('SELECT * FROM vault_grant WHERE tip_id = $1', [rows[0]!.tip_id]);
    const forged = [
      rows[0]!.tip_id,
      'age1x',
      [rows[0]!.tip_id],
      ['age1x'],
      [Buffer.from('x')],
      [],
      [],
      [],
      [],
    ];
    const UNIQUE_VIOLATION = '23505';
    expect(await outcome('SELECT vault_open($1, $2, $3, $4, $5, $6, $7, $8, $9)', forged)).toBe(
      UNIQUE_VIOLATION,
    );
    expect(await owned('SELECT * FROM vault_grant WHERE tip_id = $1', [rows[0]!.tip_id])).toEqual(before);
  });

  test('ending the work of others, and hearing what they tell each other', async () => {
    const [other] = await owned<{ pid: number }>('SELECT pg_backend_pid() AS pid');
    expect(await outcome('SELECT pg_terminate_backend($1)', [other!.pid])).toBe(DENIED);
    expect(await outcome('SELECT pg_cancel_backend($1)', [other!.pid])).toBe(DENIED);
  });

  test('every table by every verb: what isn’t declared is refused, and no sequence is set', async () => {
    const tables = await owned<{ name: string; right: string; has: boolean }>(
      `SELECT c.oid::regclass::text AS name, r AS right, has_table_privilege('colabora_public', c.oid, r) AS has
         FROM pg_class c, unnest(ARRAY['SELECT', 'INSERT', 'UPDATE', 'DELETE', 'TRUNCATE', 'REFERENCES', 'TRIGGER', 'MAINTAIN']) r
        WHERE c.relkind IN ('r', 'p', 'v', 'm', 'f') AND c.relnamespace IN ('public'::regnamespace, 'jobs'::regnamespace)`,
    );
    const has = (right: string) =>
      tables
        .filter((each) => each.right === right && each.has)
        .map(({ name }) => name)
        .sort();
    // Of the queues their names and settings; what a job carries is refused above.
    const known = [...MAY_BE_READ, 'jobs.queue', 'jobs.version'];
    expect(has('SELECT').filter((name) => !known.includes(name))).toEqual([]);
    for (const right of ['UPDATE', 'DELETE', 'TRUNCATE', 'REFERENCES', 'TRIGGER', 'MAINTAIN'])
      expect([right, has(right)]).toEqual([right, MAY[right] ?? []]);
    const sequences = await owned<{ name: string }>(
      `SELECT oid::regclass::text AS name FROM pg_class
        WHERE CASE relkind WHEN 'S' THEN has_sequence_privilege('colabora_public', oid, 'UPDATE') END`,
    );
    expect(sequences).toEqual([]);
    const schemas = await owned<{ name: string }>(
      `SELECT nspname AS name FROM pg_namespace WHERE has_schema_privilege('colabora_public', oid, 'CREATE')`,
    );
    expect(schemas).toEqual([]);
  });

  test('a conversation opens only with the keyed hash of its code, and never tells what the informant wrote', async () => {
    const { rows: none } = await stranger.query('SELECT * FROM conversation_by_code($1)', [Buffer.alloc(32)]);
    expect(none).toEqual([]);
    const [receipt] = await owned<{ code_mac: Buffer }>(
      'SELECT code_mac FROM receipt WHERE tip_id = $1 LIMIT 1',
      [tipId],
    );
    const { rows } = await stranger.query<{ sender: string; text: string | null }>(
      'SELECT * FROM conversation_messages($1)',
      [receipt!.code_mac],
    );
    expect(rows.map(({ sender, text }) => [sender, text])).toEqual([
      ['desk', '¿A qué hora?'],
      ['informant', null],
    ]);
  });

  test('every column that it can read at all is one of these', async () => {
    const readable = await owned<{ name: string; columns: string }>(
      `SELECT c.relname AS name, string_agg(a.attname, ', ' ORDER BY a.attnum) AS columns
         FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid
        WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p', 'v', 'm') AND a.attnum > 0
          AND NOT a.attisdropped AND has_column_privilege('colabora_public', c.oid, a.attnum, 'SELECT')
        GROUP BY c.relname ORDER BY c.relname`,
    );
    const names = readable.map(({ name }) => name);
    expect(names.filter((name) => !MAY_BE_READ.includes(name))).toEqual([]);
    const columnsOf = (name: string) => readable.find((each) => each.name === name)?.columns;
    expect(columnsOf('audit_entry')).toBe('id, position, commitment');
    expect(columnsOf('audit_integrated')).toBe('id, position, commitment');
    expect(columnsOf('duplicate_fingerprint')).toBe('number');
    expect(columnsOf('duplicate_member')).toBe('group_id, received_at');
    expect(columnsOf('tip_file')).toBe('tip_id');
    expect(columnsOf('vault_subject')).toBe('tip_id, recipient');
  });
});

/** Denied means that PostgreSQL refused for want of a right, whatever the statement would have done. */
const refusals = async (url: string, statements: readonly string[]) => {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  const codes: [string, string][] = [];
  for (const statement of statements) {
    const code = await client.query(`BEGIN; ${statement}; ROLLBACK`).then(
      () => 'allowed',
      (error: { code: string }) => error.code,
    );
    await client.query('ROLLBACK');
    codes.push([statement, code]);
  }
  await client.end();
  return codes.filter(([, code]) => code !== '42501');
};

/** What no process may do: the log, and what was asked and decided, are written once. */
const NOBODY = [
  'DELETE FROM audit_integrated',
  'TRUNCATE audit_integrated',
  'UPDATE audit_integrated SET position = position',
  'UPDATE audit_integrated SET commitment = commitment',
  'UPDATE audit_integrated SET id = id',
  'UPDATE audit_incoming SET body = body',
  'UPDATE audit_checkpoint SET note = note',
  'DELETE FROM audit_checkpoint',
  'DELETE FROM audit_tile',
  'UPDATE audit_key SET public_key = public_key',
  'DELETE FROM audit_key',
  'UPDATE audit_origin SET origin = origin',
  'ALTER TABLE audit_integrated DISABLE TRIGGER ALL',
  'DELETE FROM reveal',
  'UPDATE reveal SET asked_by = asked_by',
  'UPDATE reveal SET asked_at = asked_at',
  'UPDATE reveal SET reason = reason',
  'UPDATE reveal SET path = path',
  'UPDATE reveal SET unit_id = unit_id',
  'UPDATE reveal SET tip_id = tip_id',
  'UPDATE reveal SET target = target',
  'DELETE FROM retention_hold',
  'UPDATE retention_hold SET reference = reference',
  'UPDATE retention_hold SET tip_id = tip_id',
  'DELETE FROM erasure_request',
  'UPDATE erasure_request SET asked_at = asked_at',
  'UPDATE erasure_request SET decide_by = decide_by',
  'UPDATE vault_grant SET sealed_identity = sealed_identity',
  'UPDATE vault_record SET sealed = sealed',
  'UPDATE vault_subject SET recipient = recipient',
  'DELETE FROM tip',
  'DELETE FROM tip_note',
  'DELETE FROM dialogue_message',
  'DELETE FROM account',
  'DELETE FROM campaign',
  'SELECT code_mac FROM receipt',
  'CREATE TABLE kept (text text)',
  'CREATE TEMPORARY TABLE kept (text text)',
  "COPY campaign TO '/tmp/colabora-stolen'",
  "COPY campaign TO PROGRAM 'true'",
  'SET ROLE colabora',
  'SELECT rolpassword FROM pg_authid',
];

describe('what the other accounts are refused', () => {
  test('the portal’s: the log’s making, jobs, the names of deliveries, and rewriting what was decided', async () => {
    const own = [
      'SELECT body FROM audit_incoming',
      'DELETE FROM audit_incoming',
      'UPDATE audit_integrated SET body = NULL',
      'INSERT INTO audit_integrated (id, position) VALUES (gen_random_uuid(), 0)',
      'INSERT INTO audit_checkpoint (size, note) VALUES (1, $$forged$$)',
      'INSERT INTO audit_key SELECT * FROM audit_key',
      'UPDATE audit_tile SET hashes = hashes',
      'DELETE FROM vault_record',
      'INSERT INTO vault_subject (tip_id, recipient) VALUES (gen_random_uuid(), $$age1x$$)',
      'SELECT remote_id FROM inbound_message',
      'SELECT body_mac FROM inbound_message',
      'DELETE FROM inbound_message',
      'INSERT INTO erasure_request (id) VALUES (gen_random_uuid())',
      'INSERT INTO retention_run (at) VALUES (now())',
      'SELECT data FROM jobs.job',
      'UPDATE jobs.job SET data = NULL',
      'DELETE FROM jobs.job',
      'SELECT sealed FROM channel_rejection',
      'SELECT sealed_id FROM x_message',
      'SELECT sealed_address FROM x_media',
      'SET ROLE colabora_worker',
    ];
    expect(await refusals(desk.portal.url, [...NOBODY, ...own])).toEqual([]);
  });

  test('the worker’s: what opens an original, who works here, and deciding anything', async () => {
    const own = [
      'SELECT sealed_identity FROM vault_grant',
      'SELECT sealed FROM vault_record',
      "INSERT INTO vault_grant (tip_id, unit_id, sealed_to, sealed_identity) VALUES (gen_random_uuid(), gen_random_uuid(), 'x', 'x')",
      'SELECT reason FROM reveal',
      'INSERT INTO reveal (id) VALUES (gen_random_uuid())',
      'UPDATE reveal SET verdict = verdict',
      'INSERT INTO retention_hold (id) VALUES (gen_random_uuid())',
      'UPDATE retention_hold SET released_at = released_at',
      'UPDATE campaign SET retention = retention',
      'SELECT email FROM account',
      'SELECT password_hash FROM account',
      'UPDATE account SET roles = roles',
      'INSERT INTO membership (account_id, unit_id) VALUES (gen_random_uuid(), gen_random_uuid())',
      'SELECT sess FROM staff_session',
      'SELECT token_mac FROM setup_link',
      'SELECT sealed_identity FROM member_key_wrap',
      'SELECT sealed_identity FROM unit_key_share',
      'SELECT recipient FROM member_key',
      'UPDATE unit SET recipient = recipient',
      'UPDATE unit SET four_eyes = four_eyes',
      'UPDATE oversight_rule SET threshold = threshold',
      'SET ROLE colabora_portal',
    ];
    expect(await refusals(desk.worker.url, [...NOBODY, ...own])).toEqual([]);
  });
});

/** Rules, campaigns, public keys, hashes: add a table here only if every stranger may know what is in it. */
const MAY_BE_READ = [
  'audit_checkpoint',
  'audit_cosignature',
  'audit_entry',
  'audit_integrated',
  'audit_key',
  'audit_origin',
  'audit_tile',
  'audit_timestamp',
  'campaign',
  'duplicate_fingerprint',
  'duplicate_identifier',
  'duplicate_member',
  'duplicate_posting',
  'routing_rule',
  'schema_migration',
  'tip_file',
  'unit',
  'vault_subject',
  'web_code_attempt',
];

/** What the public role may do to a whole table besides adding to it. */
const MAY: Record<string, string[]> = {
  UPDATE: ['web_code_attempt'],
  DELETE: ['web_code_attempt'],
};

describe('what is declared and what is there', () => {
  const declared = persistence.map(({ rights }) => rights);

  test('every table is declared by the lib that keeps it, and every declared table exists', async () => {
    const tables = await owned<{ name: string }>(
      `SELECT relname AS name FROM pg_class
        WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p', 'v', 'm', 'f') AND NOT relispartition`,
    );
    const names = declared.flatMap(({ tables }) => Object.keys(tables));
    expect(tables.map(({ name }) => name).sort()).toEqual([...names].sort());
  });

  test('a function with the rights of its owner is declared, and fixes where it looks for tables', async () => {
    const functions = await owned<{ signature: string; fixed: boolean; definer: boolean }>(
      `SELECT p.oid::regprocedure::text AS signature, p.prosecdef AS definer,
              coalesce(p.proconfig::text LIKE '%search_path=public, pg_temp%', false) AS fixed
         FROM pg_proc p WHERE p.pronamespace = 'public'::regnamespace AND p.prorettype <> 'trigger'::regtype`,
    );
    const granted = new Set<string>();
    for (const { functions: each = {} } of declared) {
      for (const signature of Object.keys(each)) {
        const [row] = await owned<{ name: string }>('SELECT $1::regprocedure::text AS name', [signature]);
        granted.add(row!.name);
      }
    }
    expect(functions.map(({ signature }) => signature).sort()).toEqual([...granted].sort());
    expect(functions.filter(({ definer, fixed }) => definer && !fixed)).toEqual([]);
  });

  test('nobody else got anything: not PUBLIC, and no role more than is declared', async () => {
    const [everybody] = await owned<{ tables: string[] | null }>(
      `SELECT array_agg(c.relname::text) AS tables FROM pg_class c, aclexplode(c.relacl) AS right_given
        WHERE c.relnamespace IN ('public'::regnamespace, 'jobs'::regnamespace) AND right_given.grantee = 0`,
    );
    expect(everybody!.tables).toBeNull();
    const whole = await owned<{ role: string; name: string; right: string }>(
      `SELECT pg_get_userbyid(g.grantee)::text AS role, c.relname::text AS name, g.privilege_type AS right
         FROM pg_class c, aclexplode(c.relacl) AS g
        WHERE c.relnamespace = 'public'::regnamespace AND g.grantee <> c.relowner`,
    );
    const undeclared = whole.filter(({ role, name, right }) => {
      const table = declared.map(({ tables }) => tables[name]).find((each) => each !== undefined);
      const own = ROLES.find((each) => role === `colabora_${each}`)!;
      return ![table?.public, table?.[own]].some((text) => text?.includes(right));
    });
    expect(undeclared).toEqual([]);
  });
});

import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { AuditLog } from '#audit';
import { citizenContext, Clock, operatorContext } from '#kernel';
import { AccountRights, type StaffRole } from '#staff';
import { ErasureRequests, Intake, unreviewedEmergencies } from '#tips';
import { newKeyPair, openBytes, sealBytes, Vault } from '#vault';
import { type Desk, openDesk } from '../support/desk.js';
import { tinyPhoto } from '../support/tiny-photo.js';
import { until } from '../support/until.js';

type Agent = Awaited<ReturnType<Desk['signedIn']>>;

const CONTACT = '611 222 333';
const TEXT = 'Se llama Javier Romero y vende en Getafe. Soy la vecina del 3ºB.';
const WHY = {
  reason: 'Hay que identificar al vendedor',
  legalBasis: 'police-investigation',
  basisWords: 'art. 282 LECrim',
  caseReference: 'DP 123/2026',
  emergency: false,
};

let desk: Desk;
let asker: Agent;
let lead: Agent;
let stranger: Agent;
let tipId: string;
let mark: string;
let fileId: string;
let paper: string;
let ahead = 0;

beforeAll(async () => {
  desk = await openDesk();
  const clock = desk.app.get(Clock);
  clock.now = () => new Date(Date.now() + ahead);
  asker = await desk.signedIn('investigadora.madrid');
  lead = await desk.signedIn('jefa.madrid');
  stranger = await desk.signedIn('investigador.malaga');
  paper = await desk.paperKey('UDYCO Madrid');
  tipId = await send(TEXT, { contact: CONTACT, files: [await tinyPhoto()] });
  const { body } = await asker.get(`/api/tips/${tipId}`).expect(200);
  mark = body.spans.find(({ type }: { type: string }) => type === 'PERSON').token;
  fileId = body.files[0].id;
});
afterAll(() => desk.close());

let sent = 0;
const receive = async (text: string, more: object = {}) =>
  desk.app.get(Intake).receive(
    {
      channel: 'web',
      channelAccount: 'form',
      remoteId: `reveal-${(sent += 1)}`,
      campaignId: await desk.campaignId('tweetredadas'),
      language: 'es',
      text,
      place: 'Getafe',
      files: [],
      ...more,
    },
    citizenContext('test'),
  );
const send = async (text: string, more: object = {}) => (await receive(text, more)).tipId;

const ask = (by: Agent, request: object, tip = tipId) =>
  by.post(`/api/tips/${tip}/reveals`).send({ ...WHY, ...request });
const decide = (by: Agent, id: string, approve = true) =>
  by.post(`/api/reveals/${id}/decision`).send({ approve, reason: 'Visto' });
const open = (by: Agent, id: string, use = 'screen') => by.post(`/api/reveals/${id}/open`).send({ use });

interface Parts {
  grants: string[];
  records: { sealed: string; kind: string; name: string | null }[];
}
async function contents({ grants, records }: Parts): Promise<unknown[]> {
  const bytes = (text: string) => Buffer.from(text, 'base64');
  const identity = Buffer.from(await openBytes(bytes(grants[0]!), paper)).toString();
  return Promise.all(
    records.map(async ({ sealed }) =>
      JSON.parse(Buffer.from(await openBytes(bytes(sealed), identity)).toString()),
    ),
  );
}

async function approved(request: object): Promise<string> {
  const { body } = await ask(asker, request).expect(201);
  await decide(lead, body.id).expect(200);
  return body.id;
}

const changeRights = (me: { accountId: string; name: string }, roles: StaffRole[], unitIds: string[]) =>
  desk.database.transaction((tx) =>
    desk.app
      .get(AccountRights)
      .change(tx, operatorContext('test'), me.accountId, { name: me.name, roles, unitIds }),
  );

/** Keeps rows from being written into a table until the gate opens; they can be read. */
async function holdTable(table: string) {
  const held = Promise.withResolvers<void>();
  const opened = Promise.withResolvers<void>();
  const done = desk.database.transaction(async (tx) => {
    await tx.query(`LOCK TABLE ${table} IN SHARE MODE`);
    held.resolve();
    await opened.promise;
  });
  await held.promise;
  return {
    waitedForBy: (requests: number) =>
      until(`${requests} requests that wait`, async () => {
        const [row] = await desk.database.query<{ waiting: number }>(
          `SELECT count(DISTINCT pid)::int AS waiting FROM pg_locks
            WHERE NOT granted AND pid IN (SELECT pid FROM pg_stat_activity WHERE datname = current_database())`,
        );
        return row!.waiting === requests;
      }),
    open: async () => {
      opened.resolve();
      await done;
    },
  };
}

const actions = async () =>
  (await desk.app.get(AuditLog).history({ kind: 'tip', id: tipId })).map(({ action, details }) => [
    action,
    details['kind'] ?? null,
    details['target'] ?? null,
  ]);

describe('a reveal', () => {
  test('of one name takes a second person, and hands out that name’s ciphertext alone', async () => {
    const { body } = await ask(asker, { kind: 'entity', target: mark }).expect(201);
    expect(body).toMatchObject({ path: 'four-eyes', state: 'waiting' });
    await open(asker, body.id).expect(409);
    await decide(asker, body.id).expect(403);
    await decide(stranger, body.id).expect(403);
    await decide(lead, body.id).expect(200);
    const { body: parts, headers } = await open(asker, body.id).expect(200);
    expect(headers['cache-control']).toBe('no-store');
    expect(parts.records.map(({ kind, name }: Parts['records'][0]) => [kind, name])).toEqual([
      ['entity', mark],
    ]);
    expect(await contents(parts)).toEqual([{ type: 'PERSON', value: 'Javier Romero' }]);
    expect(await actions()).toEqual(
      expect.arrayContaining([
        ['tip.reveal-asked', 'entity', mark],
        ['tip.reveal-approved', 'entity', mark],
        ['tip.revealed', 'entity', mark],
      ]),
    );
  });

  test('of the text, the contact, a file’s facts and a file opens each of them', async () => {
    const read = async (request: object) =>
      contents((await open(asker, await approved(request)).expect(200)).body);
    expect(await read({ kind: 'text' })).toEqual([expect.objectContaining({ text: TEXT })]);
    expect(await read({ kind: 'informant' })).toEqual([{ contact: CONTACT }]);
    expect(await read({ kind: 'file-facts', target: fileId })).toEqual(
      expect.arrayContaining([expect.objectContaining({ fileId, name: 'IMG_1.jpg' })]),
    );
    const id = await approved({ kind: 'file', target: fileId });
    const { body } = await asker.post(`/api/reveals/${id}/file`).responseType('blob').expect(200);
    expect((body as Buffer).subarray(0, 21).toString()).toBe('age-encryption.org/v1');
  });

  test('of an e-mail as it came, headers and all, takes a second person; the ciphertext opens to the very bytes', async () => {
    const raw = Buffer.from(
      'From: Ana <ana@example.org>\r\nReceived: from casa.example.org\r\n\r\nVenden allí.',
    );
    const mailed = await send('Venden en la caseta del parque, detrás de los setos.', {
      channel: 'email',
      raw,
      sender: { email: 'ana@example.org' },
    });
    const { body: page } = await asker.get(`/api/tips/${mailed}`).expect(200);
    expect(page.mails).toEqual([expect.objectContaining({ bytes: raw.length })]);
    const target = page.mails[0].id;
    const { body: asked } = await ask(asker, { kind: 'mail', target }, mailed).expect(201);
    expect(asked).toMatchObject({ path: 'four-eyes', state: 'waiting' });
    await asker.post(`/api/reveals/${asked.id}/file`).expect(409);
    await decide(lead, asked.id).expect(200);
    const { body: parts } = await open(asker, asked.id).expect(200);
    expect(parts.records).toEqual([]);
    const { body: sealed } = await asker
      .post(`/api/reveals/${asked.id}/file`)
      .responseType('blob')
      .expect(200);
    const identity = await openBytes(Buffer.from(parts.grants[0], 'base64'), paper);
    expect(Buffer.from(await openBytes(sealed, Buffer.from(identity).toString()))).toEqual(raw);
    await ask(asker, { kind: 'mail', target: fileId }, mailed).expect(409);
    await ask(asker, { kind: 'mail' }, mailed).expect(422);
    const history = await desk.app.get(AuditLog).history({ kind: 'tip', id: mailed });
    expect(history.map(({ action, details }) => [action, details['target'] ?? null])).toEqual(
      expect.arrayContaining([
        ['tip.reveal-asked', target],
        ['tip.revealed', target],
      ]),
    );
  });

  test('that waits, was refused, or whose time is over hands out nothing', async () => {
    const waiting = (await ask(asker, { kind: 'text' })).body.id;
    const refused = (await ask(asker, { kind: 'text' })).body.id;
    await decide(lead, refused, false).expect(200);
    const over = await approved({ kind: 'text' });
    const file = await approved({ kind: 'file', target: fileId });
    ahead = 15 * 60_000 + 1;
    const answers = await Promise.all([
      ...[waiting, refused, over, file].map((id) => open(asker, id)),
      asker.post(`/api/reveals/${file}/file`),
    ]);
    ahead = 0;
    expect(answers.map(({ status }) => status)).toEqual([409, 409, 409, 409, 409]);
    expect(JSON.stringify(answers.map(({ body }) => body))).not.toMatch(/sealed|YWdlLW/);
    await decide(lead, refused).expect(409);
    expect(await actions()).toContainEqual(['access.denied', null, null]);
  });

  test('that nobody decided in three days can not be approved any more', async () => {
    const { body } = await ask(asker, { kind: 'text' }).expect(201);
    const askedAgo = (time: string) =>
      desk.database.query(`UPDATE reveal SET asked_at = now() - $2::interval WHERE id = $1`, [body.id, time]);
    await askedAgo('72 hours 1 minute');
    await decide(lead, body.id).expect(409);
    await askedAgo('71 hours');
    await decide(lead, body.id).expect(200);
  });

  test('is decided once, also by two who decide at the same moment', async () => {
    const { body } = await ask(asker, { kind: 'text' }).expect(201);
    const gate = await holdTable('reveal');
    const decided = [decide(lead, body.id, false).then(), decide(lead, body.id).then()];
    await gate.waitedForBy(2);
    await gate.open();
    expect((await Promise.all(decided)).map(({ status }) => status).sort()).toEqual([200, 409]);
    const history = await desk.app.get(AuditLog).history({ kind: 'tip', id: tipId });
    const verdicts = history.filter(
      ({ action, details }) =>
        details['reveal'] === body.id && /^tip\.reveal-(approved|refused)$/.test(action ?? ''),
    );
    expect(verdicts).toHaveLength(1);
  });

  test('waits for those alone who may decide on it, and for its asker once it may be opened', async () => {
    const counts = async (who: Agent) => (await who.get('/api/reveals/counts').expect(200)).body;
    const before = await Promise.all([asker, lead, stranger].map(counts));
    const { body } = await ask(asker, { kind: 'text' }).expect(201);
    const [own, others, elsewhere] = await Promise.all([asker, lead, stranger].map(counts));
    expect([own, elsewhere]).toEqual([before[0], before[2]]);
    expect(others.toDecide).toBe(before[1].toDecide + 1);
    await decide(lead, body.id).expect(200);
    expect(await Promise.all([asker, lead, stranger].map(counts))).toEqual([
      { ...before[0], toOpen: before[0].toOpen + 1 },
      before[1],
      before[2],
    ]);
    await open(asker, body.id).expect(200);
    expect(await counts(asker)).toEqual(before[0]);
  });

  test('ends when the tip becomes another unit’s, also for who belongs to both', async () => {
    const moved = await send('En la nave del fondo desmontan motos, la lleva Saturnino Berrocal.');
    const { body } = await ask(asker, { kind: 'text' }, moved).expect(201);
    await decide(lead, body.id).expect(200);
    await desk.database.query('UPDATE tip SET unit_id = $2 WHERE id = $1', [
      moved,
      await desk.unitId('proteccion-menores'),
    ]);
    await asker.get(`/api/tips/${moved}`).expect(200);
    await open(asker, body.id).expect(409);
  });

  test('is about its own tip: a file or a mail of another one is not there', async () => {
    const other = await send('Venden junto a la fuente.', {
      channel: 'email',
      raw: Buffer.from('From: a\r\n\r\nb'),
    });
    const { body: page } = await asker.get(`/api/tips/${other}`).expect(200);
    await ask(asker, { kind: 'file', target: fileId }, other).expect(409);
    await ask(asker, { kind: 'mail', target: page.mails[0].id }).expect(409);
    await ask(asker, { kind: 'mail', target: page.mails[0].id }, other).expect(201);
  });

  test('says in the log what each opening was for: the screen, a copy, the bytes of a file', async () => {
    const id = await approved({ kind: 'file', target: fileId });
    await open(asker, id).expect(200);
    await open(asker, id, 'clear-file').expect(200);
    const { headers } = await asker.post(`/api/reveals/${id}/file`).expect(200);
    expect(headers).toMatchObject({
      'cache-control': 'no-store',
      'content-type': 'application/octet-stream',
      'content-security-policy': "default-src 'none'; sandbox",
    });
    const uses = (await desk.app.get(AuditLog).history({ kind: 'tip', id: tipId }))
      .filter(({ details, action }) => details['reveal'] === id && 'use' in details && action !== undefined)
      .map(({ action, details }) => [action, details['use']]);
    expect(uses).toEqual([
      ['tip.revealed', 'screen'],
      ['tip.reveal-exported', 'clear-file'],
      ['tip.revealed', 'bytes'],
    ]);
    const shown = async () =>
      (await lead.get(`/api/reveals?tip=${tipId}`).expect(200)).body.reveals.find(
        (each: { id: string }) => each.id === id,
      );
    const { openings, firstOpenedAt } = await shown();
    expect(openings).toBe(2);
    expect(firstOpenedAt).toEqual(expect.any(String));
    await open(asker, id).expect(200);
    expect(await shown()).toMatchObject({ openings: 3, firstOpenedAt });
  });

  test('is nobody else’s: not another unit’s, not a manager’s, not the lead’s who approved it', async () => {
    const id = await approved({ kind: 'text' });
    const manager = await desk.signedIn('campanas');
    await open(stranger, id).expect(404);
    await open(lead, id).expect(404);
    await open(manager, id).expect(403);
    await ask(stranger, { kind: 'text' }).expect(404);
    await stranger.post(`/api/tips/${tipId}/answer-address`).expect(404);
    expect((await stranger.get('/api/reveals').expect(200)).body.reveals).toEqual([]);
  });

  test('asks for a reason, a legal basis and a case; of nothing it is refused', async () => {
    await ask(asker, { kind: 'text', reason: 'x' }).expect(422);
    await ask(asker, { kind: 'text', legalBasis: 'curiosity' }).expect(422);
    await ask(asker, { kind: 'text', caseReference: '' }).expect(422);
    await ask(asker, { kind: 'everything' }).expect(422);
    await ask(asker, { kind: 'entity' }).expect(422);
    await ask(asker, { kind: 'text', target: mark }).expect(422);
    await ask(asker, { kind: 'entity', target: 'PERSON·0000' }).expect(409);
  });

  test('takes no blanks for words, and of another basis than the law’s an explanation', async () => {
    await ask(asker, { kind: 'text', reason: ' '.repeat(40) }).expect(422);
    await ask(asker, { kind: 'text', reason: `   corta   ` }).expect(422);
    await ask(asker, { kind: 'text', reason: 'x'.repeat(501) }).expect(422);
    await ask(asker, { kind: 'text', caseReference: '     ' }).expect(422);
    const unexplained = await ask(asker, { kind: 'text', legalBasis: 'other', basisWords: '  ' });
    expect([unexplained.status, unexplained.body.errors]).toEqual([
      422,
      [{ pointer: '/basisWords', rule: 'required' }],
    ]);
    const { body } = await ask(asker, { kind: 'text', legalBasis: 'other', basisWords: 'Convenio' }).expect(
      201,
    );
    const blank = { approve: true, reason: '    ' };
    await lead.post(`/api/reveals/${body.id}/decision`).send(blank).expect(422);
    await open(asker, body.id).expect(409);
  });

  test('approved for one value opens no other: neither by asking again nor as a file', async () => {
    const several = await send('Vende Javier Romero desde el coche 4821 KLM, con Saturnino Berrocal.');
    const { body: page } = await asker.get(`/api/tips/${several}`).expect(200);
    const [first] = page.spans.filter(({ type }: { type: string }) => type === 'PERSON');
    expect(page.spans.length).toBeGreaterThan(1);
    const asked = await ask(asker, { kind: 'entity', target: first.token }, several).expect(201);
    const id = asked.body.id;
    await decide(lead, id).expect(200);
    await asker.post(`/api/reveals/${id}/open`).send({ use: 'screen', kind: 'text' }).expect(422);
    await asker.post(`/api/reveals/${id}/open`).send({ use: 'screen', target: 'PHONE·0000' }).expect(422);
    await asker.post(`/api/reveals/${id}/file`).expect(409);
    await decide(lead, id).expect(409); // an approval is given once, its quarter of an hour starts once
    const { body } = await open(asker, id).expect(200);
    expect(await contents(body)).toEqual([{ type: 'PERSON', value: 'Javier Romero' }]);
  });

  test('hands out nothing of what was erased meanwhile, and does not say that it was opened', async () => {
    const { tipId: doomed, code } = await receive(
      'En la nave del fondo reparten paquetes, lo hace Saturnino Berrocal.',
      { files: [await tinyPhoto()] },
    );
    const { body: page } = await asker.get(`/api/tips/${doomed}`).expect(200);
    const target = page.files[0].id;
    const ids = await Promise.all(
      [{ kind: 'text' }, { kind: 'file', target }].map(async (request) => {
        const { body } = await ask(asker, request, doomed).expect(201);
        await decide(lead, body.id).expect(200);
        return body.id as string;
      }),
    );
    await desk.app.get(ErasureRequests).ask(code, citizenContext('test'));
    await until('the tip erased', async () => {
      const rows = await desk.database.query('SELECT FROM tip WHERE id = $1 AND erased IS NOT NULL', [
        doomed,
      ]);
      return rows.length === 1;
    });
    for (const id of ids) {
      const refused = await open(asker, id);
      expect([refused.status, refused.body.type]).toEqual([409, 'urn:colabora:problem:nothing-sealed']);
    }
    await asker.post(`/api/reveals/${ids[1]}/file`).expect(404);
    await ask(asker, { kind: 'text' }, doomed).expect(409);
    const { body: listed } = await lead.get(`/api/reveals?tip=${doomed}`).expect(200);
    expect(listed.reveals.map(({ openings }: { openings: number }) => openings)).toEqual([0, 0]);
    const history = await desk.app.get(AuditLog).history({ kind: 'tip', id: doomed });
    expect(history.map(({ action }) => action)).not.toContain('tip.revealed');
  });
});

describe('one person with two accounts', () => {
  const known = async (who: Agent) => {
    const [account] = await desk.database.query<{ id: string; name: string; email: string }>(
      'SELECT id, name, email FROM account WHERE id = $1',
      [(await who.get('/api/session').expect(200)).body.accountId],
    );
    return account!;
  };
  const call = (id: string, { name, email }: { name: string; email: string }) =>
    desk.database.query('UPDATE account SET name = $2, email = $3 WHERE id = $1', [id, name, email]);

  test.each([
    ['name', (her: { name: string }) => ({ name: `  ${her.name.toUpperCase().replace('É', 'E')} ` })],
    ['mailbox', (her: { email: string }) => ({ email: her.email.replace('@', '+otra@') })],
  ])('neither decides nor reviews for themself under the same %s', async (_, likeHer) => {
    const [her, second] = [await known(asker), await known(lead)];
    const { body: asked } = await ask(asker, { kind: 'text' }).expect(201);
    const { body: urgent } = await ask(asker, { kind: 'informant', emergency: true }).expect(201);
    const review = () =>
      lead.post(`/api/reveals/${urgent.id}/review`).send({ justified: true, words: 'Comprobado' });
    await call(second.id, { ...second, ...likeHer(her) });
    for (const answer of [await decide(lead, asked.id), await review()])
      expect([answer.status, answer.body.type]).toEqual([403, 'urn:colabora:problem:same-person']);
    await open(asker, asked.id).expect(409);
    const history = await desk.app.get(AuditLog).history({ kind: 'tip', id: tipId });
    expect(history.filter(({ reason }) => reason === 'same-person').length).toBeGreaterThanOrEqual(2);
    await call(second.id, second);
    await decide(lead, asked.id).expect(200);
    await review().expect(200);
  });

  test('isn’t let off by switching the second person off with the other account', async () => {
    const [her, second] = [await known(asker), await known(lead)];
    const unit = await desk.unitId('udyco-madrid');
    const switched = (on: boolean) =>
      lead.put(`/api/units/${unit}/keys/four-eyes`).send({ fourEyes: on }).expect(204);
    const path = async () => (await ask(asker, { kind: 'entity', target: mark })).body.path;
    await call(second.id, { ...second, name: her.name });
    await switched(false);
    expect(await path()).toBe('four-eyes');
    await call(second.id, second);
    expect(await path()).toBe('single');
    await switched(true);
  });
});

describe('a unit that wants no second person', () => {
  const fourEyes = async (on: boolean) =>
    lead
      .put(`/api/units/${await desk.unitId('udyco-madrid')}/keys/four-eyes`)
      .send({ fourEyes: on })
      .expect(204);

  test('opens at once what isn’t about the informant; who informed takes two all the same', async () => {
    await fourEyes(false);
    const plain = await send('En el bar de la plaza vende Ramón Quirós, de noche.');
    const path = async (request: object, tip = tipId) => (await ask(asker, request, tip)).body.path;
    expect(await path({ kind: 'entity', target: mark })).toBe('single');
    expect(await path({ kind: 'text' }, plain)).toBe('single');
    expect(await path({ kind: 'text' })).toBe('four-eyes'); // the vecina of the 3ºB is in it
    const placed = await send('En el bar de la plaza venden de noche.', {
      place: 'vivo enfrente del mercado',
    });
    expect(await path({ kind: 'text' }, placed)).toBe('four-eyes'); // where they live is in its place
    expect(await path({ kind: 'informant' })).toBe('four-eyes');
    const mailed = await send('Venden en la marquesina.', {
      channel: 'email',
      raw: Buffer.from('From: ana@example.org\r\n\r\nVenden.'),
    });
    const { body: page } = await asker.get(`/api/tips/${mailed}`).expect(200);
    expect(await path({ kind: 'mail', target: page.mails[0].id }, mailed)).toBe('four-eyes');
    // What the informant said of themself later counts like the first words.
    await desk.database.query(
      `INSERT INTO dialogue_message (id, tip_id, sender, text, spans, sent_at)
       VALUES (gen_random_uuid(), $1, 'informant', '[INFORMANT]', '[{"token": "[INFORMANT]"}]', now())`,
      [plain],
    );
    expect(await path({ kind: 'text' }, plain)).toBe('four-eyes');
    await fourEyes(true);
  });
});

test('who switches the second person off needs one all the same', async () => {
  const unit = await desk.unitId('udyco-madrid');
  const switched = (by: Agent, on: boolean) =>
    by.put(`/api/units/${unit}/keys/four-eyes`).send({ fourEyes: on }).expect(204);
  const path = async (by: Agent) => (await ask(by, { kind: 'entity', target: mark })).body.path;
  await switched(lead, false);
  expect([await path(lead), await path(asker)]).toEqual(['four-eyes', 'single']);
  await switched(asker, false);
  expect([await path(lead), await path(asker)]).toEqual(['single', 'four-eyes']);
  await switched(asker, true);
  expect([await path(lead), await path(asker)]).toEqual(['four-eyes', 'four-eyes']);
});

describe('an emergency', () => {
  test('is one at a time, also of two that are asked for at once', async () => {
    const tips = [
      await send('Venden junto al quiosco.', { contact: CONTACT }),
      await send('Desguazan coches tras la gasolinera.', { contact: CONTACT }),
    ];
    const gate = await holdTable('reveal');
    const asked = tips.map((tip) => ask(lead, { kind: 'informant', emergency: true }, tip).then());
    await gate.waitedForBy(2);
    await gate.open();
    const answers = await Promise.all(asked);
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 409]);
    const [{ body }] = answers.filter(({ status }) => status === 201) as [(typeof answers)[0]];
    await asker
      .post(`/api/reveals/${body.id}/review`)
      .send({ justified: true, words: 'Comprobado' })
      .expect(200);
  });

  test('opens at once, is announced, and must be reviewed before the next one', async () => {
    const { body } = await ask(asker, { kind: 'informant', emergency: true }).expect(201);
    expect(body).toMatchObject({ path: 'break-glass', state: 'approved' });
    await open(asker, body.id).expect(200);
    expect((await lead.get('/api/reveals/counts')).body.toReview).toBe(1);
    expect((await asker.get('/api/reveals/counts')).body.toReview).toBe(0); // nobody reviews themself
    const late = (hours: number) =>
      unreviewedEmergencies(desk.database, new Date(Date.now() + hours * 3_600_000));
    expect([await late(23), await late(25)]).toEqual([0, 1]);
    const again = await ask(asker, { kind: 'informant', emergency: true });
    expect([again.status, again.body.type]).toEqual([409, 'urn:colabora:problem:review-pending']);
    const review = (by: Agent) =>
      by.post(`/api/reveals/${body.id}/review`).send({ justified: true, words: 'Había un menor en peligro' });
    await review(asker).expect(403);
    await review(lead).expect(200);
    expect(await late(25)).toBe(0);
    await review(lead).expect(409);
    const planned = await approved({ kind: 'text' });
    await lead
      .post(`/api/reveals/${planned}/review`)
      .send({ justified: true, words: 'Nada urgente' })
      .expect(409);
    await ask(asker, { kind: 'informant', emergency: true }).expect(201);
  });
});

test('a lead sees every reveal of the unit, also the refused ones with who refused them and why', async () => {
  const { body: asked } = await ask(asker, { kind: 'text' }).expect(201);
  await decide(lead, asked.id, false).expect(200);
  for (const query of ['', '?state=refused', `?tip=${tipId}`]) {
    const { body } = await lead.get(`/api/reveals${query}`).expect(200);
    const found = body.reveals.find(({ id }: { id: string }) => id === asked.id);
    expect(found).toMatchObject({ state: 'refused', decisionReason: 'Visto', openings: 0 });
    expect(found.decidedBy).toBe((await lead.get('/api/session')).body.accountId);
  }
});

test('a lead who looks back finds each reveal once, page by page and by what, who, whose and how it stands', async () => {
  const [own, urgent] = [
    (await ask(lead, { kind: 'text' })).body,
    (await ask(lead, { kind: 'informant', emergency: true })).body,
  ];
  await desk.database.query(
    `INSERT INTO reveal (id, tip_id, unit_id, kind, path, asked_by, asked_at, reason, legal_basis, basis_words, case_reference)
     SELECT uuidv7(), tip_id, unit_id, kind, path, asked_by, asked_at, reason, legal_basis, basis_words, case_reference
       FROM reveal, generate_series(1, 120) WHERE id = $1`,
    [(await ask(asker, { kind: 'text' })).body.id],
  );
  interface Line {
    id: string;
    kind: string;
    state: string;
    askedBy: string;
    unitId: string;
    path: string;
    review: string | null;
  }
  const all = async (query = '') => {
    const found: Line[] = [];
    for (let before = ''; ;) {
      const { body } = await lead.get(`/api/reveals?${query}${before}`).expect(200);
      found.push(...body.reveals);
      if (body.next === undefined) return found;
      before = `&before=${body.next}`;
    }
  };
  const mine = (await lead.get('/api/session').expect(200)).body.accountId;
  const madrid = await desk.unitId('udyco-madrid');
  const everything = await all();
  const inTheirUnit = await desk.database.query<{ id: string }>(
    'SELECT id FROM reveal WHERE unit_id = $1 ORDER BY id DESC',
    [madrid],
  );
  expect(everything.map(({ id }) => id)).toEqual(inTheirUnit.map(({ id }) => id));
  expect(everything.map(({ id }) => id)).toEqual(expect.arrayContaining([own.id, urgent.id])); // one's own, too

  const filtered: [string, (line: Line) => boolean][] = [
    ['kind=informant', ({ kind }) => kind === 'informant'],
    ['state=waiting', ({ state }) => state === 'waiting'],
    [`person=${mine}`, ({ askedBy }) => askedBy === mine],
    [`unit=${madrid}`, ({ unitId }) => unitId === madrid],
    [`unit=${await desk.unitId('udyco-malaga')}`, () => false],
    ['toReview=true', ({ path, review }) => path === 'break-glass' && review === null],
  ];
  for (const [query, fits] of filtered)
    expect([query, (await all(query)).map(({ id }) => id)]).toEqual([
      query,
      everything.filter(fits).map(({ id }) => id),
    ]);
  const looks = async () =>
    (await desk.app.get(AuditLog).history({ kind: 'system', id: 'reveals' })).filter(
      ({ action, actor }) => action === 'tip.reveals-listed' && actor.id === mine,
    ).length;
  const before = await looks();
  await all();
  expect((await looks()) - before).toBe(Math.ceil(everything.length / 50)); // each page is a look

  await asker
    .post(`/api/reveals/${urgent.id}/review`)
    .send({ justified: false, words: 'Podía esperar' })
    .expect(200);
  const reviewed = (await desk.app.get(AuditLog).history({ kind: 'tip', id: tipId })).filter(
    ({ action, details }) => action === 'tip.reveal-reviewed' && details['reveal'] === urgent.id,
  );
  expect(reviewed).toMatchObject([{ reason: 'Podía esperar', details: { justified: false } }]);
});

test('another unit’s reveal is not there for whoever leads elsewhere, and each try is in the log', async () => {
  const { body: me } = await stranger.get('/api/session').expect(200);
  await changeRights(me, ['investigator', 'lead'], me.unitIds);
  const waiting = (await ask(asker, { kind: 'text' })).body.id;
  const open = await approved({ kind: 'text' });
  const tries: [string, object][] = [
    [`/api/tips/${tipId}/reveals`, { ...WHY, kind: 'text' }],
    [`/api/tips/${tipId}/answer-address`, {}],
    [`/api/tips/${tipId}/passing`, {}],
    [`/api/reveals/${waiting}/decision`, { approve: true, reason: 'Visto' }],
    [`/api/reveals/${open}/open`, { use: 'screen' }],
    [`/api/reveals/${open}/file`, {}],
    [`/api/reveals/${open}/review`, { justified: true, words: 'Visto' }],
  ];
  const denials = async () =>
    (await desk.app.get(AuditLog).history({ kind: 'tip', id: tipId })).filter(
      ({ action, actor }) => action === 'access.denied' && actor.id === me.accountId,
    ).length;
  for (const [path, body] of tries) {
    const before = await denials();
    await stranger.post(path).send(body).expect(404);
    expect([path, await denials()]).toEqual([path, before + 1]);
  }
  const none = await stranger.get(`/api/reveals?tip=${tipId}`).expect(200);
  expect(none.body.reveals).toEqual([]);
  expect((await lead.get(`/api/reveals?tip=${tipId}`)).body.reveals.length).toBeGreaterThan(1);
});

test('an investigator sees the reveals of their own', async () => {
  const { body } = await lead.get('/api/reveals?kind=informant').expect(200);
  expect(new Set(body.reveals.map(({ kind }: { kind: string }) => kind))).toEqual(new Set(['informant']));
  expect(body.reveals[0]).toMatchObject({ reason: WHY.reason, caseReference: WHY.caseReference });
});

test('the way back is handed out sealed for an answer, and a web tip has none', async () => {
  const refused = await asker.post(`/api/tips/${tipId}/answer-address`);
  expect(refused.body.type).toContain('no-way-back');
  const written = await send('Venden en el soportal de la estación.', {
    channel: 'x-dm',
    channelAccount: 'policia',
    replyTo: { address: '998871236544331177', acknowledge: false },
  });
  await desk.database.transaction((tx) =>
    desk.app.get(Vault).seal(tx, written, [{ kind: 'reply-address', content: 'a newer one' }]),
  );
  const { body, headers } = await asker.post(`/api/tips/${written}/answer-address`).expect(200);
  expect(headers['cache-control']).toBe('no-store');
  expect(body.records.map(({ kind }: { kind: string }) => kind)).toEqual(['reply-address']);
  expect(await contents(body)).toEqual(['a newer one']);
  const history = await desk.app.get(AuditLog).history({ kind: 'tip', id: written });
  expect(history.map(({ action }) => action)).toContain('tip.answer-address-opened');
});

describe('passing a tip to another unit', () => {
  test('takes it, its repeats and the right to open them along; the former unit has nothing left', async () => {
    const moved = await send('Trafican en el polígono de Los Olivos cada viernes con una furgoneta blanca.');
    const repeat = await send(
      'Trafican en el polígono de Los Olivos cada viernes con una furgoneta blanca. Gracias.',
    );
    const malaga = await desk.unitId('udyco-malaga');
    const unit = (await asker.get('/api/units')).body.find(({ id }: { id: string }) => id === malaga);
    const { body: tip } = await asker.get(`/api/tips/${moved}`);
    const { body: passable } = await asker.post(`/api/tips/${moved}/passing`).expect(200);
    expect(passable.map((each: { tipId: string }) => each.tipId).sort()).toEqual([moved, repeat].sort());
    const grants = await Promise.all(
      passable.map(async (each: { tipId: string; grants: string[] }) => {
        const identity = await openBytes(Buffer.from(each.grants[0]!, 'base64'), paper);
        const sealed = await sealBytes(identity, unit.recipient);
        return { tipId: each.tipId, sealedIdentity: Buffer.from(sealed).toString('base64') };
      }),
    );
    const waiting = (await ask(asker, { kind: 'text' }, moved)).body.id;
    await decide(lead, waiting).expect(200);
    const pass = (by: Agent, given: object[], more: object = {}) =>
      by.put(`/api/tips/${moved}/unit`).send({
        unitId: malaga,
        recipient: unit.recipient,
        reason: 'Es de Málaga',
        version: tip.version,
        grants: given,
        ...more,
      });
    await pass(stranger, grants).expect(404);
    await pass(asker, grants.slice(1)).expect(409);
    await pass(asker, grants, { version: tip.version + 9 }).expect(409);
    await pass(asker, grants, { reason: '   ' }).expect(422);
    // The other unit's key as it was before a replacement: what is sealed to it would soon open for nobody.
    const former = (await newKeyPair()).recipient;
    const stale = await pass(asker, grants, { recipient: former });
    expect([stale.status, stale.body.type]).toEqual([409, 'urn:colabora:problem:unit-key-changed']);
    await pass(asker, grants).expect(204);
    const log = await desk.app.get(AuditLog).history({ kind: 'tip', id: repeat });
    expect(log.map(({ action }) => action)).toEqual(
      expect.arrayContaining(['tip.passing-prepared', 'tip.passed']),
    );

    await asker.get(`/api/tips/${moved}`).expect(404);
    await asker.get(`/api/tips/${repeat}`).expect(404);
    await open(asker, waiting).expect(404);
    expect((await stranger.get(`/api/tips/${moved}`).expect(200)).body.unitId).toBe(malaga);
    const left = await desk.database.query<{ unit_id: string; sealed_identity: Buffer }>(
      'SELECT unit_id, sealed_identity FROM vault_grant WHERE tip_id = ANY ($1)',
      [[moved, repeat]],
    );
    expect(new Set(left.map(({ unit_id }) => unit_id))).toEqual(new Set([malaga]));
    const malagaPaper = await desk.paperKey('UDYCO Málaga');
    await expect(openBytes(left[0]!.sealed_identity, malagaPaper)).resolves.toBeDefined();
    await expect(openBytes(left[0]!.sealed_identity, paper)).rejects.toThrow();
  });
});

test('a line passes on with a repeat whose informant had it erased, of which there is nothing to open', async () => {
  const text = 'Cada jueves descargan garrafas en el muelle viejo, junto a la grúa amarilla';
  const line = await receive(text);
  const repeat = await receive(`${text}. Gracias.`);
  await desk.app.get(ErasureRequests).ask(repeat.code, citizenContext('test'));
  const columns = async (id: string) =>
    (
      await desk.database.query<{ erased: string | null; unit_id: string; version: number }>(
        'SELECT erased, unit_id, version FROM tip WHERE id = $1',
        [id],
      )
    )[0]!;
  await until('the repeat erased', async () => (await columns(repeat.tipId)).erased === 'identity');
  const malaga = await desk.unitId('udyco-malaga');
  const { recipient } = (await lead.get('/api/units')).body.find(({ id }: { id: string }) => id === malaga);
  const { body: passable } = await lead.post(`/api/tips/${line.tipId}/passing`).expect(200);
  expect(passable.map((each: { tipId: string }) => each.tipId)).toEqual([line.tipId]);
  const identity = await openBytes(Buffer.from(passable[0].grants[0], 'base64'), paper);
  const sealedIdentity = Buffer.from(await sealBytes(identity, recipient)).toString('base64');
  const { version } = await columns(line.tipId);
  const pass = (grants: object[]) =>
    lead
      .put(`/api/tips/${line.tipId}/unit`)
      .send({ unitId: malaga, recipient, reason: 'Es de Málaga', version, grants });
  await pass([]).expect(409);
  await pass([{ tipId: line.tipId, sealedIdentity }]).expect(204);
  for (const { tipId: id } of [line, repeat]) expect((await columns(id)).unit_id).toBe(malaga);
});

test('who leads nobody sees only their own reveals and decides on none', async () => {
  const { body: me } = await asker.get('/api/session');
  await changeRights(me, ['investigator'], me.unitIds);
  const { body: hers } = await ask(lead, { kind: 'text' }).expect(201);
  const { body } = await asker.get('/api/reveals').expect(200);
  expect(body.reveals.length).toBeGreaterThan(0);
  expect(new Set(body.reveals.map(({ askedBy }: { askedBy: string }) => askedBy))).toEqual(
    new Set([me.accountId]),
  );
  await decide(asker, hers.id).expect(403);
});

test('who left the unit opens nothing, whatever was approved before', async () => {
  const id = await approved({ kind: 'text' });
  const { body: me } = await asker.get('/api/session');
  await changeRights(me, ['investigator'], []);
  await open(asker, id).expect(404);
});

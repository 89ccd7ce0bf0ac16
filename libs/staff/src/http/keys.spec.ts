import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { AuditLog } from '#audit';
import { Clock, operatorContext, uuidv7 } from '#kernel';
import { GRANTS_AT_ONCE, newKeyPair, openBytes, sealBytes, Vault } from '#vault';
import { openStaffDesk, type StaffDesk } from '../../../../test/support/staff-desk.js';
import { until } from '../../../../test/support/until.js';
import { AccountRights } from '../account-rights.js';
import { KeyRotation } from '../keys/key-rotation.js';
import { foreignKeys } from '../keys/logged-keys.js';
import { StaffModule } from '../staff.module.js';

type Agent = Awaited<ReturnType<StaffDesk['signedIn']>>;
interface Person {
  accountId: string;
  agent: Agent;
  identity: string;
  recipient: string;
}

let desk: StaffDesk;
let unitId: string;
let paper: { identity: string; recipient: string };
let lead: Person;
let colleague: Person;
let stranger: Person;
let tipId: string;

beforeAll(async () => {
  desk = await openStaffDesk([StaffModule]);
  paper = await newKeyPair();
  unitId = await unitWith(paper.recipient, 'udyco-madrid');
  const otherUnit = await desk.unit('udyco-malaga');
  lead = await person('lead@policia.example', 'lead', unitId);
  colleague = await person('colleague@policia.example', 'investigator', unitId);
  stranger = await person('stranger@policia.example', 'lead', otherUnit);
  tipId = await sealedTip();
});
afterAll(() => desk.close());

const unitWith = async (recipient: string, slug: string) =>
  (
    await desk.database.transaction((tx) =>
      desk.units.create(tx, operatorContext('test'), {
        slug,
        name: slug,
        territory: [],
        topics: [],
        recipient,
      }),
    )
  ).id;

async function person(email: string, role: 'lead' | 'investigator', unit: string): Promise<Person> {
  const accountId = await desk.person(email, [role], [unit]);
  return { accountId, agent: await desk.signedIn(email), ...(await newKeyPair()) };
}

/** A tip of the unit, sealed as intake does it. */
async function sealedTip(): Promise<string> {
  const id = uuidv7();
  await desk.database.transaction(async (tx) => {
    const unit = await desk.units.toSealFor(tx, unitId);
    await new Vault().open(
      tx,
      id,
      [{ unitId, recipient: unit!.recipient }],
      [{ kind: 'message', content: { text: 'x' } }],
    );
  });
  return id;
}

const base64 = (bytes: Uint8Array) => Buffer.from(bytes).toString('base64');
const bytes = (text: string) => Buffer.from(text, 'base64');

const makeKey = ({ agent, identity, recipient }: Person, replaces = false) =>
  sealBytes(identity, recipient).then((sealed) =>
    agent.post('/api/my-key').send({
      recipient,
      replaces,
      wrap: { kind: 'passphrase', label: 'Frase', sealedIdentity: base64(sealed) },
    }),
  );

const keysOf = async ({ agent }: Person) => (await agent.get(`/api/units/${unitId}/keys`).expect(200)).body;
const stateOf = async (of: Person) =>
  (await keysOf(lead)).members.find(({ accountId }: Person) => accountId === of.accountId).state;

async function proofBy({ agent }: Person, keyId: string, identity: string) {
  const { body } = await agent.post(`/api/units/${unitId}/keys/${keyId}/challenge`).expect(200);
  const nonce = await openBytes(bytes(body.sealed), identity).catch(() => Buffer.alloc(32));
  return { ticket: body.ticket, nonce: base64(nonce) };
}

async function give(from: Person, to: Person, unitIdentity: string, fromPaper = false) {
  const keyId = (await keysOf(from)).keys[0].id;
  return from.agent.post(`/api/units/${unitId}/keys/${keyId}/shares`).send({
    proof: await proofBy(from, keyId, unitIdentity),
    fromPaper,
    shares: [
      {
        accountId: to.accountId,
        memberRecipient: to.recipient,
        sealedIdentity: base64(await sealBytes(unitIdentity, to.recipient)),
      },
    ],
  });
}

/** What a member's browser does with one batch; returns how many tips it was. */
async function resealBatch(
  { agent }: Person,
  keyId: string,
  former: string[],
  fresh: { identity: string; recipient: string },
) {
  const { body: batch } = await agent.post(`/api/units/${unitId}/keys/grants/next`).expect(200);
  const tips = [...new Set<string>(batch.map((grant: { tipId: string }) => grant.tipId))];
  const grants = await Promise.all(
    tips.map(async (tip) => {
      const tries = batch
        .filter((grant: { tipId: string }) => grant.tipId === tip)
        .flatMap((grant: { sealedIdentity: string }) =>
          former.map((identity) => openBytes(bytes(grant.sealedIdentity), identity)),
        );
      const opened = await Promise.any<Uint8Array>(tries);
      return { tipId: tip, sealedIdentity: base64(await sealBytes(opened, fresh.recipient)) };
    }),
  );
  const proof = await proofBy({ agent } as Person, keyId, fresh.identity);
  if (grants.length > 0)
    await agent.post(`/api/units/${unitId}/keys/grants`).send({ proof, grants }).expect(204);
  return grants.length;
}

async function resealAll(...batch: Parameters<typeof resealBatch>): Promise<void> {
  while ((await resealBatch(...batch)) > 0);
}

const contextOf = ({ accountId }: Person) => ({
  actor: { kind: 'staff' as const, accountId, sessionId: uuidv7(), unitIds: [unitId] },
  purpose: 'test',
  requestId: uuidv7(),
});

/** What a person's browser finds when it unlocks. */
async function unitIdentitiesOf({ agent, identity }: Person): Promise<string[]> {
  const { body } = await agent.post('/api/my-key/unlock').expect(200);
  return Promise.all(
    body.unitKeys.map(async ({ sealedIdentity }: { sealedIdentity: string }) =>
      Buffer.from(await openBytes(bytes(sealedIdentity), identity)).toString(),
    ),
  );
}

const actionsOn = async (kind: 'unit' | 'account', id: string) =>
  (await desk.app.get(AuditLog).history({ kind, id })).map(({ action }) => action);

describe('a key of one’s own', () => {
  test('is made once; another needs the words that the first is lost', async () => {
    expect(await stateOf(lead)).toBe('no-key');
    expect((await makeKey(lead)).status).toBe(204);
    expect((await makeKey(lead)).body.type).toContain('key-exists');
    expect((await makeKey(colleague)).status).toBe(204);
    expect((await makeKey(stranger)).status).toBe(204);
    expect(await stateOf(lead)).toBe('waiting');
    expect(await actionsOn('account', lead.accountId)).toContain('key.made');
  });

  test('keeps its last way to unlock', async () => {
    const { body } = await lead.agent.get('/api/my-key').expect(200);
    const refused = await lead.agent.delete(`/api/my-key/wraps/${body.wraps[0].id}`);
    expect([refused.status, refused.body.type]).toEqual([409, 'urn:colabora:problem:last-wrap']);
  });
});

test('a passkey has a name, a passphrase has none', async () => {
  const wrap = { label: 'x', sealedIdentity: base64(Buffer.from('x')) };
  const add = (more: object) => lead.agent.post('/api/my-key/wraps').send({ ...wrap, ...more });
  expect((await add({ kind: 'passkey' })).body.errors).toEqual([
    { pointer: '/credential', rule: 'required' },
  ]);
  await add({ kind: 'passphrase', credential: 'AGE-PLUGIN-FIDO2PRF-1X' }).expect(422);
});

describe('a unit’s key', () => {
  test('is brought in from paper and handed on; the server never holds it in clear', async () => {
    expect((await give(lead, lead, paper.identity, true)).status).toBe(204);
    expect((await give(lead, colleague, paper.identity)).status).toBe(204);
    expect(await unitIdentitiesOf(colleague)).toEqual([paper.identity]);
    expect(await stateOf(colleague)).toBe('has-it');
    const [dump] = await desk.database.query<{ all: string }>(
      `SELECT string_agg(encode(sealed_identity, 'escape'), '') AS all FROM unit_key_share`,
    );
    expect(dump!.all).not.toContain(paper.identity.slice(15, 40));
  });

  test('can’t be handed on by somebody who doesn’t hold it', async () => {
    const wrong = (await newKeyPair()).identity;
    const refused = await give(colleague, lead, wrong);
    expect([refused.status, refused.body.type]).toEqual([403, 'urn:colabora:problem:key-not-proved']);
  });

  test('is proved by whoever asked to prove it, within ten minutes, and for this key alone', async () => {
    const keyId = (await keysOf(lead)).keys[0].id;
    const proof = await proofBy(lead, keyId, paper.identity);
    const sealedIdentity = base64(await sealBytes(paper.identity, colleague.recipient));
    const shares = [{ accountId: colleague.accountId, memberRecipient: colleague.recipient, sealedIdentity }];
    const giveBy = ({ agent }: Person) =>
      agent.post(`/api/units/${unitId}/keys/${keyId}/shares`).send({ proof, fromPaper: false, shares });
    expect((await giveBy(colleague)).body.type).toContain('key-not-proved');
    const clock = desk.app.get(Clock);
    const now = clock.now.bind(clock);
    clock.now = () => new Date(now().getTime() + 10 * 60_000 + 1);
    expect((await giveBy(lead)).body.type).toContain('key-not-proved');
    clock.now = now;
    const later = {
      ...proof,
      ticket: proof.ticket.replace(/^\d+/, (ends: string) => `${Number(ends) + 60_000}`),
    };
    const prolonged = await lead.agent
      .post(`/api/units/${unitId}/keys/${keyId}/shares`)
      .send({ proof: later, fromPaper: false, shares });
    expect(prolonged.status).toBe(403);
    expect((await giveBy(lead)).status).toBe(204);
  });

  test('is none of another unit’s business', async () => {
    await stranger.agent.get(`/api/units/${unitId}/keys`).expect(404);
    await stranger.agent.post(`/api/units/${unitId}/keys`).send({ recipient: 'x', shares: [] }).expect(404);
    await stranger.agent.post(`/api/units/${unitId}/keys/grants/next`).expect(404);
    expect((await give(lead, stranger, paper.identity)).status).toBe(409);
  });

  test('leaves with whoever leaves the unit or is disabled', async () => {
    const rights = desk.app.get(AccountRights);
    const leave = (unitIds: string[]) =>
      desk.database.transaction((tx) =>
        rights.change(tx, operatorContext('test'), colleague.accountId, {
          name: 'Colleague',
          roles: ['investigator'],
          unitIds,
        }),
      );
    await leave([]);
    expect(await unitIdentitiesOf(colleague)).toEqual([]);
    await colleague.agent.get(`/api/units/${unitId}/keys`).expect(404);
    expect(await actionsOn('unit', unitId)).toContain('unit-key.taken-away');
    const back = (roles: ('investigator' | 'manager')[]) =>
      desk.database.transaction((tx) =>
        rights.change(tx, operatorContext('test'), colleague.accountId, {
          name: 'Colleague',
          roles,
          unitIds: [unitId],
        }),
      );
    await back(['manager']); // of the unit, and not one who works on its tips
    expect((await give(lead, colleague, paper.identity)).status).toBe(409);
    await back(['investigator']);
    expect(await unitIdentitiesOf(colleague)).toEqual([]);
    expect((await give(lead, colleague, paper.identity)).status).toBe(204);
  });
});

describe('a unit’s key, replaced', () => {
  let fresh: { identity: string; recipient: string };
  const grantsOf = (tip: string) =>
    desk.database.query<{ sealed_identity: Buffer }>(
      'SELECT sealed_identity FROM vault_grant WHERE tip_id = $1 AND unit_id = $2 ORDER BY sealed_to = $3',
      [tip, unitId, fresh.recipient],
    );

  test('seals what arrives at once; older tips follow in batches, and only then the former key ends', async () => {
    fresh = await newKeyPair();
    const shares = [
      {
        accountId: lead.accountId,
        memberRecipient: lead.recipient,
        sealedIdentity: base64(await sealBytes(fresh.identity, lead.recipient)),
      },
    ];
    const replace = (who: Person) =>
      who.agent.post(`/api/units/${unitId}/keys`).send({ recipient: fresh.recipient, shares });
    await replace(colleague).then(({ status }) => expect(status).toBe(403));
    const { body } = await replace(lead).then((answer) => (expect(answer.status).toBe(201), answer));
    const newer = await sealedTip();
    await expect(
      openBytes((await grantsOf(newer))[0]!.sealed_identity, fresh.identity),
    ).resolves.toBeDefined();
    expect(await keysOf(lead)).toMatchObject({
      grantsLeft: 1,
      keys: [{ state: 'current' }, { state: 'former' }],
    });
    expect(await stateOf(colleague)).toBe('waiting');

    const proof = await proofBy(lead, body.id, fresh.identity);
    const theirs = await proofBy(colleague, body.id, fresh.identity);
    const byMember = await colleague.agent
      .post(`/api/units/${unitId}/keys/retire-former`)
      .send({ proof: theirs });
    expect(byMember.body.type).toContain('forbidden');
    const alone = await colleague.agent.put(`/api/units/${unitId}/keys/four-eyes`).send({ fourEyes: false });
    expect([byMember.status, alone.status]).toEqual([403, 403]);
    const early = await lead.agent.post(`/api/units/${unitId}/keys/retire-former`).send({ proof });
    expect(early.body.type).toContain('grants-left');

    const { body: batch } = await lead.agent.post(`/api/units/${unitId}/keys/grants/next`).expect(200);
    expect(batch.map((grant: { tipId: string }) => grant.tipId)).toEqual([tipId]);
    const tipIdentity = await openBytes(bytes(batch[0].sealedIdentity), paper.identity);
    const grants = [{ tipId, sealedIdentity: base64(await sealBytes(tipIdentity, fresh.recipient)) }];
    const keep = (given: object) =>
      lead.agent.post(`/api/units/${unitId}/keys/grants`).send({ proof: given, grants });
    await keep({ ...proof, nonce: base64(Buffer.alloc(32)) }).then(({ status }) => expect(status).toBe(403));
    await keep(proof).then(({ status }) => expect(status).toBe(204));
    await lead.agent.post(`/api/units/${unitId}/keys/retire-former`).send({ proof }).expect(204);

    const left = await grantsOf(tipId);
    expect(left).toHaveLength(1);
    await expect(openBytes(left[0]!.sealed_identity, fresh.identity)).resolves.toEqual(tipIdentity);
    await expect(openBytes(left[0]!.sealed_identity, paper.identity)).rejects.toThrow();
    expect(await unitIdentitiesOf(lead)).toEqual([fresh.identity]);
    const sharesLeft = await desk.database.query<{ recipient: string }>(
      `SELECT DISTINCT recipient FROM unit_key_share JOIN unit_key ON unit_key.id = unit_key_id WHERE unit_id = $1`,
      [unitId],
    );
    expect(sharesLeft).toEqual([{ recipient: fresh.recipient }]);
    expect(await actionsOn('unit', unitId)).toEqual(
      expect.arrayContaining(['unit-key.replaced', 'unit-key.resealed', 'unit-key.retired']),
    );
  });

  test('two replacements at once: the end of one takes nothing that is sealed to the other’s newer key', async () => {
    const [second, third] = [await newKeyPair(), await newKeyPair()];
    const keyed = (to: typeof second) => ({ recipient: to.recipient, shares: [] });
    const { body } = await lead.agent.post(`/api/units/${unitId}/keys`).send(keyed(second)).expect(201);
    await resealAll(lead, body.id, [fresh.identity], second);
    const proof = await proofBy(lead, body.id, second.identity);
    const replaced = Promise.withResolvers<void>();
    const finish = Promise.withResolvers<void>();
    let newest = '';
    const other = desk.database.transaction(async (tx) => {
      await desk.app.get(KeyRotation).replace(tx, contextOf(lead), unitId, keyed(third));
      newest = uuidv7();
      const grantee = [{ unitId, recipient: third.recipient }];
      await new Vault().open(tx, newest, grantee, [{ kind: 'message', content: { text: 'x' } }]);
      replaced.resolve();
      await finish.promise;
    });
    await replaced.promise;
    let answered = false;
    const retiring = lead.agent
      .post(`/api/units/${unitId}/keys/retire-former`)
      .send({ proof })
      .then((answer) => ((answered = true), answer));
    await until('the other replacement is waited for', async () => {
      const rows = await desk.database.query(`SELECT FROM pg_locks WHERE locktype = 'advisory' AND NOT granted
         AND database = (SELECT oid FROM pg_database WHERE datname = current_database())`);
      return answered || rows.length > 0;
    });
    finish.resolve();
    await other;
    expect((await retiring).status).toBe(403); // what was proved is no longer the current key
    const sealedTo = await desk.database.query<{ sealed_to: string }>(
      'SELECT sealed_to FROM vault_grant WHERE tip_id = $1',
      [newest],
    );
    expect(sealedTo).toEqual([{ sealed_to: third.recipient }]);
    const keyOf = async (key: typeof second) =>
      (await keysOf(lead)).keys.find(({ recipient }: Person) => recipient === key.recipient);
    expect((await keyOf(third)).state).toBe('current');
    await resealAll(lead, (await keyOf(third)).id, [fresh.identity, second.identity], third);
    await lead.agent
      .post(`/api/units/${unitId}/keys/retire-former`)
      .send({ proof: await proofBy(lead, (await keyOf(third)).id, third.identity) })
      .expect(204);
    fresh = third;
  });

  test('stopped between two batches, it goes on where it was; the former key opens the rest till then', async () => {
    const former = fresh;
    const tips = [tipId];
    for (let more = 0; more < GRANTS_AT_ONCE; more += 1) tips.push(await sealedTip());
    fresh = await newKeyPair();
    const { body } = await lead.agent
      .post(`/api/units/${unitId}/keys`)
      .send({ recipient: fresh.recipient, shares: [] })
      .expect(201);
    const left = async () => (await keysOf(lead)).grantsLeft;
    const all = await left();
    expect(all).toBeGreaterThan(GRANTS_AT_ONCE);
    // A browser that dies after it was handed a batch has changed nothing.
    await lead.agent.post(`/api/units/${unitId}/keys/grants/next`).expect(200);
    expect(await left()).toBe(all);
    expect(await resealBatch(lead, body.id, [former.identity], fresh)).toBe(GRANTS_AT_ONCE);
    expect(await left()).toBe(all - GRANTS_AT_ONCE);
    const opens = async (tip: string) => {
      const grants = await grantsOf(tip);
      const tried = grants.flatMap((grant) =>
        [former, fresh].map(({ identity }) =>
          openBytes(grant.sealed_identity, identity).then(
            () => true,
            () => false,
          ),
        ),
      );
      return (await Promise.all(tried)).includes(true);
    };
    for (const tip of tips) expect(await opens(tip)).toBe(true);
    const proof = async () => ({ proof: await proofBy(lead, body.id, fresh.identity) });
    await lead.agent
      .post(`/api/units/${unitId}/keys/retire-former`)
      .send(await proof())
      .expect(409);
    await resealAll(lead, body.id, [former.identity], fresh);
    await lead.agent
      .post(`/api/units/${unitId}/keys/retire-former`)
      .send(await proof())
      .expect(204);
    for (const tip of tips) {
      const grants = await grantsOf(tip);
      expect(grants).toHaveLength(1);
      await expect(openBytes(grants[0]!.sealed_identity, fresh.identity)).resolves.toBeDefined();
    }
  });

  test('replaced again before the former key was retired: whichever key one has goes on', async () => {
    const tip = await sealedTip();
    const [second, third] = [await newKeyPair(), await newKeyPair()];
    const replaceBy = async ({ recipient }: typeof second) =>
      (await lead.agent.post(`/api/units/${unitId}/keys`).send({ recipient, shares: [] }).expect(201)).body
        .id;
    await resealAll(lead, await replaceBy(second), [fresh.identity], second);
    const keyId = await replaceBy(third);
    expect(await grantsOf(tip)).toHaveLength(2);
    // The first key, or the second alone: each opens every tip that is left.
    await resealBatch(lead, keyId, [fresh.identity], third);
    await resealAll(lead, keyId, [second.identity], third);
    await lead.agent
      .post(`/api/units/${unitId}/keys/retire-former`)
      .send({ proof: await proofBy(lead, keyId, third.identity) })
      .expect(204);
    fresh = third;
    const [left] = await grantsOf(tip);
    await expect(openBytes(left!.sealed_identity, fresh.identity)).resolves.toBeDefined();
  });

  test('a batch that isn’t one is refused: another unit’s tip, no age file, a key that others could open', async () => {
    const elsewhere = uuidv7();
    const keep = async (grants: object[]) => {
      const keyId = (await keysOf(lead)).keys[0].id;
      const proof = await proofBy(lead, keyId, fresh.identity);
      return lead.agent.post(`/api/units/${unitId}/keys/grants`).send({ proof, grants });
    };
    const sealed = base64(await sealBytes('x', fresh.recipient));
    expect((await keep([{ tipId: elsewhere, sealedIdentity: sealed }])).status).toBe(404);
    for (const none of ['', base64(Buffer.from('age-encryption.org/v1')), base64(Buffer.alloc(300))]) {
      expect([none, (await keep([{ tipId, sealedIdentity: none }])).status]).toEqual([none, 422]);
    }
    const two = base64(await sealBytes('x', fresh.recipient, paper.recipient));
    expect((await keep([{ tipId, sealedIdentity: two }])).status).toBe(422);
  });

  test('a lost passphrase: a new key of one’s own drops the shares, the paper key brings the unit’s back', async () => {
    expect((await give(lead, lead, fresh.identity, true)).status).toBe(204);
    expect(await unitIdentitiesOf(lead)).toEqual([fresh.identity]);
    Object.assign(lead, await newKeyPair());
    expect((await makeKey(lead, true)).status).toBe(204);
    expect(await unitIdentitiesOf(lead)).toEqual([]);
    expect(await stateOf(lead)).toBe('waiting');
    const kept = await desk.database.query('SELECT FROM unit_key_share WHERE account_id = $1', [
      lead.accountId,
    ]);
    expect(kept).toEqual([]);
    expect((await give(lead, lead, fresh.identity, true)).status).toBe(204);
    expect(await unitIdentitiesOf(lead)).toEqual([fresh.identity]);
  });
});

describe('a public key that was written past the desk', () => {
  const put = (table: 'unit' | 'member_key', where: string, recipient: string) =>
    desk.database.query(`UPDATE ${table} SET recipient = $1 WHERE ${where}`, [recipient]);
  const found = () => foreignKeys(desk.database);

  test('is noticed, because the log names another one: a unit’s, a person’s, also one that was replaced', async () => {
    expect(await found()).toEqual([]);
    const { recipient } = await newKeyPair();
    const [unit] = await desk.database.query<{ recipient: string }>(
      'SELECT recipient FROM unit WHERE id = $1',
      [unitId],
    );
    await put('unit', `id = '${unitId}'`, recipient);
    await put('member_key', `account_id = '${lead.accountId}'`, recipient);
    expect(await found()).toEqual([
      { of: 'person', who: 'lead@policia.example' },
      { of: 'unit', who: 'udyco-madrid' },
    ]);
    await put('unit', `id = '${unitId}'`, paper.recipient); // its own first key, retired since
    await put('member_key', `account_id = '${lead.accountId}'`, lead.recipient);
    expect(await found()).toEqual([{ of: 'unit', who: 'udyco-madrid' }]);
    await put('unit', `id = '${unitId}'`, unit!.recipient);
    expect(await found()).toEqual([]);
  });
});

import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { AuditLog } from '#audit';
import { operatorContext, uuidv7 } from '#kernel';
import { newKeyPair, openBytes, sealBytes, Vault } from '#vault';
import { openStaffDesk, type StaffDesk } from '../../../../test/support/staff-desk.js';
import { AccountRights } from '../account-rights.js';
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
    await leave([unitId]);
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
    expect(await actionsOn('unit', unitId)).toEqual(
      expect.arrayContaining(['unit-key.replaced', 'unit-key.resealed', 'unit-key.retired']),
    );
  });

  test('a lost passphrase: a new key of one’s own drops the shares, the paper key brings the unit’s back', async () => {
    Object.assign(lead, await newKeyPair());
    expect((await makeKey(lead, true)).status).toBe(204);
    expect(await unitIdentitiesOf(lead)).toEqual([]);
    expect(await stateOf(lead)).toBe('waiting');
    expect((await give(lead, lead, fresh.identity, true)).status).toBe(204);
    expect(await unitIdentitiesOf(lead)).toEqual([fresh.identity]);
  });
});

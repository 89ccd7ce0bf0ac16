import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { Clock, type Database, uuidv7 } from '#kernel';
import { openDatabase } from '../../../test/support/database.js';
import { DuplicateGroups } from './duplicate-groups.js';
import { GroupDecisions } from './group-decisions.js';
import { COMPARED_AT_MOST } from './group-records.js';
import type { Grouping } from './links.js';
import { dedupPersistence } from './persistence/index.js';
import { fingerprintText } from './text/fingerprint.js';
import { MAX_WORDS } from './text/words.js';
import { lookUpText } from './text-lookup.js';

let close: () => Promise<void>;
let database: Database;
let groups: DuplicateGroups;
let decisions: GroupDecisions;

beforeAll(async () => {
  ({ database, close } = await openDatabase([dedupPersistence], 20));
  groups = new DuplicateGroups(database);
  decisions = new GroupDecisions(new Clock());
});

afterAll(async () => {
  await close();
});

const TIP =
  'En la calle Toledo número 15 venden droga todas las noches, entra y sale gente y dejan un coche negro con matrícula 1234 BCD.';

function fold(
  campaignId: string,
  text: string,
  tokens: { type: string; token: string }[] = [],
): Promise<Grouping> {
  const tip = { tipId: uuidv7(), campaignId, text, tokens, receivedAt: new Date() };
  return database.transaction((tx) => groups.fold(tx, tip));
}

test('a repeat joins the group of the tip it repeats, and says why', async () => {
  const campaignId = uuidv7();
  const first = await fold(campaignId, TIP);
  const repeat = await fold(campaignId, `RT @vecina: Hola!! ${TIP.toUpperCase()} 😡 #drogas`);
  expect(first).toMatchObject({ isNew: true, links: [], related: [] });
  expect(repeat).toMatchObject({
    groupId: first.groupId,
    canonicalTipId: first.canonicalTipId,
    isNew: false,
  });
  expect(repeat.links[0]).toMatchObject({ tipId: first.canonicalTipId, kind: 'exact', score: 1 });

  const edited = await fold(campaignId, TIP.replace('gente', 'mucha gente rara').replace('dejan', 'dejn'));
  expect(edited.groupId).toBe(first.groupId);
  expect(edited.links[0]!.evidence).toMatchObject({
    code: 'shared-words',
    changes: [
      { here: 'mucha', there: '' },
      { here: 'rara', there: '' },
    ],
  });
  expect(await groups.members(first.groupId)).toMatchObject({
    size: 3,
    canonicalTipId: first.canonicalTipId,
  });
});

test('the same words with another plate are another tip, suggested as alike', async () => {
  const campaignId = uuidv7();
  const first = await fold(campaignId, TIP);
  const other = await fold(campaignId, TIP.replace('1234 BCD', '9876 XYZ'));
  expect(other.isNew).toBe(true);
  expect(other.related).toEqual([
    expect.objectContaining({
      tipId: first.canonicalTipId,
      kind: 'similar',
      evidence: expect.objectContaining({ code: 'contradiction', here: '9876 XYZ', there: '1234 BCD' }),
    }),
  ]);
});

test('a tip of one campaign never meets one of another', async () => {
  const first = await fold(uuidv7(), TIP, [{ type: 'PLATE', token: 'k1' }]);
  const second = await fold(uuidv7(), TIP, [{ type: 'PLATE', token: 'k1' }]);
  expect(second).toMatchObject({ isNew: true, related: [] });
  expect(second.groupId).not.toBe(first.groupId);
});

test('alike tips arriving in the same millisecond on many connections end in one group, every time', async () => {
  for (let round = 0; round < 40; round++) {
    const campaignId = uuidv7();
    const variants = [
      TIP,
      TIP,
      TIP.toUpperCase(),
      `Hola, ${TIP}`,
      `${TIP} Gracias`,
      TIP.replace('entra y sale', 'sale y entra'),
    ];
    const placed = await Promise.all(variants.map((text) => fold(campaignId, text)));
    expect(new Set(placed.map(({ groupId }) => groupId)).size).toBe(1);
    expect(placed.filter(({ isNew }) => isNew)).toHaveLength(1);
    expect((await groups.members(placed[0]!.groupId))!.size).toBe(variants.length);
  }
});

test('an abandoned transaction leaves no group behind', async () => {
  const campaignId = uuidv7();
  const abandoned = database.transaction(async (tx) => {
    await groups.fold(tx, { tipId: uuidv7(), campaignId, text: TIP, tokens: [], receivedAt: new Date() });
    throw new Error('abandoned');
  });
  await expect(abandoned).rejects.toThrow('abandoned');
  expect((await fold(campaignId, TIP)).isNew).toBe(true);
});

test('two strangers do not meet through one hub', async () => {
  const campaignId = uuidv7();
  const hub = await fold(
    campaignId,
    'Venden droga en la calle Toledo junto al kiosco por las noches en una furgoneta aparcada',
  );
  const left = await fold(
    campaignId,
    'Venden droga en la calle Toledo 15 junto al kiosco por las noches en una furgoneta aparcada',
  );
  const right = await fold(
    campaignId,
    'Venden droga en la calle Toledo 88 junto al kiosco por las noches en una furgoneta aparcada',
  );
  expect(left.groupId).toBe(hub.groupId);
  expect(right.groupId).not.toBe(hub.groupId);
});

test('a chain of tips each like the one before it never folds its first with its last', async () => {
  const campaignId = uuidv7();
  const words =
    'farola gato humo tejado escoba lluvia taller perfume ladrillo bosque trompeta hielo maceta barco cuerda limón silla nube ' +
    'peine montaña queso tambor rueda jardín espejo cuchara lobo vela piedra flauta camisa trigo ancla violín hormiga sombrero ' +
    'pozo linterna cebolla';
  const all = words.split(' ');
  const links = all.slice(0, 26).map((_, at) => all.slice(at, at + 14).join(' '));
  const placed: Grouping[] = [];
  for (const text of links) placed.push(await fold(campaignId, text));
  expect(placed[1]!.groupId).toBe(placed[0]!.groupId);
  expect(placed.at(-1)!.groupId).not.toBe(placed[0]!.groupId);
  for (const groupId of new Set(placed.map((each) => each.groupId))) {
    const together = links.filter((_, at) => placed[at]!.groupId === groupId);
    const [first, last] = [together[0]!, together.at(-1)!];
    const shared = first.split(' ').filter((word) => last.includes(word)).length;
    expect(shared).toBeGreaterThanOrEqual(7); // half of the words: two steps around the canonical tip, no more
  }
});

test('a keyed identifier that two tips share links them strongly; one that many share, weakly', async () => {
  const campaignId = uuidv7();
  const token = { type: 'PLATE', token: 'q7x2' };
  const first = await fold(campaignId, 'He visto ese coche aparcado frente al colegio esta mañana.', [token]);
  const second = await fold(campaignId, 'Ayer casi atropella a mi hijo el mismo conductor de siempre.', [
    token,
  ]);
  expect(second.isNew).toBe(true);
  expect(second.related).toEqual([
    {
      tipId: first.canonicalTipId,
      kind: 'identifier',
      score: 1,
      evidence: { code: 'same-identifier', type: 'PLATE', tips: 2 },
    },
  ]);
  await database.query(
    `INSERT INTO duplicate_identifier (key, type, received_at, tip_id)
     SELECT key, type, now(), gen_random_uuid() FROM duplicate_identifier, generate_series(1, 600) WHERE tip_id = $1`,
    [first.canonicalTipId],
  );
  const late = await fold(campaignId, 'Otra vez el coche de antes delante de la farmacia.', [token]);
  expect(late.related[0]).toMatchObject({ score: 0.11, evidence: { code: 'same-identifier', tips: 501 } });
});

test('what a person took apart stays apart, new repeats follow it, and undo brings all of it back', async () => {
  const campaignId = uuidv7();
  const first = await fold(campaignId, TIP);
  const changed = TIP.replace('entra y sale gente', 'entra y sale gente joven');
  const second = await fold(campaignId, changed);
  const { groupId } = first;
  const tipIds = (await groups.members(groupId))!.members.map(({ tipId }) => tipId);
  const split = await database.transaction((tx) => decisions.split(tx, { groupId, tipIds: [tipIds[1]!] }));
  const apart = split.groups.find((group) => group.groupId !== groupId)!;
  expect(second.groupId).toBe(groupId);
  expect(apart.tipIds).toEqual([tipIds[1]]);

  const follower = await fold(campaignId, `${changed} Gracias`);
  expect(follower.groupId).toBe(apart.groupId);
  await database.transaction((tx) => decisions.undo(tx, split.decisionId));
  expect((await groups.members(groupId))!.size).toBe(3);
  expect(await groups.members(apart.groupId)).toBeUndefined();
  expect((await fold(campaignId, changed)).groupId).toBe(groupId);
});

test('what a person merged stays together, later repeats of either come there, and undo parts them', async () => {
  const campaignId = uuidv7();
  const left = await fold(campaignId, TIP);
  const right = await fold(campaignId, TIP.replace('1234 BCD', '9876 XYZ'));
  const merge = await database.transaction((tx) =>
    decisions.merge(tx, { fromGroupId: right.groupId, intoGroupId: left.groupId }),
  );
  const repeat = await fold(campaignId, TIP.replace('1234 BCD', '9876 XYZ'));
  expect(repeat).toMatchObject({ groupId: left.groupId, canonicalTipId: left.canonicalTipId });
  await database.transaction((tx) => decisions.undo(tx, merge.decisionId));
  expect(await groups.members(right.groupId)).toMatchObject({
    size: 1,
    canonicalTipId: right.canonicalTipId,
  });
  expect(await groups.members(left.groupId)).toMatchObject({ size: 2 });
});

test('a person chooses which tip stands for the group', async () => {
  const campaignId = uuidv7();
  const first = await fold(campaignId, TIP);
  await fold(campaignId, TIP);
  const other = (await groups.members(first.groupId))!.members[1]!.tipId;
  await database.transaction((tx) => decisions.setCanonical(tx, { groupId: first.groupId, tipId: other }));
  expect(await fold(campaignId, TIP)).toMatchObject({ groupId: first.groupId, canonicalTipId: other });
});

test('decisions that make no sense are refused', async () => {
  const [left, right] = [await fold(uuidv7(), TIP), await fold(uuidv7(), TIP)];
  const attempt = (work: (tx: Parameters<DuplicateGroups['fold']>[0]) => Promise<unknown>) =>
    database.transaction(work);
  await expect(
    attempt((tx) => decisions.merge(tx, { fromGroupId: left.groupId, intoGroupId: right.groupId })),
  ).rejects.toMatchObject({ status: 422 });
  await expect(
    attempt((tx) => decisions.split(tx, { groupId: left.groupId, tipIds: [left.canonicalTipId] })),
  ).rejects.toMatchObject({ status: 422 });
  await expect(
    attempt((tx) => decisions.setCanonical(tx, { groupId: uuidv7(), tipId: uuidv7() })),
  ).rejects.toMatchObject({ status: 404 });
});

test('a pathological text is placed like any other, by as few keys', async () => {
  const campaignId = uuidv7();
  const noise = [
    'a '.repeat(50_000),
    '1234 '.repeat(20_000),
    '#x'.repeat(20_000),
    'é'.repeat(100_000),
    '@a @b '.repeat(9_000),
    '',
  ];
  const keysOf = async (text: string) => {
    const before = await countKeys();
    await fold(campaignId, text);
    return (await countKeys()) - before;
  };
  const ordinary = await keysOf(
    Array.from({ length: 400 }, (_, at) => `palabra${at.toString(36)}xyz`).join(' '),
  );
  for (const text of noise) expect(await keysOf(text)).toBeLessThanOrEqual(ordinary);
});

test('however hot the keys of a text are, so many tips are compared and no more', async () => {
  const campaignId = uuidv7();
  const common = 'droga calle noche coche policia vecinos portal parque';
  const flood = `${common} `.repeat(1_300);
  const keys = fingerprintText(flood, campaignId).sketch.map(String);
  await database.query(
    `WITH tip AS (
       INSERT INTO duplicate_fingerprint (tip_id, campaign_id, exact_key, text, received_at)
       SELECT gen_random_uuid(), $1, place, $3 || ' ' || place, now() FROM generate_series(1, 2000) AS place
       RETURNING tip_id, number),
     made AS (
       INSERT INTO duplicate_group (id, campaign_id, canonical_tip_id, first_received_at, last_received_at)
       SELECT tip_id, $1, tip_id, now(), now() FROM tip),
     member AS (
       INSERT INTO duplicate_member (tip_id, group_id, placed_by, received_at) SELECT tip_id, tip_id, 'machine', now() FROM tip)
     INSERT INTO duplicate_posting (key, number) SELECT key, number FROM tip, unnest($2::bigint[]) AS key`,
    [campaignId, keys, common],
  );
  const { compared } = await database.transaction((tx) => lookUpText(tx, campaignId, flood));
  expect(compared.length).toBeGreaterThan(0);
  expect(compared.length).toBeLessThanOrEqual(2 * COMPARED_AT_MOST);
  expect(compared.every(({ words }) => words.length <= MAX_WORDS)).toBe(true);
});

async function countKeys(): Promise<number> {
  const [row] = await database.query<{ keys: number }>(
    `SELECT (SELECT count(*) FROM duplicate_posting)::int + (SELECT count(*) FROM duplicate_identifier)::int AS keys`,
  );
  return row!.keys;
}

test('a flood of the same text within minutes is brigading from the 31st on; slow repeats are not', async () => {
  const campaignId = uuidv7();
  const arrivals = async (secondsApart: number, text: string) => {
    const start = Date.now();
    const seen: Grouping[] = [];
    for (let at = 0; at < 35; at++) {
      const receivedAt = new Date(start + at * secondsApart * 1_000);
      const tip = { tipId: uuidv7(), campaignId, text, tokens: [], receivedAt };
      seen.push(await database.transaction((tx) => groups.fold(tx, tip)));
    }
    return seen.filter(({ suspicion }) => suspicion?.kind === 'brigading').length;
  };
  expect(await arrivals(2, TIP)).toBe(5);
  expect(await arrivals(60, TIP.replace('Toledo', 'Segovia'))).toBe(0);
});

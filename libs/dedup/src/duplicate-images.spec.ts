import { readFile } from 'node:fs/promises';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import sharp from 'sharp';
import { Clock, type Database, uuidv7 } from '#kernel';
import { openDatabase } from '../../../test/support/database.js';
import { DuplicateGroups } from './duplicate-groups.js';
import { GroupDecisions } from './group-decisions.js';
import { fingerprintImage } from './image/image-fingerprint.js';
import { dedupPersistence } from './persistence/index.js';

let close: () => Promise<void>;
let database: Database;
let groups: DuplicateGroups;
let original: Buffer;

beforeAll(async () => {
  ({ database, close } = await openDatabase([dedupPersistence], 10));
  groups = new DuplicateGroups(database);
  original = await readFile(new URL('../../../test/fixtures/dedup/pictures/original.jpg', import.meta.url));
});

afterAll(async () => {
  await close();
});

/** A tip with a text and, as the file's job does afterwards, its picture. */
async function fold(campaignId: string, text: string, file: Buffer) {
  const tipId = uuidv7();
  const tip = { tipId, campaignId, text, tokens: [], receivedAt: new Date() };
  const byText = await database.transaction((tx) => groups.fold(tx, tip));
  const fingerprint = await fingerprintImage(file);
  const byImage = await database.transaction((tx) =>
    groups.foldImage(tx, { tipId, campaignId, fileId: uuidv7(), fingerprint }),
  );
  return { tipId, byText, byImage };
}

test('a tip with the same picture and hardly any words moves to the group of the first', async () => {
  const campaignId = uuidv7();
  const first = await fold(campaignId, 'Mirad esto', original);
  const turned = await fold(
    campaignId,
    'qué es esto??',
    await sharp(original).rotate(90).jpeg({ quality: 40 }).toBuffer(),
  );
  expect(first.byImage).toMatchObject({ isNew: true, moved: false, links: [] });
  expect(turned.byImage).toMatchObject({
    moved: true,
    groupId: first.byText.groupId,
    canonicalTipId: first.tipId,
  });
  expect(turned.byImage.links[0]!.evidence).toMatchObject({ code: 'same-picture', isTurned: true });
  const same = await fold(campaignId, '', original);
  expect(same.byImage.links[0]).toMatchObject({ kind: 'file', score: 1, evidence: { code: 'same-file' } });
  expect((await groups.members(first.byText.groupId))!.size).toBe(3);
});

test('a picture that comes with another story is suggested, not folded', async () => {
  const campaignId = uuidv7();
  const first = await fold(
    campaignId,
    'En este puente de la calle Mayor venden droga todas las noches unos chavales en moto',
    original,
  );
  const other = await fold(
    campaignId,
    'Mi vecino guarda armas en el trastero del garaje y amenaza a la comunidad entera',
    original,
  );
  expect(other.byImage).toMatchObject({ moved: false, related: [{ tipId: first.tipId, kind: 'file' }] });
});

test('the same picture in another campaign is another matter', async () => {
  await fold(uuidv7(), 'Mirad', original);
  expect((await fold(uuidv7(), 'Mirad', original)).byImage).toMatchObject({
    moved: false,
    related: [],
    links: [],
  });
});

test('a picture never puts back what a person took apart', async () => {
  const campaignId = uuidv7();
  const first = await fold(campaignId, 'Mirad esto', original);
  const second = await fold(campaignId, 'Ojo aquí', original);
  const decisions = new GroupDecisions(new Clock());
  await database.transaction((tx) =>
    decisions.split(tx, { groupId: first.byText.groupId, tipIds: [second.tipId] }),
  );
  const fingerprint = await fingerprintImage(original);
  const again = await database.transaction((tx) =>
    groups.foldImage(tx, { tipId: second.tipId, campaignId, fileId: uuidv7(), fingerprint }),
  );
  expect(again).toMatchObject({ moved: false, related: [expect.objectContaining({ tipId: first.tipId })] });
});

test('the same picture from many at once ends in one group', async () => {
  for (let round = 0; round < 5; round++) {
    const campaignId = uuidv7();
    const folded = await Promise.all(
      ['uno', 'dos mil', 'tres', 'cuatro'].map((word) => fold(campaignId, word, original)),
    );
    expect(new Set(folded.map(({ byImage }) => byImage.groupId)).size).toBe(1);
  }
});

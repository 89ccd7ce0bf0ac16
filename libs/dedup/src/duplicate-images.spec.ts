import { readFile } from 'node:fs/promises';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import sharp from 'sharp';
import { Clock, type Database, uuidv7 } from '#kernel';
import { Random } from '../../../test/fixtures/dedup/random.js';
import { openDatabase } from '../../../test/support/database.js';
import { DuplicateGroups } from './duplicate-groups.js';
import { GroupDecisions } from './group-decisions.js';
import { forgetTip } from './forget-tip.js';
import { fingerprintImage, type ImageFingerprint } from './image/image-fingerprint.js';
import { findPictures, keepPicture } from './image/image-records.js';
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

const prints = new Map<Buffer, Promise<ImageFingerprint>>();
const printOf = (file: Buffer) => {
  const print = prints.get(file) ?? fingerprintImage(file);
  prints.set(file, print);
  return print;
};

/** The original without these parts of its left, top, right and bottom. */
async function without(left: number, top: number, right: number, bottom: number): Promise<Buffer> {
  const { width, height } = await sharp(original).metadata();
  const [x, y] = [Math.round(width * left), Math.round(height * top)];
  const [toX, toY] = [Math.floor(width * (1 - right)), Math.floor(height * (1 - bottom))];
  return sharp(original)
    .extract({ left: x, top: y, width: toX - x, height: toY - y })
    .jpeg()
    .toBuffer();
}

/** A tip with a text and, as the file's job does afterwards, its picture. */
async function fold(campaignId: string, text: string, file: Buffer) {
  const { tipId, byText } = await foldText(campaignId, text);
  const fingerprint = await printOf(file);
  const byImage = await database.transaction((tx) =>
    groups.foldImage(tx, { tipId, campaignId, fileId: uuidv7(), fingerprint }),
  );
  return { tipId, byText, byImage };
}

async function foldText(campaignId: string, text: string) {
  const tipId = uuidv7();
  const tip = { tipId, campaignId, text, tokens: [], receivedAt: new Date() };
  return { tipId, byText: await database.transaction((tx) => groups.fold(tx, tip)) };
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

test.each([
  ['the cut one came later', [0, 0, 0.15, 0], false],
  ['the cut one came first', [0.15, 0, 0, 0], true],
])('a picture of which a side is cut off is found: %s', async (_, [left, top, right, bottom], isFirst) => {
  const campaignId = uuidv7();
  const cut = await without(left!, top!, right!, bottom!);
  const first = await fold(campaignId, 'Mirad esto', isFirst ? cut : original);
  const second = await fold(campaignId, 'qué es esto??', isFirst ? original : cut);
  expect(second.byImage).toMatchObject({ moved: true, groupId: first.byText.groupId });
  expect(second.byImage.links[0]!.evidence).toMatchObject({ code: 'same-picture', isPart: true });
});

test('from part to part no chain leads from one picture to another', async () => {
  const campaignId = uuidv7();
  const whole = await fold(campaignId, 'Mirad esto', original);
  const parts = [await without(0.15, 0, 0, 0), await without(0.1, 0, 0, 0)];
  for (const part of parts)
    expect((await fold(campaignId, 'Ojo', part)).byImage.groupId).toBe(whole.byText.groupId);
  const last = await fold(campaignId, 'Y esto', await without(0.15, 0, 0.11, 0.13));
  expect(last.byImage.related.map(({ tipId }) => tipId)).not.toContain(whole.tipId);
  expect(last.byImage.related.length).toBeGreaterThan(0);
  expect(last.byImage).toMatchObject({ moved: false });
});

test('what is sent again as the very file of a member joins its group', async () => {
  const campaignId = uuidv7();
  const whole = await fold(campaignId, 'Mirad esto', original);
  const part = await without(0, 0.15, 0, 0);
  await fold(campaignId, 'Ojo', part);
  expect((await fold(campaignId, 'Aquí va', part)).byImage).toMatchObject({
    moved: true,
    groupId: whole.byText.groupId,
    links: expect.arrayContaining([expect.objectContaining({ kind: 'file' })]),
  });
});

test('an erased tip leaves nothing of its picture, in the postings neither', async () => {
  const campaignId = uuidv7();
  const { tipId } = await fold(campaignId, 'Mirad esto', original);
  const rows = await database.query<{ number: string }>(
    'SELECT number FROM duplicate_image WHERE tip_id = $1',
    [tipId],
  );
  const left = async () => {
    const [counted] = await database.query<{ images: number; postings: number }>(
      `SELECT (SELECT count(*)::integer FROM duplicate_image WHERE tip_id = $1) AS images,
              (SELECT count(*)::integer FROM duplicate_image_posting AS p WHERE p.number = ANY ($2)) AS postings`,
      [tipId, rows.map(({ number }) => number)],
    );
    return counted!;
  };
  expect((await left()).postings).toBeGreaterThanOrEqual(16);
  await database.transaction((tx) => forgetTip(tx, tipId));
  expect(await left()).toEqual({ images: 0, postings: 0 });
});

test('of turned copies that differ in 31 bits at least 97 of 100 are found', async () => {
  const campaignId = uuidv7();
  const random = new Random(31);
  const hash = () => Array.from({ length: 64 }, () => random.below(16).toString(16)).join('');
  const print = (hashes: string[]): ImageFingerprint => ({
    sha256: hash(),
    views: [{ quality: 100, hashes, middles: [] }],
  });
  let found = 0;
  for (let copy = 0; copy < 100; copy++) {
    const { tipId } = await foldText(campaignId, `${copy}`);
    const kept = hash();
    const turned = Array.from({ length: 8 }, hash);
    turned[1 + (copy % 7)] = withBitsChanged(kept, 31, random);
    const fingerprint = print([kept, ...turned.slice(1)]);
    await database.transaction((tx) => keepPicture(tx, { tipId, campaignId, fileId: uuidv7(), fingerprint }));
    const near = await findPictures(database.reader, campaignId, print(turned));
    if (near.some((other) => other.tipId === tipId)) found++;
  }
  expect(found).toBeGreaterThanOrEqual(97);
});

function withBitsChanged(hash: string, count: number, random: Random): string {
  const digits = [...hash].map((digit) => Number.parseInt(digit, 16));
  const places = new Set<number>();
  while (places.size < count) places.add(random.below(256));
  for (const place of places) digits[place >> 2]! ^= 1 << (place & 3);
  return digits.map((digit) => digit.toString(16)).join('');
}

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
  const fingerprint = await printOf(original);
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

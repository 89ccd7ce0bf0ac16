import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { uuidv7, type Database } from '#kernel';
import { newKeyPair, openBytes, Vault, vaultPersistence } from '#vault';
import { openDatabase } from '../../../test/support/database.js';

let database: Database;
let close: () => Promise<void>;
const vault = new Vault();

beforeAll(async () => {
  ({ database, close } = await openDatabase([vaultPersistence]));
});
afterAll(async () => {
  await close();
});

test('a unit opens its tip with its own key alone; another unit can not', async () => {
  const [unit, other] = [await newKeyPair(), await newKeyPair()];
  const tipId = uuidv7();
  await database.transaction((tx) =>
    vault.open(
      tx,
      tipId,
      [{ unitId: uuidv7(), recipient: unit.recipient }],
      [{ kind: 'message', content: { text: 'venden en el portal 3' } }],
    ),
  );
  await database.transaction((tx) =>
    vault.seal(tx, tipId, [{ kind: 'informant', content: { contact: '612345678' } }]),
  );

  const [grant] = await database.query<{ sealed_identity: Buffer }>(
    'SELECT sealed_identity FROM vault_grant',
  );
  const identity = Buffer.from(await openBytes(grant!.sealed_identity, unit.identity)).toString();
  const records = await database.query<{ kind: string; sealed: Buffer }>(
    'SELECT * FROM vault_record ORDER BY id',
  );
  const opened = await Promise.all(records.map(async ({ sealed }) => openBytes(sealed, identity)));
  expect(opened.map((bytes) => JSON.parse(Buffer.from(bytes).toString()))).toEqual([
    { text: 'venden en el portal 3' },
    { contact: '612345678' },
  ]);
  await expect(openBytes(grant!.sealed_identity, other.identity)).rejects.toThrow();
});

test('nothing of an original can be read in the database', async () => {
  const [dump] = await database.query<{ all: string }>(
    `SELECT string_agg(encode(sealed, 'escape'), '') AS all FROM vault_record`,
  );
  expect(dump!.all).not.toMatch(/portal|612345678/);
});

test('a short text and a shorter one are sealed to the same size', async () => {
  const sizes = await database.query<{ size: number }>(
    'SELECT DISTINCT length(sealed) AS size FROM vault_record',
  );
  expect(sizes).toHaveLength(1);
});

import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * A key with more holders than are looked at says nothing: its newest holders are whoever came last with the same phrase.
 * It used to weigh a fifth of a rare key, so that sixteen common phrases outvoted the one plate that told which tip it was.
 */
export class RareKeysDecide1765000000601 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await replaceRarity(db, OUTVOTED, DECIDES);
  }

  async down(db: QueryRunner): Promise<void> {
    await replaceRarity(db, DECIDES, OUTVOTED);
  }
}

const OUTVOTED = '1 / (1 + ln(count(*) OVER ())) AS rarity';
const DECIDES = `CASE WHEN count(*) OVER () >= per_key THEN 0.001 ELSE 1 / (1 + ln(count(*) OVER ())) END AS rarity`;

async function replaceRarity(db: QueryRunner, before: string, after: string): Promise<void> {
  const [row] = (await db.query(
    `SELECT pg_get_functiondef(oid) AS definition FROM pg_proc WHERE proname = 'duplicate_candidates'`,
  )) as { definition: string }[];
  if (!row!.definition.includes(before)) throw new Error('duplicate_candidates is not what it was');
  await db.query(row!.definition.replace(before, after));
}

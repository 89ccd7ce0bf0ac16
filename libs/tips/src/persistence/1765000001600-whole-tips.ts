import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Finds what the nightly erasure has to look at: tips with all that belongs to them. */
export class WholeTips1765000001600 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query('CREATE INDEX tip_whole ON tip (campaign_id, received_at) WHERE erased IS NULL');
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query('DROP INDEX tip_whole');
  }
}

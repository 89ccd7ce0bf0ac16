import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What a campaign's units read in clear, as a token or coarsely; `{}` is the usual. */
export class CampaignPrivacy1765000000400 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(
      `ALTER TABLE campaign ADD COLUMN privacy jsonb NOT NULL DEFAULT '{}' CHECK (jsonb_typeof(privacy) = 'object')`,
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE campaign DROP COLUMN privacy');
  }
}

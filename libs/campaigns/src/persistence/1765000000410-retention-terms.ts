import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The checks repeat the law's bounds, whatever program writes here (retention-terms.ts names the sources). */
export class RetentionTerms1765000000410 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      ALTER TABLE campaign
        ADD COLUMN retention jsonb NOT NULL DEFAULT '{"idleDays": 92, "reviewMonths": 36, "keepYears": 20}',
        ADD CHECK ((retention ->> 'idleDays')::int BETWEEN 7 AND 92
               AND (retention ->> 'reviewMonths')::int BETWEEN 1 AND 36
               AND (retention ->> 'keepYears')::int BETWEEN 1 AND 20)
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query('ALTER TABLE campaign DROP COLUMN retention');
  }
}

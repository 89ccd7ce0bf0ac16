import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Whether whoever writes privately was told what becomes of their words, and went on. */
export class Consent1765000000915 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      ALTER TABLE conversation ADD COLUMN consented_at timestamptz,
        ADD CHECK (consented_at IS NULL OR opted_out_at IS NULL);
      COMMENT ON COLUMN conversation.consented_at IS
        'Wrote on after the automatic notice had left: agreed to what it says; a word of silence takes it back';
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query('ALTER TABLE conversation DROP COLUMN consented_at');
  }
}

import type { MigrationInterface, QueryRunner } from 'typeorm';

export class SchemaRights1765000000000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE TABLE schema_rights (
        single boolean PRIMARY KEY DEFAULT true CHECK (single),
        mark text NOT NULL
      );
      COMMENT ON TABLE schema_rights IS 'Which declaration of rights was granted last';
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query('DROP TABLE schema_rights');
  }
}

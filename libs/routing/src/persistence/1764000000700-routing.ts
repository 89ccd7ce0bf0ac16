import type { MigrationInterface, QueryRunner } from 'typeorm';

export class Routing1764000000700 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE TABLE routing_rule (
        id uuid PRIMARY KEY,
        place integer NOT NULL,
        name text NOT NULL UNIQUE,
        condition jsonb NOT NULL,
        unit_id uuid,
        priority text CHECK (priority IN ('life', 'high', 'normal')),
        CHECK (unit_id IS NOT NULL OR priority IS NOT NULL)
      );
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query('DROP TABLE routing_rule');
  }
}

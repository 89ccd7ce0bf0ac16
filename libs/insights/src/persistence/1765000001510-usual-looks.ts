import type { MigrationInterface, QueryRunner } from 'typeorm';

export class UsualLooks1765000001510 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE TABLE oversight_day (
        account_id uuid NOT NULL,
        day date NOT NULL,
        looks integer NOT NULL,
        PRIMARY KEY (account_id, day)
      );
      COMMENT ON TABLE oversight_day IS
        'How much each person looked at on a day of the Spanish calendar, counted from the log: what is usual for them';
      ALTER TABLE oversight_alert ADD COLUMN usual integer;
      COMMENT ON COLUMN oversight_alert.usual IS 'Of a volume: looks on a usual day of this person, or of their units';
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query('DROP TABLE oversight_day; ALTER TABLE oversight_alert DROP COLUMN usual');
  }
}

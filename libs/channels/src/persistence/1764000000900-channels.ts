import type { MigrationInterface, QueryRunner } from 'typeorm';

/** How often receipt codes were tried: the table that rate-limiter-flexible keeps, its keys hashed by us. */
export class Channels1764000000900 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE web_code_attempt (
        key varchar(255) PRIMARY KEY,
        points integer NOT NULL DEFAULT 0,
        expire bigint
      )`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE web_code_attempt');
  }
}

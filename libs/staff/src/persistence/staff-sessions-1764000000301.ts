import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Sessions (the columns are connect-pg-simple's) and counters of sign-in attempts (rate-limiter-flexible's), made
 * here because no library makes tables at run time.
 */
export class StaffSessions1764000000301 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE staff_session (
        sid text PRIMARY KEY,
        sess jsonb NOT NULL,
        expire timestamptz NOT NULL
      );
      CREATE INDEX staff_session_expire ON staff_session (expire);
      CREATE INDEX staff_session_account ON staff_session ((sess ->> 'accountId'));
      CREATE TABLE sign_in_attempt (
        key text PRIMARY KEY,
        points integer NOT NULL DEFAULT 0,
        expire bigint
      );
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE sign_in_attempt, staff_session');
  }
}

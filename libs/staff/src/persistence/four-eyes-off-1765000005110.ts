import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Who switched the second person off needs one all the same: nobody exempts themself for a moment. */
export class FourEyesOff1765000005110 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE unit ADD COLUMN four_eyes_off_by uuid REFERENCES account (id);
      COMMENT ON COLUMN unit.four_eyes_off_by IS 'Who switched four_eyes off; null where it is on, or was off before';
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE unit DROP COLUMN four_eyes_off_by');
  }
}

import type { MigrationInterface, QueryRunner } from 'typeorm';

export class OversightAlerts1765000000110 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE TABLE oversight_rule (
        id uuid PRIMARY KEY,
        kind text NOT NULL CHECK (kind IN ('outside-hours', 'volume', 'repeated-reveals', 'denied')),
        threshold integer NOT NULL CHECK (threshold > 0),
        made_by uuid NOT NULL,
        made_at timestamptz NOT NULL,
        paused_at timestamptz
      );
      COMMENT ON TABLE oversight_rule IS 'What auditors want to be told of; paused and resumed, never deleted';
      CREATE TABLE oversight_alert (
        id uuid PRIMARY KEY,
        rule_id uuid NOT NULL REFERENCES oversight_rule,
        account_id uuid NOT NULL,
        day date NOT NULL,
        times integer NOT NULL,
        last_at timestamptz NOT NULL,
        raised_at timestamptz NOT NULL,
        seen_by uuid,
        seen_at timestamptz,
        note text,
        UNIQUE (rule_id, account_id, day),
        CHECK ((seen_by IS NULL) = (seen_at IS NULL))
      );
      CREATE INDEX oversight_alert_inbox ON oversight_alert (raised_at DESC);
      COMMENT ON TABLE oversight_alert IS 'One rule, one person, one day of the Spanish calendar';
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query('DROP TABLE oversight_alert, oversight_rule');
  }
}

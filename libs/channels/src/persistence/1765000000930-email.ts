import type { MigrationInterface, QueryRunner } from 'typeorm';

/** E-mail accounts, what could not be read on any channel, and how the channels are. */
export class Email1765000000930 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE email_account (
        id uuid PRIMARY KEY,
        address text NOT NULL UNIQUE CHECK (address = lower(address)),
        campaign_id uuid NOT NULL REFERENCES campaign,
        acknowledges boolean NOT NULL DEFAULT true
      );
      COMMENT ON TABLE email_account IS 'The desk''s own addresses; no citizen''s';

      CREATE TABLE email_mailbox (
        name text PRIMARY KEY,
        uid_validity text NOT NULL,
        last_uid bigint NOT NULL
      );
      COMMENT ON TABLE email_mailbox IS 'How far a mailbox that keeps its mail was read (RFC 3501 2.3.1.1)';

      CREATE TABLE channel_rejection (
        id uuid PRIMARY KEY,
        channel text NOT NULL,
        channel_account text NOT NULL,
        name_mac bytea NOT NULL,
        campaign_id uuid NOT NULL,
        unit_id uuid NOT NULL,
        reason text NOT NULL,
        bytes bigint NOT NULL,
        blob text,
        received_at timestamptz NOT NULL,
        seen_at timestamptz,
        seen_by uuid,
        UNIQUE (channel, channel_account, name_mac)
      );
      COMMENT ON COLUMN channel_rejection.blob IS 'What arrived, sealed to the unit''s key';
      CREATE INDEX channel_rejection_of_unit ON channel_rejection (unit_id, received_at);

      CREATE TABLE channel_health (
        part text PRIMARY KEY,
        state text NOT NULL CHECK (state IN ('working', 'trouble')),
        why text,
        since timestamptz NOT NULL,
        worked_at timestamptz
      );
      COMMENT ON COLUMN channel_health.why IS 'A stable word, never a server''s sentence';
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE channel_health, channel_rejection, email_mailbox, email_account');
  }
}

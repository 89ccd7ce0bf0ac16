import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The way back: what leaves, who is being talked with, and later versions of what somebody wrote. */
export class Outbox1765000000840 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE TABLE outbox_message (
        id uuid PRIMARY KEY,
        tip_id uuid NOT NULL REFERENCES tip,
        channel text NOT NULL,
        channel_account text NOT NULL,
        kind text NOT NULL CHECK (kind IN ('answer', 'acknowledgement')),
        automatic boolean NOT NULL GENERATED ALWAYS AS (kind = 'acknowledgement') STORED,
        author_id uuid,
        state text NOT NULL DEFAULT 'queued' CHECK (state IN ('queued', 'sending', 'sent', 'ambiguous', 'failed')),
        sealed bytea,
        attempts smallint NOT NULL DEFAULT 0,
        not_before timestamptz NOT NULL,
        sending_until timestamptz,
        why text,
        remote_id text,
        created_at timestamptz NOT NULL,
        settled_at timestamptz,
        CHECK (sealed IS NOT NULL OR state IN ('sent', 'failed')),
        CHECK ((kind = 'answer') = (author_id IS NOT NULL))
      );
      COMMENT ON COLUMN outbox_message.sealed IS
        'Address and words under a key of the server; wiped as soon as nothing more can be sent';
      COMMENT ON COLUMN outbox_message.why IS 'A stable word: why it waits, failed or is in doubt; never an address';
      CREATE INDEX outbox_due ON outbox_message (channel, automatic, not_before, id) WHERE state = 'queued';
      CREATE INDEX outbox_open ON outbox_message (channel, state) WHERE state IN ('sending', 'ambiguous');
      CREATE INDEX outbox_of_tip ON outbox_message (tip_id, created_at);

      CREATE TABLE conversation (
        key bytea PRIMARY KEY,
        campaign_id uuid NOT NULL,
        channel text NOT NULL,
        tip_id uuid NOT NULL REFERENCES tip,
        last_at timestamptz NOT NULL,
        acknowledged_at timestamptz,
        opted_out_at timestamptz
      );
      COMMENT ON COLUMN conversation.key IS 'Keyed hash of channel, account and address, one key a campaign: links, names nobody';
      CREATE INDEX conversation_of_tip ON conversation (tip_id);

      ALTER TABLE dialogue_message ADD COLUMN kind text NOT NULL DEFAULT 'message'
        CHECK (kind IN ('message', 'new-version'));
      COMMENT ON COLUMN dialogue_message.kind IS 'new-version: the sender changed what they had sent before';

      ALTER TABLE inbound_message ADD COLUMN raw_blob text, ADD COLUMN raw_bytes integer;
      COMMENT ON COLUMN inbound_message.raw_blob IS 'The message exactly as received (an e-mail with its headers), sealed to the tip';
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`
      ALTER TABLE inbound_message DROP COLUMN raw_blob, DROP COLUMN raw_bytes;
      ALTER TABLE dialogue_message DROP COLUMN kind;
      DROP TABLE conversation, outbox_message`);
  }
}

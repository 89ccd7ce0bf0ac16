import type { MigrationInterface, QueryRunner } from 'typeorm';

export class Tips1764000000800 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE TABLE tip (
        id uuid PRIMARY KEY,
        campaign_id uuid NOT NULL,
        unit_id uuid NOT NULL,
        group_id uuid NOT NULL,
        folded boolean NOT NULL,
        folded_because jsonb NOT NULL DEFAULT '[]',
        state text NOT NULL DEFAULT 'new' CHECK (state IN ('new', 'triaged', 'in-case', 'closed')),
        outcome text CHECK (outcome IN ('useful', 'not-actionable', 'unfounded', 'referred', 'abusive')),
        set_aside jsonb,
        priority text NOT NULL CHECK (priority IN ('life', 'high', 'normal')),
        urgency smallint NOT NULL GENERATED ALWAYS AS
          (CASE priority WHEN 'life' THEN 0 WHEN 'high' THEN 1 ELSE 2 END) STORED,
        due_at timestamptz NOT NULL,
        channel text NOT NULL,
        language text NOT NULL,
        text text NOT NULL,
        spans jsonb NOT NULL,
        place text,
        municipality text,
        review_reasons text[] NOT NULL DEFAULT '{}',
        routing jsonb NOT NULL,
        received_at timestamptz NOT NULL,
        version integer NOT NULL DEFAULT 1,
        search tsvector NOT NULL GENERATED ALWAYS AS (to_tsvector('spanish', text)) STORED,
        CHECK ((state = 'closed') = (outcome IS NOT NULL))
      );
      COMMENT ON COLUMN tip.text IS 'Anonymised; the words as received lie sealed in vault_record';
      COMMENT ON COLUMN tip.folded IS 'True where the tip lies under the canonical tip of its group in the queue';
      COMMENT ON COLUMN tip.set_aside IS 'Why a machine or a person set it aside ({kind, reason}); null in the queue';
      CREATE INDEX tip_queue ON tip (unit_id, urgency, due_at, id) WHERE NOT folded AND state <> 'closed';
      CREATE INDEX tip_group ON tip (group_id);
      CREATE INDEX tip_campaign ON tip (campaign_id, received_at);
      CREATE INDEX tip_search ON tip USING gin (search);

      CREATE TABLE inbound_message (
        id uuid PRIMARY KEY,
        channel text NOT NULL,
        channel_account text NOT NULL,
        remote_id text NOT NULL,
        body_mac bytea NOT NULL,
        tip_id uuid NOT NULL,
        received_at timestamptz NOT NULL,
        UNIQUE (channel, channel_account, remote_id)
      );
      CREATE INDEX inbound_message_of_tip ON inbound_message (tip_id);

      CREATE TABLE receipt (
        code_mac bytea PRIMARY KEY,
        tip_id uuid NOT NULL REFERENCES tip,
        inbound_message_id uuid NOT NULL UNIQUE,
        entry_id uuid NOT NULL,
        leaf_hash text NOT NULL
      );

      CREATE TABLE tip_note (
        id uuid PRIMARY KEY,
        tip_id uuid NOT NULL REFERENCES tip,
        author_id uuid NOT NULL,
        text text NOT NULL,
        written_at timestamptz NOT NULL
      );
      CREATE INDEX tip_note_of_tip ON tip_note (tip_id, written_at);

      CREATE TABLE dialogue_message (
        id uuid PRIMARY KEY,
        tip_id uuid NOT NULL REFERENCES tip,
        sender text NOT NULL CHECK (sender IN ('desk', 'informant')),
        author_id uuid,
        text text NOT NULL,
        spans jsonb NOT NULL DEFAULT '[]',
        sent_at timestamptz NOT NULL,
        CHECK ((sender = 'desk') = (author_id IS NOT NULL))
      );
      COMMENT ON COLUMN dialogue_message.text IS 'The desk''s own words, or the informant''s anonymised';
      CREATE INDEX dialogue_of_tip ON dialogue_message (tip_id, sent_at);

      CREATE TABLE tip_file (
        id uuid PRIMARY KEY,
        tip_id uuid NOT NULL REFERENCES tip,
        place smallint NOT NULL,
        state text NOT NULL DEFAULT 'waiting' CHECK (state IN ('waiting', 'clean', 'quarantined')),
        quarantine_reason text,
        original_blob text NOT NULL,
        waiting_blob text,
        clean_blob text,
        media_type text,
        width integer,
        height integer,
        bytes integer NOT NULL
      );
      CREATE INDEX tip_file_of_tip ON tip_file (tip_id, place);
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query('DROP TABLE tip_file, dialogue_message, tip_note, receipt, inbound_message, tip');
  }
}

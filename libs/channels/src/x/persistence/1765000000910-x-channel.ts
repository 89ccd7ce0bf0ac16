import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Our accounts on X: how they sign in, what they bring to which campaign, how far their inboxes were read. */
export class XChannel1765000000910 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE TABLE x_account (
        id uuid PRIMARY KEY,
        user_id text NOT NULL UNIQUE,
        handle text NOT NULL,
        name text NOT NULL,
        scopes text[] NOT NULL,
        state text NOT NULL CHECK (state IN ('connected', 'needs-sign-in', 'disconnected')),
        sealed_tokens bytea,
        expires_at timestamptz,
        connected_by uuid NOT NULL,
        connected_at timestamptz NOT NULL,
        CHECK ((state = 'connected') <= (sealed_tokens IS NOT NULL))
      );
      COMMENT ON COLUMN x_account.sealed_tokens IS 'Access and refresh token under a key of the server; emptied when they end';

      CREATE TABLE x_sign_in (
        state_hash bytea PRIMARY KEY,
        staff_id uuid NOT NULL,
        session_id uuid NOT NULL,
        sealed_verifier bytea NOT NULL,
        callback text NOT NULL,
        started_at timestamptz NOT NULL
      );
      COMMENT ON TABLE x_sign_in IS 'Sign-ins under way at X: used once, by the session that began them';

      CREATE TABLE x_binding (
        account_id uuid NOT NULL REFERENCES x_account ON DELETE CASCADE,
        kind text NOT NULL CHECK (kind IN ('hashtag', 'mention', 'default')),
        value text NOT NULL DEFAULT '',
        campaign_id uuid NOT NULL,
        PRIMARY KEY (account_id, kind, value),
        CHECK ((kind = 'hashtag') = (value <> ''))
      );

      CREATE TABLE x_source (
        account_id uuid NOT NULL REFERENCES x_account ON DELETE CASCADE,
        source text NOT NULL CHECK (source IN ('dm', 'mention')),
        read_until timestamptz NOT NULL,
        walk jsonb,
        asked_at timestamptz,
        woken_at timestamptz,
        complete_at timestamptz,
        waits_until timestamptz,
        trouble text,
        gap_from timestamptz,
        gap_until timestamptz,
        PRIMARY KEY (account_id, source)
      );
      COMMENT ON COLUMN x_source.read_until IS 'Start of the last walk that reached its end: all older messages are in';
      COMMENT ON COLUMN x_source.walk IS 'A walk under way ({startedAt, since, token}): resumed, never taken for whole';
      COMMENT ON COLUMN x_source.gap_from IS 'From here to gap_until X no longer shows what was written';

      CREATE TABLE x_message (
        account_id uuid NOT NULL REFERENCES x_account ON DELETE CASCADE,
        source text NOT NULL,
        name bytea NOT NULL,
        root bytea NOT NULL,
        sealed_id bytea NOT NULL,
        outcome text NOT NULL CHECK (outcome IN ('taken', 'echo', 'rejected')),
        tip_id uuid,
        seen_at timestamptz NOT NULL,
        checked_at timestamptz,
        gone_at timestamptz,
        gone_why text,
        PRIMARY KEY (account_id, source, name),
        CHECK ((outcome = 'taken') = (tip_id IS NOT NULL))
      );
      COMMENT ON COLUMN x_message.name IS 'Keyed hash of X''s id: finds it again, leads to nobody';
      COMMENT ON COLUMN x_message.sealed_id IS 'X''s id under a key of the server, for asking X whether it still stands';
      CREATE INDEX x_message_root ON x_message (account_id, source, root);
      CREATE INDEX x_message_of_tip ON x_message (tip_id);
      CREATE INDEX x_message_to_check ON x_message (account_id, checked_at NULLS FIRST)
        WHERE source = 'mention' AND outcome = 'taken' AND gone_at IS NULL;

      CREATE TABLE x_media (
        id uuid PRIMARY KEY,
        account_id uuid NOT NULL REFERENCES x_account ON DELETE CASCADE,
        tip_id uuid NOT NULL,
        sealed_address bytea,
        state text NOT NULL DEFAULT 'waiting' CHECK (state IN ('waiting', 'fetched', 'gone', 'refused')),
        why text,
        attempts smallint NOT NULL DEFAULT 0,
        not_before timestamptz NOT NULL,
        CHECK ((state = 'waiting') = (sealed_address IS NOT NULL))
      );
      CREATE INDEX x_media_waiting ON x_media (account_id, not_before) WHERE state = 'waiting';

      CREATE TABLE x_budget (
        account_id uuid NOT NULL REFERENCES x_account ON DELETE CASCADE,
        endpoint text NOT NULL,
        remaining integer NOT NULL,
        resets_at timestamptz NOT NULL,
        day_remaining integer,
        day_resets_at timestamptz,
        PRIMARY KEY (account_id, endpoint)
      );

      CREATE TABLE x_sent (
        account_id uuid NOT NULL REFERENCES x_account ON DELETE CASCADE,
        name bytea NOT NULL,
        outbox_id uuid NOT NULL,
        PRIMARY KEY (account_id, name)
      );

      CREATE TABLE x_post (
        id uuid PRIMARY KEY,
        account_id uuid NOT NULL REFERENCES x_account ON DELETE CASCADE,
        campaign_id uuid NOT NULL,
        text text NOT NULL,
        image bytea,
        image_type text,
        image_alt text,
        state text NOT NULL DEFAULT 'proposed' CHECK (state IN
          ('proposed', 'approved', 'publishing', 'doubtful', 'published', 'failed', 'withdrawn', 'deleted')),
        why text,
        publish_at timestamptz NOT NULL,
        written_by uuid NOT NULL,
        approved_by uuid,
        remote_id text,
        created_at timestamptz NOT NULL,
        published_at timestamptz,
        deleted_at timestamptz,
        CHECK ((image IS NULL) = (image_type IS NULL) AND (image IS NULL) = (image_alt IS NULL)),
        CHECK (state IN ('proposed', 'withdrawn') OR approved_by IS NOT NULL),
        CHECK (state NOT IN ('published', 'deleted') OR remote_id IS NOT NULL)
      );
      COMMENT ON TABLE x_post IS 'The force''s own public words: nothing of a citizen''s is here';
      CREATE INDEX x_post_due ON x_post (publish_at) WHERE state IN ('approved', 'publishing', 'doubtful');

      CREATE TABLE x_event (
        name bytea PRIMARY KEY,
        sealed bytea,
        arrived_at timestamptz NOT NULL
      );
      COMMENT ON TABLE x_event IS 'What X pushed, by its name for it (X repeats itself), sealed until the worker took it';

      CREATE TABLE x_rejection (
        id uuid PRIMARY KEY,
        channel text NOT NULL,
        channel_account text NOT NULL,
        fingerprint bytea NOT NULL,
        reason text NOT NULL,
        state text NOT NULL DEFAULT 'open' CHECK (state IN ('open', 'again', 'taken', 'dismissed')),
        sealed bytea,
        bytes integer NOT NULL,
        arrived_at timestamptz NOT NULL,
        settled_at timestamptz,
        UNIQUE (channel, channel_account, fingerprint)
      );
      COMMENT ON TABLE x_rejection IS 'What arrived and became no tip, with its reason; the content only sealed';
      CREATE INDEX x_rejection_open ON x_rejection (arrived_at) WHERE state IN ('open', 'again');
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`DROP TABLE x_rejection, x_event, x_post, x_sent, x_budget, x_media, x_message, x_source, x_binding,
                               x_sign_in, x_account`);
  }
}

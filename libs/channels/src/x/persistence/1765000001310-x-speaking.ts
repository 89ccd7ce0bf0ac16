import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What speaking on X needs: deletions that a worker carries out, replies that are hidden, and who said that we may. */
export class XSpeaking1765000001310 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      ALTER TABLE x_post DROP CONSTRAINT x_post_state_check, DROP CONSTRAINT x_post_check2;
      ALTER TABLE x_post
        ADD COLUMN not_before timestamptz,
        ADD CHECK (state IN ('proposed', 'approved', 'publishing', 'doubtful', 'published', 'failed', 'withdrawn',
                             'deleting', 'deleted', 'gone')),
        ADD CHECK (state NOT IN ('published', 'deleting', 'deleted', 'gone') OR remote_id IS NOT NULL);
      COMMENT ON COLUMN x_post.not_before IS 'X asked to wait, or a process is at it, until then; publish_at stays what people chose';
      COMMENT ON COLUMN x_post.image IS 'Cleaned: pixels only';
      CREATE INDEX x_post_to_delete ON x_post (not_before) WHERE state = 'deleting';

      ALTER TABLE x_message
        ADD COLUMN below_ours boolean NOT NULL DEFAULT false,
        ADD COLUMN summons boolean NOT NULL DEFAULT true;
      COMMENT ON COLUMN x_message.below_ours IS 'Stands in a talk that our account began: only such a reply can be hidden';
      COMMENT ON COLUMN x_message.summons IS 'Its author named or quoted us: only such a post may be answered in public by an app';

      CREATE TABLE x_hiding (
        account_id uuid NOT NULL,
        source text NOT NULL DEFAULT 'mention' CHECK (source = 'mention'),
        name bytea NOT NULL,
        tip_id uuid NOT NULL,
        hidden boolean NOT NULL,
        state text NOT NULL DEFAULT 'waiting' CHECK (state IN ('waiting', 'done', 'refused')),
        why text,
        not_before timestamptz NOT NULL,
        asked_by uuid NOT NULL,
        asked_at timestamptz NOT NULL,
        PRIMARY KEY (account_id, name),
        FOREIGN KEY (account_id, source, name) REFERENCES x_message ON DELETE CASCADE
      );
      COMMENT ON TABLE x_hiding IS 'Replies below our posts that a person wants hidden or shown, and whether X did it';
      CREATE INDEX x_hiding_of_tip ON x_hiding (tip_id);
      CREATE INDEX x_hiding_waiting ON x_hiding (not_before) WHERE state = 'waiting';

      ALTER TABLE x_sign_in ADD COLUMN confirmed text[] NOT NULL DEFAULT '{}';
      ALTER TABLE x_account ADD COLUMN confirmed text[] NOT NULL DEFAULT '{}', ADD COLUMN confirmed_at timestamptz;
      COMMENT ON COLUMN x_account.confirmed IS 'What connected_by confirmed before X was asked (docs/decisions/0044)';
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`
      ALTER TABLE x_account DROP COLUMN confirmed, DROP COLUMN confirmed_at;
      ALTER TABLE x_sign_in DROP COLUMN confirmed;
      DROP TABLE x_hiding;
      ALTER TABLE x_message DROP COLUMN below_ours, DROP COLUMN summons;
      UPDATE x_post SET state = 'published' WHERE state = 'deleting';
      UPDATE x_post SET state = 'deleted' WHERE state = 'gone';
      DROP INDEX x_post_to_delete;
      ALTER TABLE x_post DROP COLUMN not_before;
    `);
  }
}

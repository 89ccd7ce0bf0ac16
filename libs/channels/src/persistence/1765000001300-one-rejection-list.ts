import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What arrived and became no tip stands in one table, whatever channel brought it. */
export class OneRejectionList1765000001300 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      ALTER TABLE channel_rejection RENAME COLUMN seen_at TO settled_at;
      ALTER TABLE channel_rejection RENAME COLUMN seen_by TO settled_by;
      ALTER TABLE channel_rejection
        ALTER COLUMN campaign_id DROP NOT NULL,
        ALTER COLUMN unit_id DROP NOT NULL,
        ADD COLUMN sealed bytea,
        ADD COLUMN state text NOT NULL DEFAULT 'open' CHECK (state IN ('open', 'again', 'taken', 'settled')),
        ADD CHECK ((campaign_id IS NULL) = (unit_id IS NULL));
      UPDATE channel_rejection SET state = 'settled' WHERE settled_at IS NOT NULL;
      COMMENT ON TABLE channel_rejection IS 'What arrived and became no tip, with its reason; the content only sealed';
      COMMENT ON COLUMN channel_rejection.sealed IS 'For its channel to try again: under a key of the server, until somebody settles it';
      COMMENT ON COLUMN channel_rejection.unit_id IS 'Whose people see it; unknown where no campaign takes it';

      INSERT INTO channel_rejection (id, channel, channel_account, name_mac, reason, bytes, sealed, state, received_at, settled_at)
      SELECT id, channel, channel_account, fingerprint, reason, bytes, sealed,
             CASE state WHEN 'dismissed' THEN 'settled' ELSE state END, arrived_at, settled_at FROM x_rejection;
      DROP TABLE x_rejection;
      CREATE INDEX channel_rejection_open ON channel_rejection (received_at) WHERE state IN ('open', 'again');
    `);
  }

  /** What came since then without a campaign goes back to X's table, whatever brought it. */
  async down(db: QueryRunner): Promise<void> {
    await db.query(`
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
      CREATE INDEX x_rejection_open ON x_rejection (arrived_at) WHERE state IN ('open', 'again');
      INSERT INTO x_rejection SELECT id, channel, channel_account, name_mac, reason,
             CASE state WHEN 'settled' THEN 'dismissed' ELSE state END, sealed, bytes, received_at, settled_at
        FROM channel_rejection WHERE channel LIKE 'x-%' OR unit_id IS NULL;
      DELETE FROM channel_rejection WHERE channel LIKE 'x-%' OR unit_id IS NULL;
      DROP INDEX channel_rejection_open;
      ALTER TABLE channel_rejection DROP COLUMN sealed, DROP COLUMN state, ALTER COLUMN campaign_id SET NOT NULL,
        ALTER COLUMN unit_id SET NOT NULL;
      ALTER TABLE channel_rejection RENAME COLUMN settled_at TO seen_at;
      ALTER TABLE channel_rejection RENAME COLUMN settled_by TO seen_by;
    `);
  }
}

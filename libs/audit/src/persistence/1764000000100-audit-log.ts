import type { MigrationInterface, QueryRunner } from 'typeorm';

export class AuditLog1764000000100 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE TABLE audit_entry (
        id uuid PRIMARY KEY,
        -- Given by the sequencer after commit, never by the writer: no gap, no shared lock, safe against late commits.
        position bigint,
        body text,
        salt bytea,
        commitment bytea NOT NULL CHECK (length(commitment) = 32),
        -- Computed by PostgreSQL, so that they can't be edited apart from the body that is hashed. The canonical form
        -- begins {"action":"…" and ends "subject":{"id":"…","kind":"…"}}, with no quotation mark inside an id: taking
        -- it apart there costs a tenth of parsing it.
        action text GENERATED ALWAYS AS (split_part(body, '"', 4)) STORED,
        subject_kind text GENERATED ALWAYS AS (split_part(body, '"', -2)) STORED,
        subject_id text GENERATED ALWAYS AS (split_part(body, '"', -6)) STORED,
        CHECK ((body IS NULL) = (salt IS NULL))
      );
      COMMENT ON TABLE audit_entry IS
        'Append-only. body: canonical JSON (RFC 8785); commitment = SHA-256(salt || body); leaf = SHA-256(0x00 || commitment)';
      CREATE UNIQUE INDEX audit_entry_position ON audit_entry (position) WHERE position IS NOT NULL;
      CREATE INDEX audit_entry_pending ON audit_entry (id) WHERE position IS NULL;
      CREATE INDEX audit_entry_subject ON audit_entry (subject_id, id);

      CREATE TABLE audit_tile (
        level smallint NOT NULL,
        index bigint NOT NULL,
        hashes bytea NOT NULL,
        PRIMARY KEY (level, index)
      );
      ALTER TABLE audit_tile ALTER COLUMN hashes SET STORAGE EXTERNAL; -- hashes don't compress
      COMMENT ON TABLE audit_tile IS 'The Merkle tree as C2SP tlog-tiles; a full tile never changes';

      CREATE TABLE audit_checkpoint (
        number bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        size bigint NOT NULL,
        note text NOT NULL,
        made_at timestamptz NOT NULL DEFAULT now()
      );
      CREATE INDEX audit_checkpoint_size ON audit_checkpoint (size);
      COMMENT ON TABLE audit_checkpoint IS 'Signed sizes and roots, C2SP tlog-checkpoint';

      CREATE TABLE audit_key (
        generation integer PRIMARY KEY,
        public_key bytea NOT NULL UNIQUE CHECK (length(public_key) = 32),
        made_at timestamptz NOT NULL DEFAULT now()
      );
      COMMENT ON TABLE audit_key IS 'Public halves; the private half is derived from the server secret and kept nowhere';

      CREATE TABLE audit_origin (
        single boolean PRIMARY KEY DEFAULT true CHECK (single),
        origin text NOT NULL
      );
      COMMENT ON TABLE audit_origin IS 'The log''s name in its checkpoints';
      INSERT INTO audit_origin (origin) VALUES ('colabora/' || gen_random_uuid());
    `);
    await db.query(APPEND_ONLY);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query('DROP TABLE audit_entry, audit_tile, audit_checkpoint, audit_key, audit_origin');
    await db.query('DROP FUNCTION audit_refuse_change');
  }
}

/**
 * Against accidents and plain misuse; against whoever can drop a trigger there is the tree. Two changes of an entry
 * pass: the sequencer gives a place, once; an erasure empties body and salt of an entry that has its place, once.
 */
const APPEND_ONLY = `
  CREATE FUNCTION audit_refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    RAISE EXCEPTION '% is append-only', TG_TABLE_NAME USING ERRCODE = 'insufficient_privilege';
  END $$;

  CREATE TRIGGER audit_entry_keeps BEFORE UPDATE ON audit_entry FOR EACH ROW
    WHEN (NOT (
      OLD.id = NEW.id AND OLD.commitment = NEW.commitment AND (
        (OLD.position IS NULL AND NEW.position IS NOT NULL
          AND OLD.body IS NOT DISTINCT FROM NEW.body AND OLD.salt IS NOT DISTINCT FROM NEW.salt)
        OR (OLD.position = NEW.position AND OLD.body IS NOT NULL AND NEW.body IS NULL AND NEW.salt IS NULL)
      )))
    EXECUTE FUNCTION audit_refuse_change();
  CREATE TRIGGER audit_entry_stays BEFORE DELETE OR TRUNCATE ON audit_entry FOR EACH STATEMENT
    EXECUTE FUNCTION audit_refuse_change();
  CREATE TRIGGER audit_checkpoint_stays BEFORE UPDATE OR DELETE OR TRUNCATE ON audit_checkpoint FOR EACH STATEMENT
    EXECUTE FUNCTION audit_refuse_change();
  CREATE TRIGGER audit_key_stays BEFORE UPDATE OR DELETE OR TRUNCATE ON audit_key FOR EACH STATEMENT
    EXECUTE FUNCTION audit_refuse_change();
  CREATE TRIGGER audit_origin_stays BEFORE UPDATE OR DELETE OR TRUNCATE ON audit_origin FOR EACH STATEMENT
    EXECUTE FUNCTION audit_refuse_change();
`;

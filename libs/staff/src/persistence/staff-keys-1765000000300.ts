import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Keys of people and units: public in clear, secret only wrapped. Docs: decisions 0017. */
export class StaffKeys1765000000300 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE member_key (
        account_id uuid PRIMARY KEY REFERENCES account (id),
        recipient text NOT NULL CHECK (recipient LIKE 'age1%'),
        made_at timestamptz NOT NULL
      );
      COMMENT ON TABLE member_key IS 'The public key of each person; the secret one exists only wrapped, in member_key_wrap';
      CREATE TABLE member_key_wrap (
        id uuid PRIMARY KEY,
        account_id uuid NOT NULL REFERENCES member_key ON DELETE CASCADE,
        kind text NOT NULL CHECK (kind IN ('passphrase', 'passkey')),
        label text NOT NULL,
        credential text,
        sealed_identity bytea NOT NULL,
        made_at timestamptz NOT NULL,
        CHECK ((kind = 'passkey') = (credential IS NOT NULL))
      );
      CREATE INDEX member_key_wrap_of_account ON member_key_wrap (account_id);
      COMMENT ON COLUMN member_key_wrap.sealed_identity IS 'An age file that a passphrase or a passkey opens in the browser';

      CREATE TABLE unit_key (
        id uuid PRIMARY KEY,
        unit_id uuid NOT NULL REFERENCES unit (id),
        recipient text NOT NULL CHECK (recipient LIKE 'age1%'),
        made_by uuid REFERENCES account (id),
        made_at timestamptz NOT NULL,
        retired_at timestamptz,
        UNIQUE (unit_id, recipient)
      );
      COMMENT ON TABLE unit_key IS 'Every key a unit has had; the one that unit.recipient names seals what arrives';
      INSERT INTO unit_key (id, unit_id, recipient, made_at)
        SELECT gen_random_uuid(), id, recipient, created_at FROM unit;
      CREATE TABLE unit_key_share (
        unit_key_id uuid NOT NULL REFERENCES unit_key (id),
        account_id uuid NOT NULL REFERENCES account (id),
        member_recipient text NOT NULL,
        sealed_identity bytea NOT NULL,
        given_by uuid NOT NULL REFERENCES account (id),
        given_at timestamptz NOT NULL,
        PRIMARY KEY (unit_key_id, account_id)
      );
      CREATE INDEX unit_key_share_of_account ON unit_key_share (account_id);
      COMMENT ON COLUMN unit_key_share.sealed_identity IS 'The unit''s secret key, sealed to one member''s key in a browser';

      ALTER TABLE unit ADD COLUMN four_eyes boolean NOT NULL DEFAULT true;
      COMMENT ON COLUMN unit.four_eyes IS 'Whether opening an original takes a second person';
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE unit DROP COLUMN four_eyes;
      DROP TABLE unit_key_share, unit_key, member_key_wrap, member_key;
    `);
  }
}

import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Units, accounts and their set-up links. */
export class StaffAccounts1764000000300 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE unit (
        id uuid PRIMARY KEY,
        slug text NOT NULL UNIQUE,
        name text NOT NULL,
        territory text[] NOT NULL,
        topics text[] NOT NULL,
        recipient text NOT NULL CHECK (recipient LIKE 'age1%'),
        created_at timestamptz NOT NULL
      );
      CREATE TABLE account (
        id uuid PRIMARY KEY,
        email text NOT NULL UNIQUE CHECK (email = lower(email)),
        name text NOT NULL,
        roles text[] NOT NULL
          CHECK (roles <@ ARRAY['investigator', 'manager', 'lead', 'auditor', 'operator'] AND cardinality(roles) > 0),
        state text NOT NULL CHECK (state IN ('invited', 'active', 'disabled')),
        password_hash text CHECK (password_hash LIKE '$argon2id$%'),
        created_at timestamptz NOT NULL,
        activated_at timestamptz,
        CHECK (state <> 'active' OR password_hash IS NOT NULL)
      );
      CREATE TABLE membership (
        account_id uuid NOT NULL REFERENCES account (id),
        unit_id uuid NOT NULL REFERENCES unit (id),
        PRIMARY KEY (account_id, unit_id)
      );
      CREATE INDEX membership_unit ON membership (unit_id);
      CREATE TABLE setup_link (
        account_id uuid PRIMARY KEY REFERENCES account (id),
        token_mac bytea NOT NULL UNIQUE,
        expires_at timestamptz NOT NULL
      );
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE setup_link, membership, account, unit');
  }
}

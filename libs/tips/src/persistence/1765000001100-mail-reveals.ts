import type { MigrationInterface, QueryRunner } from 'typeorm';

/** An e-mail as it came, headers and all, can be asked for like a file. */
export class MailReveals1765000001100 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      ALTER TABLE reveal DROP CONSTRAINT reveal_kind_check, DROP CONSTRAINT reveal_check;
      ALTER TABLE reveal
        ADD CONSTRAINT reveal_kind_check CHECK (kind IN ('text', 'entity', 'informant', 'file-facts', 'file', 'mail')),
        ADD CONSTRAINT reveal_check CHECK ((kind IN ('entity', 'file-facts', 'file', 'mail')) = (target IS NOT NULL));
      COMMENT ON COLUMN reveal.target IS 'The mark of the entity, the id of the file or of the inbound message; never a content';
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`
      DELETE FROM reveal WHERE kind = 'mail';
      ALTER TABLE reveal DROP CONSTRAINT reveal_kind_check, DROP CONSTRAINT reveal_check;
      ALTER TABLE reveal
        ADD CONSTRAINT reveal_kind_check CHECK (kind IN ('text', 'entity', 'informant', 'file-facts', 'file')),
        ADD CONSTRAINT reveal_check CHECK ((kind IN ('entity', 'file-facts', 'file')) = (target IS NOT NULL))`);
  }
}

import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Lists show a picture a few points wide: what they fetch is a few kilobytes of its own. */
export class Thumbnails1765000001601 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      ALTER TABLE tip_file ADD COLUMN thumbnail_blob text;
      COMMENT ON COLUMN tip_file.thumbnail_blob IS 'The preview once more, 160 pixels at most; null until somebody looks at an older one';
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query('ALTER TABLE tip_file DROP COLUMN thumbnail_blob');
  }
}

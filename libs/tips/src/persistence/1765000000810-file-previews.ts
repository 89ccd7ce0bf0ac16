import type { MigrationInterface, QueryRunner } from 'typeorm';

export class FilePreviews1765000000810 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      ALTER TABLE tip_file ADD COLUMN preview jsonb, ADD COLUMN preview_blob text, ADD COLUMN still_blob text;
      COMMENT ON COLUMN tip_file.preview IS '{version, width, height, how, boxes}: what preview_blob shows and what is covered in it';
      COMMENT ON COLUMN tip_file.still_blob IS 'Of a video: the picture that its preview is drawn from, not masked';
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(
      'ALTER TABLE tip_file DROP COLUMN preview, DROP COLUMN preview_blob, DROP COLUMN still_blob',
    );
  }
}

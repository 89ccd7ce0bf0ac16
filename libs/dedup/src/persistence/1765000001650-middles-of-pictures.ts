import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * The hash of a picture's middle: a copy of which a side is missing has it too, and another photograph of the same place hasn't.
 * What is kept of older pictures has none and is compared as a whole, as before.
 *
 * An erased tip left its pictures' hashes in the postings since these hold them; now they go with it.
 */
export class MiddlesOfPictures1765000001650 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      ALTER TABLE duplicate_image ADD COLUMN campaign_key bigint, ADD COLUMN middle bytea CHECK (octet_length(middle) = 32);
      COMMENT ON COLUMN duplicate_image.campaign_key IS 'Hash of the campaign, as in its postings';
      COMMENT ON COLUMN duplicate_image.middle IS 'PDQ of the middle of this view; null for a video and where it has too few features';
      CREATE INDEX duplicate_image_middle ON duplicate_image (campaign_key, number) INCLUDE (middle) WHERE middle IS NOT NULL;

      DELETE FROM duplicate_image_posting AS p
       WHERE NOT EXISTS (SELECT FROM duplicate_image AS i WHERE i.number = p.number);
    `);
    await replaceForget(db, 'keys bigint[]', 'keys bigint[], picture_keys bigint[]', (body) =>
      body.replace(FORGET_PICTURES, `${FORGET_POSTINGS}        ${FORGET_PICTURES}`),
    );
  }

  async down(db: QueryRunner): Promise<void> {
    await replaceForget(db, 'keys bigint[], picture_keys bigint[]', 'keys bigint[]', (body) =>
      body.replace(`${FORGET_POSTINGS}        `, ''),
    );
    await db.query(`
      DROP INDEX duplicate_image_middle;
      ALTER TABLE duplicate_image DROP COLUMN campaign_key, DROP COLUMN middle;
    `);
  }
}

const FORGET_PICTURES = 'DELETE FROM duplicate_image WHERE tip_id = tip;';
const FORGET_POSTINGS = `DELETE FROM duplicate_image_posting AS p USING duplicate_image AS i
         WHERE i.tip_id = tip AND p.key = ANY (picture_keys) AND p.number = i.number;
`;

async function replaceForget(
  db: QueryRunner,
  before: string,
  after: string,
  change: (body: string) => string,
): Promise<void> {
  const [row] = (await db.query(`SELECT prosrc AS body FROM pg_proc WHERE proname = 'duplicate_forget'`)) as {
    body: string;
  }[];
  const body = change(row!.body);
  if (body === row!.body) throw new Error('duplicate_forget is not what it was');
  await db.query(`
    DROP FUNCTION duplicate_forget(uuid, ${before.replace(/\w+ (bigint\[\])/g, '$1')});
    CREATE FUNCTION duplicate_forget(tip uuid, ${after}) RETURNS void
    LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = public, pg_temp AS $forget$${body}$forget$;
    COMMENT ON FUNCTION duplicate_forget IS 'For an erased tip: leaves its place in a group and nothing of what it told';
  `);
}

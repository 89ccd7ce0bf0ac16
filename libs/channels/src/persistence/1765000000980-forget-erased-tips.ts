import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * When a tip's identity is erased (LO 7/2021 art. 23), what a channel kept to find its sender's words again goes with
 * it, in the same transaction, whatever process erases: X's ids of messages and the addresses of their pictures. The
 * keyed hash of a message's name stays: it leads to nobody, and keeps the message from being taken in again.
 */
export class ForgetErasedTips1765000000980 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE FUNCTION channels_forget_erased() RETURNS trigger
      LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
      BEGIN
        UPDATE x_message SET sealed_id = '', gone_at = coalesce(gone_at, NEW.erased_at), gone_why = coalesce(gone_why, 'erased')
         WHERE tip_id = NEW.id;
        UPDATE x_media SET sealed_address = NULL, state = 'gone', why = 'erased'
         WHERE tip_id = NEW.id AND state = 'waiting';
        RETURN NULL;
      END $$;
      CREATE TRIGGER tip_erased_in_channels AFTER UPDATE OF erased ON tip FOR EACH ROW
        WHEN (NEW.erased IS NOT NULL AND OLD.erased IS DISTINCT FROM NEW.erased)
        EXECUTE FUNCTION channels_forget_erased();
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query('DROP TRIGGER tip_erased_in_channels ON tip; DROP FUNCTION channels_forget_erased');
  }
}

import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What an informant says later waits for a person's look as the first text does; and since when a tip waits for one. */
export class HeldMessages1765000005200 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      ALTER TABLE dialogue_message ADD COLUMN is_held boolean NOT NULL DEFAULT false,
                                   ADD COLUMN suspects jsonb NOT NULL DEFAULT '[]',
                                   ADD CHECK (sender = 'informant' OR NOT is_held);
      COMMENT ON COLUMN dialogue_message.is_held IS 'As in tip: a person looks at it first';
      COMMENT ON COLUMN dialogue_message.suspects IS 'As in tip: kind and offsets in text, until a person has looked';
      CREATE INDEX dialogue_held ON dialogue_message (tip_id, sent_at) WHERE is_held;

      ALTER TABLE tip ADD COLUMN waits_since timestamptz;
      COMMENT ON COLUMN tip.waits_since IS
        'Arrival of the oldest of its text and messages that a person must look at; null where nothing waits';
      UPDATE tip SET waits_since = received_at WHERE is_held;
      ALTER TABLE tip ADD CHECK (NOT is_held OR waits_since IS NOT NULL);
      DROP INDEX tip_held;
      CREATE INDEX tip_waits ON tip (unit_id, least(urgency, 1), waits_since, id) WHERE waits_since IS NOT NULL;

      DROP FUNCTION conversation_reply;
    `);
    await db.query(REPLY);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`
      DROP FUNCTION conversation_reply;
      DROP INDEX tip_waits;
      CREATE INDEX tip_held ON tip (unit_id, least(urgency, 1), received_at, id) WHERE is_held;
      ALTER TABLE tip DROP COLUMN waits_since;
      ALTER TABLE dialogue_message DROP COLUMN is_held, DROP COLUMN suspects;
    `);
    await db.query(REPLY_UNHELD);
  }
}

const replyWith = (parameters: string, columns: string, values: string, change: string): string => `
  CREATE FUNCTION conversation_reply(
    code bytea, message_id uuid, message_kind text, words text, masked jsonb, ${parameters}at timestamptz) RETURNS void
  LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  DECLARE
    tip_of_code uuid;
  BEGIN
    SELECT t.id INTO STRICT tip_of_code
      FROM receipt AS r JOIN tip AS t ON t.id = r.tip_id WHERE r.code_mac = code FOR UPDATE OF t;
    INSERT INTO dialogue_message (id, tip_id, sender, kind, text, spans, ${columns}sent_at)
    VALUES (message_id, tip_of_code, 'informant', message_kind, words, masked, ${values}at);
    UPDATE tip SET state = CASE state WHEN 'closed' THEN 'triaged' ELSE state END, outcome = NULL, ${change}version = version + 1
     WHERE id = tip_of_code;
  END $$;
  COMMENT ON FUNCTION conversation_reply IS
    'Keeps what the informant says later; a closed tip opens again';
`;

const REPLY = replyWith(
  'held boolean, suspected jsonb, ',
  'is_held, suspects, ',
  'held, suspected, ',
  'waits_since = CASE WHEN held THEN least(waits_since, at) ELSE waits_since END, ',
);
const REPLY_UNHELD = replyWith('', '', '', '');

import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * The public role has no right to read or change a tip or a conversation (docs/decisions/0020). These functions run
 * with the rights of the tables' owner and do what taking in and coming back need, each keyed by something that only
 * the sender has (the message's whole name, the receipt's keyed hash) or telling nothing of what tips say.
 */
export class NarrowDoors1765000000830 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(TAKING_IN);
    await db.query(COMING_BACK);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`
      DROP FUNCTION conversation_reply, conversation_messages, conversation_by_code,
        intake_repeat, intake_unit_of, intake_recognise;
    `);
  }
}

const TAKING_IN = `
  CREATE FUNCTION intake_recognise(
    message_id uuid, from_channel text, account text, remote text, body bytea, new_tip_id uuid, at timestamptz)
  RETURNS TABLE (is_new boolean, is_same boolean, tip_id uuid, received_at timestamptz, entry_id uuid, leaf_hash text)
  LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  BEGIN
    INSERT INTO inbound_message (id, channel, channel_account, remote_id, body_mac, tip_id, received_at)
    VALUES (message_id, from_channel, account, remote, body, new_tip_id, at) ON CONFLICT DO NOTHING;
    IF FOUND THEN
      RETURN QUERY SELECT true, true, new_tip_id, at, NULL::uuid, NULL::text;
      RETURN;
    END IF;
    -- What is known of it is told only to whoever brings the same content again.
    RETURN QUERY
      SELECT false, true, m.tip_id, m.received_at, r.entry_id, r.leaf_hash
        FROM inbound_message AS m JOIN receipt AS r ON r.inbound_message_id = m.id
       WHERE (m.channel, m.channel_account, m.remote_id) = (from_channel, account, remote) AND m.body_mac = body;
    IF NOT FOUND THEN
      RETURN QUERY SELECT false, false, NULL::uuid, NULL::timestamptz, NULL::uuid, NULL::text;
    END IF;
  END $$;
  COMMENT ON FUNCTION intake_recognise IS
    'Writes a message''s name first; of several deliveries at once, the others wait here and then find it';

  CREATE FUNCTION intake_unit_of(canonical uuid) RETURNS uuid
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp
  RETURN (SELECT unit_id FROM tip WHERE id = canonical);
  COMMENT ON FUNCTION intake_unit_of IS 'Where a repeat of this tip goes';

  CREATE FUNCTION intake_repeat(canonical uuid, its_priority text, its_due_at timestamptz) RETURNS boolean
  LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  DECLARE
    reopened boolean;
  BEGIN
    UPDATE tip SET state = 'triaged', outcome = NULL, version = version + 1
     WHERE id = canonical AND state = 'closed';
    reopened := FOUND;
    UPDATE tip SET priority = its_priority, due_at = least(due_at, its_due_at), version = version + 1
     WHERE id = canonical AND (CASE its_priority WHEN 'life' THEN 0 WHEN 'high' THEN 1 ELSE 2 END) < urgency;
    RETURN reopened;
  END $$;
  COMMENT ON FUNCTION intake_repeat IS
    'A repeat puts the closed line of its group back into the queue, and a more urgent one moves it up';
`;

const COMING_BACK = `
  CREATE FUNCTION conversation_by_code(code bytea)
  RETURNS TABLE (id uuid, campaign_id uuid, state text, received_at timestamptz)
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp
  BEGIN ATOMIC
    SELECT t.id, t.campaign_id, t.state, t.received_at
      FROM receipt AS r JOIN tip AS t ON t.id = r.tip_id WHERE r.code_mac = code;
  END;

  CREATE FUNCTION conversation_messages(code bytea)
  RETURNS TABLE (sender text, text text, sent_at timestamptz)
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp
  BEGIN ATOMIC
    SELECT d.sender, CASE d.sender WHEN 'desk' THEN d.text END, d.sent_at
      FROM receipt AS r JOIN dialogue_message AS d ON d.tip_id = r.tip_id
     WHERE r.code_mac = code ORDER BY d.sent_at, d.id;
  END;
  COMMENT ON FUNCTION conversation_messages IS
    'The desk''s words. What the informant wrote isn''t shown again: somebody else may hold the code';

  CREATE FUNCTION conversation_reply(
    code bytea, message_id uuid, message_kind text, words text, masked jsonb, at timestamptz) RETURNS void
  LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  DECLARE
    tip_of_code uuid;
  BEGIN
    SELECT t.id INTO STRICT tip_of_code
      FROM receipt AS r JOIN tip AS t ON t.id = r.tip_id WHERE r.code_mac = code FOR UPDATE OF t;
    INSERT INTO dialogue_message (id, tip_id, sender, kind, text, spans, sent_at)
    VALUES (message_id, tip_of_code, 'informant', message_kind, words, masked, at);
    UPDATE tip SET state = CASE state WHEN 'closed' THEN 'triaged' ELSE state END, outcome = NULL, version = version + 1
     WHERE id = tip_of_code;
  END $$;
  COMMENT ON FUNCTION conversation_reply IS
    'Keeps what the informant says later; a closed tip opens again';
`;

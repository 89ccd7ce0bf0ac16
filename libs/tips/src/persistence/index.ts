import type { Persistence } from '#kernel';
import { Tips1764000000800 } from './1764000000800-tips.js';
import { NarrowDoors1765000000830 } from './1765000000830-narrow-doors.js';

export const tipsPersistence: Persistence = {
  entities: [],
  migrations: [Tips1764000000800, NarrowDoors1765000000830],
  rights: {
    tables: {
      // Strangers' process writes tips and can't read one back.
      tip: { public: 'INSERT', portal: 'SELECT, UPDATE', worker: 'SELECT, UPDATE' },
      inbound_message: { portal: 'SELECT (id, tip_id, received_at)', worker: 'SELECT, INSERT' },
      receipt: { public: 'INSERT', portal: 'SELECT (tip_id, entry_id, leaf_hash)', worker: 'SELECT, DELETE' },
      tip_note: { portal: 'SELECT, INSERT', worker: 'SELECT, UPDATE (text)' },
      dialogue_message: { portal: 'SELECT, INSERT', worker: 'SELECT, UPDATE (text, spans)' },
      tip_file: { public: 'INSERT', portal: 'SELECT', worker: 'SELECT, UPDATE' },
    },
    functions: {
      'intake_recognise(uuid, text, text, text, bytea, uuid, timestamptz)': ['public'],
      'intake_unit_of(uuid)': ['public'],
      'intake_repeat(uuid, text, timestamptz)': ['public'],
      'conversation_by_code(bytea)': ['public'],
      'conversation_messages(bytea)': ['public'],
      'conversation_reply(bytea, uuid, text, bytea, text, jsonb, timestamptz)': ['public'],
    },
  },
};

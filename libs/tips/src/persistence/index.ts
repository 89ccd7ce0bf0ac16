import type { Persistence } from '#kernel';
import { Tips1764000000800 } from './1764000000800-tips.js';
import { SecondLook1765000000500 } from './1765000000500-second-look.js';
import { HeldMessages1765000005200 } from './1765000005200-held-messages.js';
import { FilePreviews1765000000810 } from './1765000000810-file-previews.js';
import { NarrowDoors1765000000830 } from './1765000000830-narrow-doors.js';
import { Retention1765000000831 } from './1765000000831-retention.js';
import { Reveals1765000000210 } from './1765000000210-reveals.js';
import { Outbox1765000000840 } from './1765000000840-outbox.js';
import { MailReveals1765000001100 } from './1765000001100-mail-reveals.js';
import { Consent1765000000915 } from './1765000000915-consent.js';
import { Suspects1765000005000 } from './1765000005000-suspects.js';
import { PlaceSpans1765000004100 } from './1765000004100-place-spans.js';
import { Thumbnails1765000001601 } from './1765000001601-thumbnails.js';
import { WholeTips1765000001600 } from './1765000001600-whole-tips.js';

export const tipsPersistence: Persistence = {
  entities: [],
  migrations: [
    Tips1764000000800,
    Reveals1765000000210,
    SecondLook1765000000500,
    FilePreviews1765000000810,
    NarrowDoors1765000000830,
    Retention1765000000831,
    Outbox1765000000840,
    Consent1765000000915,
    MailReveals1765000001100,
    PlaceSpans1765000004100,
    WholeTips1765000001600,
    Thumbnails1765000001601,
    Suspects1765000005000,
    HeldMessages1765000005200,
  ],
  rights: {
    tables: {
      // Strangers' process writes tips and can't read one back.
      tip: { public: 'INSERT', portal: 'SELECT, UPDATE', worker: 'SELECT, UPDATE' },
      tip_token: { public: 'INSERT', portal: 'SELECT, DELETE', worker: 'SELECT, INSERT, DELETE' },
      inbound_message: {
        portal: 'SELECT (id, tip_id, received_at, raw_blob, raw_bytes)',
        worker: 'SELECT, INSERT, UPDATE, DELETE',
      },
      receipt: {
        public: 'INSERT',
        portal: 'SELECT (tip_id, entry_id, leaf_hash)',
        worker: 'SELECT (tip_id), DELETE',
      },
      tip_note: { portal: 'SELECT, INSERT', worker: 'SELECT, UPDATE (text)' },
      dialogue_message: {
        portal: 'SELECT, INSERT, UPDATE (text, spans, suspects, is_held)',
        worker: 'SELECT, INSERT, UPDATE (text, spans, suspects, is_held)',
      },
      // Strangers' process neither sends nor knows whom one talks with: the mail and X channels are the worker's.
      outbox_message: { portal: 'SELECT, INSERT, UPDATE', worker: 'SELECT, INSERT, UPDATE' },
      conversation: { portal: 'SELECT, INSERT, UPDATE', worker: 'SELECT, INSERT, UPDATE, DELETE' },
      // Who asked, when, for what and why is written once: what comes after has columns of its own.
      reveal: {
        portal: `SELECT, INSERT, UPDATE (verdict, decided_by, decided_at, decision_reason, open_until, openings,
          first_opened_at, review, reviewed_by, reviewed_at, review_words)`,
      },
      retention_hold: { portal: 'SELECT, INSERT, UPDATE (released_by, released_at)', worker: 'SELECT' },
      erasure_request: {
        portal: 'SELECT, UPDATE (decision, reason, decided_by, decided_at)',
        worker: 'SELECT, UPDATE (decision, decided_by, decided_at, done_at)',
      },
      retention_run: { portal: 'SELECT', worker: 'SELECT, INSERT' },
      tip_file: {
        public: 'INSERT, SELECT (tip_id)',
        portal: 'SELECT, UPDATE (preview, preview_blob, thumbnail_blob)',
        worker: 'SELECT, UPDATE, DELETE',
      },
    },
    functions: {
      'erasure_ask(bytea, uuid, timestamptz, timestamptz)': ['public'],
      'erasure_of_code(bytea)': ['public'],
      'intake_recognise(uuid, text, text, text, bytea, uuid, timestamptz)': ['public'],
      'intake_unit_of(uuid)': ['public'],
      'intake_repeat(uuid, text, timestamptz)': ['public'],
      'conversation_by_code(bytea)': ['public'],
      'conversation_messages(bytea)': ['public'],
      'conversation_reply(bytea, uuid, text, text, jsonb, boolean, jsonb, timestamptz)': ['public'],
    },
  },
};

import type { Persistence } from '#kernel';
import { Duplicates1764000000600 } from './1764000000600-duplicates.js';
import { DuplicateImages1764000000601 } from './1764000000601-duplicate-images.js';
import { GroupFunctions1765000000010 } from './1765000000010-group-functions.js';
import { ForgetTip1765000000011 } from './1765000000011-forget-tip.js';
import { Suggestions1765000000600 } from './1765000000600-suggestions.js';
import { PostingsHoldTheHash1765000001400 } from './1765000001400-postings-hold-the-hash.js';
import { MiddlesOfPictures1765000001650 } from './1765000001650-middles-of-pictures.js';
import { RareKeysDecide1765000000601 } from './1765000000601-rare-keys-decide.js';

export const dedupPersistence: Persistence = {
  entities: [],
  migrations: [
    Duplicates1764000000600,
    DuplicateImages1764000000601,
    GroupFunctions1765000000010,
    ForgetTip1765000000011,
    Suggestions1765000000600,
    RareKeysDecide1765000000601,
    PostingsHoldTheHash1765000001400,
    MiddlesOfPictures1765000001650,
  ],
  rights: {
    tables: {
      // Intake adds fingerprints and reads hashes. Texts come only through `duplicate_candidates`: those that share
      // their keys with a text one has already.
      duplicate_group: { public: 'INSERT', portal: 'SELECT, INSERT, UPDATE', worker: 'SELECT, UPDATE' },
      duplicate_member: {
        public: 'INSERT, SELECT (group_id, received_at)',
        portal: 'SELECT, UPDATE',
        worker: 'SELECT, UPDATE',
      },
      duplicate_fingerprint: {
        public: 'INSERT, SELECT (number)',
        portal: 'SELECT, UPDATE (text)',
        worker: 'SELECT, UPDATE (text)',
      },
      duplicate_posting: { public: 'INSERT, SELECT', portal: 'INSERT, SELECT' },
      duplicate_identifier: { public: 'INSERT, SELECT', portal: 'SELECT, DELETE', worker: 'DELETE' },
      duplicate_apart: { portal: 'SELECT, INSERT, DELETE', worker: 'SELECT' },
      duplicate_decision: { portal: 'SELECT, INSERT, UPDATE' },
      duplicate_suggestion: { portal: 'SELECT, UPDATE (evidence)', worker: 'SELECT' },
      duplicate_refusal: { portal: 'SELECT, INSERT, DELETE', worker: 'SELECT' },
      duplicate_image: { portal: 'SELECT', worker: 'SELECT, INSERT, DELETE' },
      duplicate_image_posting: { portal: 'SELECT', worker: 'SELECT, INSERT, DELETE' },
    },
    functions: {
      'duplicate_candidates(bigint[], bigint, bigint[], integer, integer)': ['public'],
      'duplicate_join(uuid, uuid, jsonb, timestamptz)': ['public'],
      'duplicate_suggest(uuid, uuid[], text[], real[], jsonb[])': ['public', 'worker'],
      'duplicate_forget(uuid, bigint[], bigint[])': ['worker'],
      'duplicate_grow(uuid, timestamptz)': ['worker', 'portal'],
      'duplicate_images_near(bit[], bigint[], integer[], integer, integer)': ['worker', 'portal'],
    },
  },
};

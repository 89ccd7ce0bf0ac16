import type { Persistence } from '#kernel';
import { Duplicates1764000000600 } from './1764000000600-duplicates.js';
import { DuplicateImages1764000000601 } from './1764000000601-duplicate-images.js';
import { Suggestions1765000000600 } from './1765000000600-suggestions.js';
import { RareKeysDecide1765000000601 } from './1765000000601-rare-keys-decide.js';

export const dedupPersistence: Persistence = {
  entities: [],
  migrations: [
    Duplicates1764000000600,
    DuplicateImages1764000000601,
    Suggestions1765000000600,
    RareKeysDecide1765000000601,
  ],
};

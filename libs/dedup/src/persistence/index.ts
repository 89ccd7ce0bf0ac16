import type { Persistence } from '#kernel';
import { Duplicates1764000000600 } from './1764000000600-duplicates.js';

export const dedupPersistence: Persistence = { entities: [], migrations: [Duplicates1764000000600] };

import type { OrphanCheck } from '#audit';
import { tipsOrphanChecks } from '#tips';

/** What `colabora audit verify` looks for beyond the log itself: committed rows that lack their entry. */
export const orphanChecks: OrphanCheck[] = [...tipsOrphanChecks];

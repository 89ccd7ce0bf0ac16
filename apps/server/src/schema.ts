import type { JobQueue, Persistence } from '#kernel';

/** What the libs keep in PostgreSQL, in the order of the house. */
export const persistence: Persistence[] = [];

/** Every kind of background work. */
export const queues: JobQueue<object>[] = [];

import { auditPersistence } from '#audit';
import { campaignsPersistence } from '#campaigns';
import { channelsPersistence, rejectionRetentionQueue, xComplianceQueue } from '#channels';
import { dedupPersistence } from '#dedup';
import { insightsPersistence } from '#insights';
import { type JobQueue, kernelPersistence, type Persistence } from '#kernel';
import { routingPersistence } from '#routing';
import { staffPersistence } from '#staff';
import { tipsPersistence, tipsQueues } from '#tips';
import { vaultPersistence } from '#vault';

/** What the libs keep in PostgreSQL, in the order of the house. */
export const persistence: Persistence[] = [
  kernelPersistence,
  auditPersistence,
  vaultPersistence,
  staffPersistence,
  campaignsPersistence,
  dedupPersistence,
  routingPersistence,
  tipsPersistence,
  channelsPersistence,
  insightsPersistence,
];

/** Every kind of background work. */
export const queues: JobQueue<object>[] = [...tipsQueues, xComplianceQueue, rejectionRetentionQueue];

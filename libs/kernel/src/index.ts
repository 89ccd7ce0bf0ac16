export { BlobStore, type OpenBlob } from './blobs/blob-store.js';
export { FileBlobStore } from './blobs/file-blob-store.js';
export { Clock } from './clock.js';
export {
  Configuration,
  ConfigurationError,
  readConfiguration,
  ROLES,
  type Role,
} from './config/configuration.js';
export { type KeyPurpose, PURPOSES_OF_ROLE, type SealingPurpose } from './config/key-purpose.js';
export { ServerSecret, loadServerSecret } from './config/server-secret.js';
export { type Actor, type WorkContext, citizenContext, operatorContext, systemContext } from './context.js';
export { connect, migrate } from './database/connect.js';
export { Database, type Tx, writeAtCommit } from './database/database.js';
export { ensureDatabase, startEmbeddedPostgres, type RunningPostgres } from './database/embedded-postgres.js';
export { kernelPersistence } from './database/kernel-persistence.js';
export { onlyOne } from './database/only-one.js';
export type { Persistence } from './database/persistence.js';
export { databaseAccount, type DatabaseRights, type GrantedRights, grantRights } from './database/rights.js';
export { awaitSchema, ownsSchema } from './database/schema-state.js';
export { IdParam } from './http/id-param.js';
export {
  ApiProblems,
  PROBLEM_MEDIA_TYPE,
  ProblemDocument,
  problemDocument,
  ProblemField,
} from './http/problem-document.js';
export { ProblemFilter, toProblem } from './http/problem-filter.js';
export { RequestId, requestIdOf } from './http/request-id.js';
export { fieldErrors, validationPipe } from './http/validation.js';
export { isUuid, uuidv7 } from './ids.js';
export { Jobs, type JobQueue } from './jobs/jobs.js';
export { openKernel, type Kernel } from './kernel.js';
export { KernelModule } from './kernel.module.js';
export { createLogger, discreetError } from './logging/logger.js';
export { NestLog } from './logging/nest-log.js';
export {
  conflict,
  type FieldError,
  forbidden,
  notFound,
  Problem,
  tooManyRequests,
  unprocessable,
} from './problem.js';
export { projectRoot } from './project-root.js';
export { Rounds } from './rounds.js';

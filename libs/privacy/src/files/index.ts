export {
  type CleanedFile,
  type FileFacts,
  QUARANTINE_REASONS,
  type QuarantineReason,
} from './cleaned-file.js';
export { type ConfinementKind, findConfinement } from './confinement.js';
export { FileCleaner } from './file-cleaner.js';
export type { MaskBox, MaskedPreview } from './masked-preview.js';
export { DEFAULT_FILE_LIMITS, type FileLimits } from './file-limits.js';

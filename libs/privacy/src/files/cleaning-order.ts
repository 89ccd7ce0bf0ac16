import type { FileFacts, QuarantineReason } from './cleaned-file.js';
import type { FileLimits } from './file-limits.js';
import type { MaskBox, MaskedPreview } from './masked-preview.js';

/** What the desk's process sends to the cleaning process. */
export type Order = (CleaningOrder & { task: 'clean' }) | (MaskOrder & { task: 'mask' });

export interface CleaningOrder {
  bytes: Uint8Array;
  limits: FileLimits;
  /** An empty directory in memory for converters that need files; none where the machine has no such place. */
  workspace?: string;
}

/** To draw the masked preview of a clean picture. */
export interface MaskOrder {
  bytes: Uint8Array;
  limits: FileLimits;
  /** Drawn by a person; without them faces are looked for. */
  boxes?: MaskBox[];
}

export interface CleanCopy {
  mediaType: string;
  extension: string;
  bytes: Uint8Array;
  width?: number;
  height?: number;
  pages?: number;
  stills?: Uint8Array[];
}

/** A preview as it comes from the other process. */
export type DrawnPreview = Omit<MaskedPreview, 'bytes' | 'thumbnail'> & {
  bytes: Uint8Array;
  thumbnail: Uint8Array;
};

/**
 * What comes back: `ready` once, then for each order what was learned before decoding (so that it is known even if
 * decoding kills the process), and one end.
 */
export type CleaningReport =
  | { step: 'ready' }
  | { step: 'identified'; mediaType: string; slow: boolean }
  | { step: 'facts'; facts: FileFacts }
  | { step: 'clean'; copy: CleanCopy; residentBytes: number }
  | { step: 'masked'; preview: DrawnPreview; residentBytes: number }
  | { step: 'refused'; reason: QuarantineReason; residentBytes: number };

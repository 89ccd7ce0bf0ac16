import type { FileFacts } from '#privacy';

/**
 * The JSON of a sealed `file-facts` record: what the original tells beyond its pixels, evidence and a trace of whoever
 * sent it at once. A file has up to two: one from its arrival (`name`, `declaredType`) and one from its cleaning (the
 * rest); whoever opens them puts them together by `fileId`. What isn't known is left out.
 */
export interface FileFactsRecord extends FileFacts {
  /** `tip_file.id` */
  fileId: string;
  /** The sender's name for the file. */
  name?: string;
  /** The media type that the sender's program claimed. */
  declaredType?: string;
  /** SHA-256 of the bytes as received, 64 hex digits: that a seized telephone holds this very file can be shown. */
  sha256Original?: string;
}

/** Why a file stays sealed and is not shown. */
export const QUARANTINE_REASONS = [
  'unknown-kind', // its bytes are of no kind that we know
  'not-allowed', // SVG, HTML, archives, programs: kinds that are never served
  'too-large', // more bytes or pages than allowed
  'too-many-pixels',
  'broken', // can't be decoded, or the decoder crashed on it
  'no-converter', // would need a program (ffmpeg, LibreOffice) that this machine lacks
  'took-too-long',
  'too-much-memory',
  'encrypted', // asks for a password
] as const;

export type QuarantineReason = (typeof QUARANTINE_REASONS)[number];

/**
 * What the metadata said. Evidence as well as a trace of whoever sent the file: to be sealed, never stored, logged or
 * listed in the clear.
 */
export interface FileFacts {
  /** ISO 8601, with an offset only where the file names one: a camera's clock usually doesn't know its zone. */
  takenAt?: string;
  /** Degrees, WGS 84; metres above the sea. */
  place?: { latitude: number; longitude: number; altitude?: number };
  /** Maker and model. */
  device?: string;
  serialNumber?: string;
  software?: string;
  author?: string;
  title?: string;
  description?: string;
}

/** A copy that holds pixels or sound only, or the reason why there is none. */
export type CleanedFile =
  | {
      outcome: 'clean';
      mediaType: string;
      /** Without a dot. The file's own name never survives. */
      extension: string;
      bytes: Buffer;
      width?: number;
      height?: number;
      pages?: number;
      /** Of a video: a few of its pictures, as JPEG without metadata, to find it again by what it shows. */
      stills?: Buffer[];
      facts: FileFacts;
      /** 64 hex digits, of the bytes as received. */
      sha256Original: string;
    }
  | { outcome: 'quarantined'; mediaType?: string; reason: QuarantineReason; facts?: FileFacts };

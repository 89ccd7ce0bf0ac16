/** What one file may cost. Everything above is quarantined; the first three are checked before anything is decoded. */
export interface FileLimits {
  /** Size of the file as received. Phones' photos have 2 to 15 MB, a minute of video has 60 to 130 MB. */
  maxBytes: number;
  /** Width times height (times frames, where an animation is kept). Phones reach 200 million since 2022. */
  maxPixels: number;
  /** Pages of a document. */
  maxPages: number;
  /** For a picture or a document, from handing it over to the clean copy. */
  decodeSeconds: number;
  /** For video and sound, which are encoded anew: several times the length of the recording on a slow machine. */
  mediaSeconds: number;
  /** Resident memory of the cleaning process with all that it starts. */
  memoryMegabytes: number;
}

export const DEFAULT_FILE_LIMITS: FileLimits = {
  maxBytes: 100 * 1024 * 1024,
  maxPixels: 210_000_000,
  maxPages: 100,
  decodeSeconds: 60,
  mediaSeconds: 300,
  memoryMegabytes: 1536,
};

/** Lengths in code points: what people count as characters, whatever the script. */
export const TEXT_LENGTH = { min: 15, max: 10_000 };
export const PLACE_LENGTH = 200;
export const CONTACT_LENGTH = 200;

export const MAX_FILES = 5;
/** A photo has 2 to 15 MB; of a phone's video it is a quarter of a minute. */
export const MAX_FILE_BYTES = 20 * 1024 * 1024;
/** Bytes of files that all forms under way may hold in this process's memory; text is never refused for it. */
export const MAX_FILE_BYTES_IN_MEMORY = 400 * 1024 * 1024;

/**
 * Above this a request isn't read at all. Far above five files: whoever chose a film by mistake gets back what they typed,
 * and what is too large is read past, not kept.
 */
export const MAX_REQUEST_BYTES = 1024 * 1024 * 1024;
/** Text far above its limit still comes back to be shortened; beyond this the request is refused. */
export const MAX_FIELD_BYTES = 1024 * 1024;

export const codePoints = (text: string): number => [...text].length;

/** Lengths in code points: what people count as characters, whatever the script. */
export const TEXT_LENGTH = { min: 15, max: 10_000 };
export const PLACE_LENGTH = 200;
export const CONTACT_LENGTH = 200;

export const MAX_FILES = 5;
export const MAX_FILE_BYTES = 10 * 1024 * 1024;

/** Above this a request isn't read to its end: five photos, with room for what has to be refused file by file. */
export const MAX_REQUEST_BYTES = 80 * 1024 * 1024;
/** Text far above its limit still comes back to be shortened; beyond this the request is refused. */
export const MAX_FIELD_BYTES = 1024 * 1024;

export const codePoints = (text: string): number => [...text].length;

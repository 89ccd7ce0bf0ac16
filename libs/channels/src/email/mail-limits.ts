/** Above this a mail isn't taken in; its arrival is recorded. 25 MB is what most mail servers let pass. */
export const MAX_MAIL_BYTES = 25 * 1024 * 1024;
/** Parts of one mail, nested ones included. */
export const MAX_PARTS = 300;
/** The header of one part. */
export const MAX_HEADER_BYTES = 256 * 1024;
/** HTML beyond this is not turned into text. */
export const MAX_HTML_CHARACTERS = 2_000_000;
/** Forwarded mails inside a mail inside a mail… are read down to here. */
export const MAX_EMBEDDED_DEPTH = 3;
/** Recipients of one delivery. */
export const MAX_RECIPIENTS = 20;
/** The tip's text, in code points, as long as the form allows; the whole stays in the original. */
export const TIP_LENGTH = 10_000;
/** Files taken out of a mail; the others stay in the original. */
export const MAX_MAIL_FILES = 20;
/** A picture inside the text and smaller than this is a logo or a counter, not evidence; it stays in the original. */
export const DECORATION_BYTES = 12 * 1024;

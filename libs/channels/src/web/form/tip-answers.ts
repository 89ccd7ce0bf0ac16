import { type FieldError } from '#kernel';
import type { UploadedFile } from './multipart.js';
import { codePoints, CONTACT_LENGTH, MAX_FILES, PLACE_LENGTH, TEXT_LENGTH } from './limits.js';

/** One answer that was refused. `name` is the file's own, for the message only. */
export interface Refusal extends FieldError {
  field: 'text' | 'place' | 'contact' | 'files' | 'code';
  name?: string;
}

/** What somebody answered, tidied: the same words in the same form, whatever browser sent them. */
export interface TipAnswers {
  text: string;
  place: string;
  contact: string;
  submission: string;
  /** What stood in the field that people don't see. */
  trap: string;
}

export function answersFrom(fields: Record<string, unknown>): TipAnswers {
  return {
    text: tidy(fields['text']),
    place: tidy(fields['place']),
    contact: tidy(fields['contact']),
    submission: tidy(fields['submission']).slice(0, 200),
    trap: tidy(fields['website']),
  };
}

/** Line ends as browsers send them become `\n`; control characters, which PostgreSQL can't keep either, go. */
function tidy(value: unknown): string {
  if (typeof value !== 'string') return '';
  return value
    .replace(/\r\n?/g, '\n')
    .replace(/[^\P{Cc}\n\t]/gu, '')
    .trim();
}

/** Everything that has to be corrected, in the order of the form. */
export function refusalsOf({ text, place, contact }: TipAnswers, files: UploadedFile[]): Refusal[] {
  return [
    ...textRefusals(text),
    ...(codePoints(place) > PLACE_LENGTH
      ? [refusal('place', 'too-long', { limits: { max: PLACE_LENGTH } })]
      : []),
    ...fileRefusals(files),
    ...(isContact(contact) ? [] : [refusal('contact', 'not-a-contact')]),
  ];
}

export function textRefusals(text: string): Refusal[] {
  const length = codePoints(text);
  if (length === 0) return [refusal('text', 'required')];
  if (length < TEXT_LENGTH.min) return [refusal('text', 'too-short', { limits: { min: TEXT_LENGTH.min } })];
  if (length > TEXT_LENGTH.max)
    return [
      refusal('text', 'too-long', { limits: { max: TEXT_LENGTH.max, over: length - TEXT_LENGTH.max } }),
    ];
  // Bytes that aren't UTF-8 arrive as U+FFFD: the person must see that letters are missing, and may correct them.
  return text.includes('\uFFFD') ? [refusal('text', 'unreadable')] : [];
}

function fileRefusals(files: UploadedFile[]): Refusal[] {
  return [
    ...(files.length > MAX_FILES ? [refusal('files', 'too-many', { limits: { max: MAX_FILES } })] : []),
    ...files.slice(0, MAX_FILES).flatMap((file) => {
      if (file.isTooLarge) return [refusal('files', 'too-large', { name: file.name })];
      if (file.hadNoRoom) return [refusal('files', 'no-room', { name: file.name })];
      return isAcceptedKind(file) ? [] : [refusal('files', 'kind-not-accepted', { name: file.name })];
    }),
  ];
}

/** A claim is enough here: what it really is, the cleaning of files finds out. Phones send HEIC without a type. */
const isAcceptedKind = ({ name, declaredType }: UploadedFile) =>
  /^(image|video|audio)\/(?!svg)|^application\/(pdf|msword|vnd\.(ms-|openxmlformats-|oasis\.opendocument))/.test(
    declaredType,
  ) ||
  /\.(jpe?g|png|webp|hei[cf]|gif|avif|tiff?|mp4|mov|3gp|webm|m4a|mp3|ogg|opus|pdf|docx?|odt)$/i.test(name);

/** Empty, an e-mail address, or a phone number of 9 to 15 digits (ITU-T E.164) however it is spaced. */
export function isContact(contact: string): boolean {
  if (contact === '') return true;
  if (codePoints(contact) > CONTACT_LENGTH) return false;
  if (contact.includes('@')) return /^[^\s@]+@[^\s@.]+(\.[^\s@.]+)+$/u.test(contact);
  const digits = contact.replace(/[\s().\-/]/g, '').replace(/^(\+|00)/, '');
  return /^\d{9,15}$/.test(digits);
}

const refusal = (
  field: Refusal['field'],
  rule: string,
  more: Pick<Refusal, 'limits' | 'name'> = {},
): Refusal => ({ field, pointer: `/${field}`, rule, ...more });

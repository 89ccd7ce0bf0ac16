import type { Language } from '#campaigns';
import type { Correction } from '../pages/form-parts.js';
import { numberIn, TEXTS, type Texts } from '../texts/index.js';
import type { Refusal } from './tip-answers.js';

type Say = (errors: Texts['errors'], refusal: Refusal, language: Language) => string;

const MESSAGES: Record<string, Say> = {
  'text required': (errors) => errors.required,
  'text too-short': (errors, { limits }) => errors.tooShort(limits!['min']!),
  'text too-long': (errors, { limits }, language) =>
    errors.tooLong(numberIn(language, limits!['max']!), numberIn(language, limits!['over']!)),
  'text unreadable': (errors) => errors.unreadable,
  'text malformed': (errors) => errors.malformed,
  'text failed-here': (errors) => errors.failedHere,
  'text key-reused': (errors) => errors.keyReused,
  'place too-long': (errors) => errors.placeTooLong,
  'contact not-a-contact': (errors) => errors.contactMalformed,
  'files too-many': (errors) => errors.tooManyFiles,
  'files too-large': (errors, { name }) => (name === undefined ? errors.tooLarge : errors.fileTooLarge(name)),
  'files kind-not-accepted': (errors, { name }) => errors.fileKind(name ?? ''),
  'files no-room': (errors) => errors.noRoomForFiles,
  'code required': (errors) => errors.codeRequired,
  'code malformed': (errors) => errors.codeMalformed,
  'code unknown': (errors) => errors.codeUnknown,
};

/** Refused answers in the person's words. */
export const corrections = (refusals: Refusal[], language: Language): Correction[] =>
  refusals.map((refusal) => {
    const say = MESSAGES[`${refusal.field} ${refusal.rule}`] ?? MESSAGES['text malformed']!;
    return { field: refusal.field, message: say(TEXTS[language].errors, refusal, language) };
  });

import { parsePhoneNumberFromString } from 'libphonenumber-js/max';
import type { EntityType } from '../entity.js';
import { TextView } from '../text/text-view.js';

const PARTICLES = /\b(?:de|del|la|las|los|el|y|i|e|da|do|das|dos|don|dona|d|sr|sra)\b/g;

/** One spelling for all spellings of a value, so that they get the same token. */
export function canonicalValue(type: EntityType, shown: string): string {
  const folded = TextView.of(shown).folded;
  switch (type) {
    case 'PERSON':
      return folded
        .replace(PARTICLES, ' ')
        .replace(/[^a-z0-9]+/g, ' ')
        .trim();
    case 'PHONE':
      return (
        parsePhoneNumberFromString(folded.replace(/^00/, '+'), 'ES')?.number ?? folded.replace(/\D/g, '')
      );
    case 'EMAIL':
      return folded
        .replace(/[([{<]?\b(?:arroba|aroba|arrova|at|abildua)\b[)\]}>]?/g, '@')
        .replace(/[([{<]?\b(?:punto|punt|puntu|dot)\b[)\]}>]?/g, '.')
        .replace(/\s/g, '');
    case 'HANDLE':
      return folded.replace(/^@/, '');
    case 'URL':
      return folded.replace(/^https?:\/\/(?:www\.)?|\/$/g, '');
    case 'IP':
      return folded;
    case 'ADDRESS':
      return folded.replace(/[^a-z0-9]+/g, ' ').trim();
    default:
      return folded.replace(/[^a-z0-9]/g, '');
  }
}

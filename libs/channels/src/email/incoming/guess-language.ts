import type { Language } from '#campaigns';

/** Short words that one language has and its neighbours lack, or have seldom. */
const SIGNS: Record<Language, RegExp> = {
  es: /(?<!\p{L})(el|los|las|y|en|con|muy|hay|está|están|esto|ese|esa|pero|desde|hasta|usted|calle|noche|coche|son|una|lo|también)(?!\p{L})/giu,
  ca: /(?<!\p{L})(els|les|i|amb|és|són|hi|ha|aquest|aquesta|carrer|molt|però|des|fins|nit|cotxe|una|també|que|això|ells|dels)(?!\p{L})/giu,
  gl: /(?<!\p{L})(o|os|unha|e|con|moi|hai|está|están|isto|ese|pero|dende|ata|vostede|rúa|noite|coche|non|tamén|do|da|na|no|son)(?!\p{L})/giu,
  eu: /(?<!\p{L})(eta|da|dira|dago|daude|bat|ez|hau|hori|kalean|gauean|dute|du|egiten|saltzen|drogak|etxean|oso|baina)(?!\p{L})/giu,
  en: /(?<!\p{L})(the|and|in|on|is|are|at|with|there|they|this|that|street|night|car|from|of|to|every|he|she)(?!\p{L})/giu,
};
/** Enough to tell; more costs time. */
const LOOKED_AT = 3_000;

/** The campaign's language that the text looks most like; its default one where nothing tells. */
export function guessLanguage(text: string, offered: Language[]): Language {
  const start = text.slice(0, LOOKED_AT);
  const counted = offered.map((language) => ({ language, signs: start.match(SIGNS[language])?.length ?? 0 }));
  const best = counted.reduce((one, other) => (other.signs > one.signs ? other : one));
  return best.language;
}

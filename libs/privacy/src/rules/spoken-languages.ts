import type { TokenWalk } from './token-walk.js';

/** Which languages a text seems to be written in: forms that mean "I" in one are nouns in another. */
export interface SpokenLanguages {
  catalan: boolean;
  /** By words or letters of its own, not by those that Spanish has too. */
  plainlyCatalan: boolean;
  galician: boolean;
  english: boolean;
  basque: boolean;
}

const CATALAN = 1;
const GALICIAN = 2;
const ENGLISH = 4;
const BASQUE = 8;
/** So many little words of a language make a text (partly) its own. */
const ENOUGH = 2;

const LITTLE_WORDS = new Map<string, number>();
for (const [language, words] of [
  [
    CATALAN,
    'amb els hi dels ens meva meu seva seu seus aquest aquesta jo soc vaig tinc nit fa ho que la al un es quan perque on cada he hem tots molt aixo pel als vull veig cotxe carrer seves vam em ens encara avui germa deu us som pis ho diu nosaltres fins mai res',
  ],
  [
    GALICIAN,
    'o os e ao coa co cun cunha unha hai lle lles eu mina meu non na nas nos xente do da todos onde moi mais dous as seu sua teno ten porque a',
  ],
  [
    ENGLISH,
    'the and they there is are my his her with of from but to in at he she them their i we every who was been now for on this has have not it when after before him out',
  ],
  [
    BASQUE,
    'eta da dute du dira dago ez bat hau dela duen ditu dituzte nire gure gauero beti egiten saltzen zuen dut naiz',
  ],
] as const)
  for (const word of words.split(' ')) LITTLE_WORDS.set(word, (LITTLE_WORDS.get(word) ?? 0) | language);
/** Also Spanish: they count for half. */
const SHARED = new Set(
  'que la al un es cada na nos da do porque a o e os as he on ho i me is da ez du'.split(' '),
);

/** Letters that neither Spanish nor Galician has. */
const CATALAN_LETTERS = /[àèòçÀÈÒÇ]|l·l/;

/** Reads every word once. */
export function spokenLanguages(walk: TokenWalk): SpokenLanguages {
  let catalan = 0;
  let ownCatalan = 0;
  let galician = 0;
  let english = 0;
  let basque = 0;
  for (let at = 0; at < walk.tokens.count; at++) {
    if (!walk.isWord(at)) continue;
    const word = walk.text(at);
    const languages = LITTLE_WORDS.get(word);
    if (languages === undefined) continue;
    const weight = SHARED.has(word) ? 0.4 : 1;
    if (languages & CATALAN) catalan += weight;
    if (languages & CATALAN && weight === 1) ownCatalan++;
    if (languages & GALICIAN) galician += weight;
    if (languages & ENGLISH) english += weight;
    if (languages & BASQUE) basque += weight;
  }
  if (CATALAN_LETTERS.test(walk.view.text)) {
    catalan++;
    ownCatalan++;
  }
  return {
    catalan: catalan >= ENOUGH && catalan >= galician,
    plainlyCatalan: ownCatalan >= ENOUGH && catalan >= galician,
    galician: galician >= ENOUGH && galician >= catalan,
    english: english >= ENOUGH,
    basque: basque >= ENOUGH,
  };
}

import { hashWords } from '../gazetteer/lexicon-format.js';

/** Words of one language alone, and those that others have too ("ETA da…"), which count for half. */
const CATALAN =
  'amb els dels aquest aquesta aquests aquestes meva seva meves seves seus perque tambe molt quan cotxe tots nit nits carrer nois noi feina vaig tinc diu diuen veig visc treballo davant venen ens vol volen tenen surten entren fins pis noia dones diners gairebe deuen aixo';
const GALICIAN =
  'unha unhas hai moito moita moi nunha dunha coa xente dende xa onde teno tenen ven chamase leva levan cheira mina enriba pola polo';
const GALICIAN_SHARED = 'na nas non meu seu eu ao aos co das os as';
const BASQUE =
  'dute dago dira ditu dut dituzte zaio duen dela naiz gara beti nola daude dauka diot zuen zuten nuen dugu duzu daukate zaie diote diete egiten saltzen gauero dutela direla izan nire gure dizkiete dizkie dabil zituen';
const BASQUE_SHARED = 'eta ez bat da du hau hori ere oso baina zen non';

const ENOUGH = 4;
/** Each language is counted in bits of its own: one look-up a word. */
const FIELDS = [0, 8, 16];
const FIELD_MASK = 0xff;

const CLUES = new Map<number, number>();
for (const [words, field, weight] of [
  [CATALAN, FIELDS[0]!, 2],
  [GALICIAN, FIELDS[1]!, 2],
  [GALICIAN_SHARED, FIELDS[1]!, 1],
  [BASQUE, FIELDS[2]!, 2],
  [BASQUE_SHARED, FIELDS[2]!, 1],
] as const)
  for (const word of words.split(' ')) {
    const hash = hashWords(word);
    CLUES.set(hash, (CLUES.get(hash) ?? 0) + (weight << field));
  }

/**
 * Whether the words with these hashes are (also) Catalan, Galician or Basque: two words of the language, or one and two
 * shared ones.
 */
export function speaksRegional(hashes: Uint32Array, count: number): boolean {
  let seen = 0;
  for (let at = 0; at < count; at++) {
    const clue = CLUES.get(hashes[at]!);
    if (clue === undefined) continue;
    seen += clue;
    if (FIELDS.some((field) => ((seen >> field) & FIELD_MASK) >= ENOUGH)) return true;
  }
  return false;
}

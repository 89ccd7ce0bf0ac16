import { hashWords } from '../gazetteer/lexicon-format.js';

/** Words of one of the two languages alone, and Basque ones that others have too ("ETA da…"). */
const CATALAN =
  'amb els dels aquest aquesta aquests aquestes meva seva meves seves seus perque tambe molt quan cotxe tots nit nits carrer nois noi feina vaig tinc diu diuen veig visc treballo davant venen';
const BASQUE =
  'dute dago dira ditu dut dituzte zaio duen dela naiz gara beti nola daude dauka diot zuen zuten nuen dugu duzu daukate zaie diote diete egiten saltzen gauero dutela direla izan ditut nire gure dizkiete dizkie';
const BASQUE_SHARED = 'eta ez bat da du hau hori ere oso baina zen non';

const ENOUGH = 4;
const clues = (words: string, weight: number): [number, number][] =>
  words.split(' ').map((word) => [hashWords(word), weight]);
const CLUES_OF_CATALAN = new Map(clues(CATALAN, 2));
const CLUES_OF_BASQUE = new Map([...clues(BASQUE, 2), ...clues(BASQUE_SHARED, 1)]);

/** Whether the words with these hashes are (also) Catalan or Basque: two words of the language, or one and two shared. */
export function speaksRegional(hashes: Uint32Array, count: number): boolean {
  let catalan = 0;
  let basque = 0;
  for (let at = 0; at < count; at++) {
    catalan += CLUES_OF_CATALAN.get(hashes[at]!) ?? 0;
    basque += CLUES_OF_BASQUE.get(hashes[at]!) ?? 0;
    if (catalan >= ENOUGH || basque >= ENOUGH) return true;
  }
  return false;
}

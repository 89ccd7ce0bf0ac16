import { tokensOf, WORD } from '../text/tokens.js';
import { evidenceOf } from './name-evidence.js';
import { type Rule } from './rule.js';
import { TokenWalk } from './token-walk.js';

const GIVEN_NAMES =
  'antonio jose manuel francisco juan david javier daniel carlos jesus alejandro miguel rafael pedro pablo angel sergio fernando jorge luis alberto alvaro adrian diego raul ivan ruben enrique oscar ramon andres vicente joaquin santiago victor eduardo mario roberto jaime marcos hugo alfonso ricardo salvador julian emilio julio guillermo gabriel tomas agustin jonathan jonatan kevin cristian christian mohamed ismael ignacio gonzalo nicolas samuel martin lucas mateo carmen maria isabel ana laura cristina marta lucia elena dolores raquel rosario sandra silvia patricia teresa monica andrea rocio beatriz sara paula natalia vanessa vanesa jessica yolanda veronica alba irene nuria gloria esther lorena angela mercedes susana julia noelia alicia encarnacion remedios soledad';
const SURNAMES =
  'garcia gonzalez rodriguez fernandez lopez martinez sanchez perez gomez martin jimenez ruiz hernandez diaz moreno alvarez munoz romero alonso gutierrez navarro torres dominguez vazquez ramos ramirez gil serrano blanco molina morales suarez ortega delgado castro ortiz rubio marin sanz nunez iglesias medina garrido cortes castillo santos lozano guerrero cano prieto mendez cruz calvo gallego vidal leon marquez herrera flores cabrera campos vega fuentes carrasco reyes caballero nieto aguilar pascual herrero santana lorenzo montero hidalgo gimenez ibanez ferrer duran santiago vicente benitez arias vargas carmona crespo roman pastor velasco soler parra esteban bravo gallardo rojas heredia vargas amador maldonado';
const SHORTEST = 3;
/** Initials and abbreviations that look like a name without vowels. */
const NO_NAMES = new Set(['dvd', 'pdr', 'dcm', 'mrn', 'crt', 'psc', 'lrn', 'lcs', 'rml', 'ndr']);

/** What remains of a word without its vowels: "frncsco", "francsco" and "francisco" leave the same. */
const skeleton = (word: string): string => word.replace(/[aeiou]/g, '');
const skeletons = (words: string): Map<string, string[]> => {
  const found = new Map<string, string[]>();
  for (const word of words.split(' '))
    found.set(skeleton(word), [...(found.get(skeleton(word)) ?? []), word]);
  return found;
};
const GIVEN = skeletons(GIVEN_NAMES);
const SURNAME = skeletons(SURNAMES);

/** Frequent names that lost vowels in a hurry, beside another name: "jnthan cortes", "juan mrtnez". */
export const namesWithoutVowels: Rule = (view, add) => {
  const tokens = tokensOf(view);
  const walk = new TokenWalk(view, tokens);
  for (let at = 0; at + 1 < tokens.count; at++) {
    if (tokens.kind[at] !== WORD || tokens.kind[at + 1] !== WORD) continue;
    const first = tokens.common[at] === 0 && isShortened(walk.text(at), GIVEN);
    const second = tokens.common[at + 1] === 0 && isShortened(walk.text(at + 1), SURNAME);
    if (!(first && (second || isName(walk, at + 1, 'surname'))) && !(second && isName(walk, at, 'given')))
      continue;
    add({
      type: 'PERSON',
      start: tokens.start[at]!,
      end: tokens.end[at + 1]!,
      score: 0.7,
      rule: 'name-without-vowels',
      evidence: 'frequent name',
    });
  }
};

function isName(walk: TokenWalk, at: number, kind: 'given' | 'surname'): boolean {
  const evidence = evidenceOf(walk, at);
  return evidence[kind] >= 3 && !evidence.frequent;
}

/** All consonants of a frequent name and some of its vowels, in their order. */
function isShortened(word: string, names: Map<string, string[]>): boolean {
  if (word.length < SHORTEST || NO_NAMES.has(word)) return false;
  return (names.get(skeleton(word)) ?? []).some((name) => word.length < name.length && isWithin(word, name));
}

function isWithin(word: string, name: string): boolean {
  let at = 0;
  for (const letter of name) if (letter === word[at]) at++;
  return at === word.length;
}

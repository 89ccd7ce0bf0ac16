import { tokensOf } from '../text/tokens.js';
import { type Rule } from './rule.js';
import { TokenWalk, wordSet } from './token-walk.js';

const KINDS =
  wordSet(`hospital hospitales hospitalario clinica clinic fundacion universidad universitat universidade facultad instituto institut
  colegio col·legi ies ceip escuela escola centro centre complejo complexo residencia consejeria ministerio ayuntamiento
  ajuntament concello udala juzgado jutjat audiencia tribunal fiscalia comisaria consorcio corporacio corporacion
  parroquia iglesia banco caja asociacion sindicato partido ambulatorio laboratorio laboratorios sanatorio policlinica
  unitat biblioteca teatro museo hotel hostal discoteca ospitalea ikastola unibertsitatea university school college`);
const LINKS = wordSet(
  'de del la las los el y i e d l da do das dos dels les els san santa sant virgen nuestra senora for of the',
);
const LONGEST = 9;

/** "Hospital Universitario de Getafe", "IES Lope de Vega": a kind of house and the capitalised words after it. */
export const organisations: Rule = (view, add) => {
  const tokens = tokensOf(view);
  const walk = new TokenWalk(view, tokens);
  for (let at = 0; at < tokens.count; at++) {
    if (!walk.isCapital(at) || !KINDS.has(walk.text(at))) continue;
    let last = at;
    for (let next = at + 1; next < Math.min(tokens.count, at + LONGEST); next++) {
      if (walk.isCapital(next)) last = next;
      else if (walk.isNumber(next) && next === at + 1) last = next;
      else if (walk.isPunctuation(next, '-"\'') && !walk.endsLine(next + 1)) continue;
      else if (!walk.isWord(next) || !LINKS.has(walk.text(next))) break;
    }
    if (last === at) continue;
    add({
      type: 'ORGANISATION',
      start: tokens.start[at]!,
      end: tokens.end[last]!,
      score: 0.7,
      rule: 'organisation',
      evidence: 'kind of house',
    });
    at = last;
  }
};

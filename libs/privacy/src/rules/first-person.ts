import { tokensOf } from '../text/tokens.js';
import { clauseStart, coordinateEnd } from './clauses.js';
import {
  encliticFirst,
  encliticTells,
  englishDoneFirst,
  englishDoneToMe,
  isTellingAfterVerb,
  sufferedTells,
  throughThat,
  withMeTells,
} from './done-to-writer.js';
import { HARMLESS_INFINITIVES } from './first-person-harmless.js';
import {
  beingTells,
  englishTells,
  isFirstPersonForm,
  isTellingPreterite,
  perfectTells,
  verbTells,
} from './first-person-verbs.js';
import {
  BASQUE_FIRST_PERSON,
  BASQUE_HARMLESS,
  BASQUE_VIEWPOINTS,
  HARMLESS_AFTER_PRONOUN,
  TELLING_AFTER_ME,
  TELLING_PARTICIPLES,
  TELLING_UNLESS_NOUN,
  TELLING_VERBS,
} from './first-person-words.js';
import { possession } from './possessions.js';
import { type Rule, scan } from './rule.js';
import { spokenLanguages } from './spoken-languages.js';
import { TokenWalk, wordSet } from './token-walk.js';
import { CLAUSE_REACH, clauseFirst, sentenceFirst, sufferedFirst } from './writer-clause.js';

const PRONOUNS = wordSet('yo jo eu');
const ENGLISH_I = wordSet('i we');
/** "im", "ive" without their apostrophe. */
const ENGLISH_I_AM = wordSet('im ive');
const HAVE = wordSet('he hemos hem habiamos haviem haviam hei');
const ME = wordSet('me nos em ens');
const BE = wordSet('soy soi soc sou fui somos');

/** Who was there knows whose it was. */
const EVENTS = wordSet(
  'cumpleanos boda comunion bautizo despedida jubilacion aniversari casament voda birthday wedding',
);
const WITH_ME = wordSet('conmigo comigo nosotros nosotras nosaltres');
const PERIPHRASIS = wordSet('vaig vam varem');

/**
 * The writer in their own verbs, in five languages: whatever "I" or "we" do is masked, the whole clause, but for closed
 * lists of what only reports ("he visto", "creo que", "quiero denunciar"). Nobody can list the ways in which people
 * give themselves away; the ways of saying that one saw something are few.
 */
export const firstPerson: Rule = (view, add) => {
  const tokens = tokensOf(view);
  const walk = new TokenWalk(view, tokens);
  const languages = spokenLanguages(walk);
  const isLetter = !isRecord(view.folded);
  const tell = (first: number, at: number, rule: string, score: number): void =>
    add({
      type: 'SELF_IDENTIFICATION',
      start: tokens.start[first]!,
      end: beforeColon(walk, coordinateEnd(view, tokens.end[at]!, CLAUSE_REACH), at),
      score,
      rule,
      evidence: 'first person',
    });
  const quotes = quotesOf(view.folded);
  for (let at = 0; at < tokens.count; at++) {
    if (!walk.isWord(at)) continue;
    if (quotes.some(([from, to]) => from < tokens.start[at]! && tokens.start[at]! < to)) continue;
    const word = walk.text(at);
    if (ENGLISH_I.has(word) || (languages.english && ENGLISH_I_AM.has(word))) {
      if (englishTells(walk, at, languages)) tell(clauseFirst(walk, at), at, 'i-verb', 0.8);
    } else if (PRONOUNS.has(word)) {
      if (isTellingAfterVerb(walk, at)) tell(sentenceFirst(walk, at), at, 'verb-and-i', 0.8);
      else if (pronounTells(walk, at)) tell(clauseFirst(walk, at), at, 'i-pronoun', 0.8);
    } else if (WITH_ME.has(word)) {
      if (withMeTells(walk, at)) tell(clauseFirst(walk, at), at, 'with-me', 0.75);
    } else if (BE.has(word)) {
      if (beingTells(walk, at))
        tell(
          PRONOUNS.has(walk.text(at + 1)) || isToldBefore(walk, at)
            ? sentenceFirst(walk, at)
            : clauseFirst(walk, at),
          at,
          'i-am',
          0.75,
        );
    } else if (TELLING_VERBS.has(word) || TELLING_UNLESS_NOUN.has(word)) {
      if (verbTells(walk, at)) tell(clauseFirst(walk, at), at, 'telling-verb', 0.8);
    } else if (HAVE.has(word)) {
      if (perfectTells(walk, at) && (isLetter || TELLING_PARTICIPLES.has(walk.text(at + 1))))
        tell(clauseFirst(walk, at), at, 'telling-perfect', 0.75);
    } else if (PERIPHRASIS.has(word) && languages.catalan) {
      if (/(?:r|re)$/.test(walk.text(at + 1)) && !HARMLESS_INFINITIVES.has(walk.text(at + 1)))
        tell(clauseFirst(walk, at), at, 'telling-perfect', 0.75);
    } else if (languages.english && word === 'me') {
      if (englishDoneToMe(walk, at)) tell(englishDoneFirst(walk, at), at, 'done-to-me', 0.7);
    } else if (ME.has(word)) {
      if (sufferedTells(walk, at, languages) && (isLetter || TELLING_AFTER_ME.has(walk.text(at + 1))))
        tell(sufferedFirst(walk, at), throughThat(walk, at), 'done-to-me', 0.75);
    } else if (BASQUE_FIRST_PERSON.has(word)) {
      const start = basqueClause(walk, at);
      if (start >= 0)
        add({
          type: 'SELF_IDENTIFICATION',
          start,
          end: coordinateEnd(view, tokens.end[at]!, CLAUSE_REACH),
          score: 0.75,
          rule: 'basque-first-person-verb',
          evidence: 'first person',
        });
    } else if (isTellingPreterite(walk, at, word, languages))
      tell(clauseFirst(walk, at), at, 'telling-preterite', 0.7);
    else if (isLetter && isFirstPersonForm(walk, at, word, languages))
      tell(clauseFirst(walk, at), at, 'first-person-form', 0.7);
    else if (isLetter && encliticTells(walk, at)) tell(encliticFirst(walk, at), at, 'done-to-me', 0.65);
    else if (languages.english && word === 'us' && /^(?:of|between|with)$/.test(walk.text(at - 1)))
      tell(clauseFirst(walk, at), at, 'with-me', 0.7);
    const owned = possession(walk, at);
    if (owned && EVENTS.has(walk.text(owned.last)))
      tell(sentenceFirst(walk, at), owned.last, 'my-event', 0.75);
    else if (owned)
      add({
        type: 'SELF_IDENTIFICATION',
        start: tokens.start[owned.first]!,
        end: owned.isView
          ? coordinateEnd(view, tokens.end[owned.last]!, CLAUSE_REACH)
          : tokens.end[owned.last]!,
        score: 0.7,
        rule: 'first-person-possession',
        evidence: 'first person',
      });
  }
};

/** "la que friega los lunes soy una servidora" */
function isToldBefore(walk: TokenWalk, at: number): boolean {
  const first = sentenceFirst(walk, at);
  return (
    /^(?:la|el|los|las|o|a|quien)$/.test(walk.text(first)) &&
    /^(?:que|del?|da|do)$/.test(walk.text(first + 1))
  );
}

/** What stands in quotes amid a sentence is what somebody else says: 'la contraseña es "vengo por lo de la lavadora"'. */
function quotesOf(folded: string): [number, number][] {
  const quotes: [number, number][] = [];
  if (folded.includes('"'))
    scan(QUOTE, folded, (match) => quotes.push([match.index, match.index + match[0].length]));
  return quotes;
}

const QUOTE = /(?<=[a-z][ :,]{1,3})"[^"\n]{3,120}"/g;
const LABELLED_LINE = /(?<=^|\n)[ \t]{0,8}[a-z][a-z .º°/]{1,28}:/g;
const RECORD_LABEL =
  /(?<=^|\n)[ \t]{0,8}(?:nhc|nass|nuhsa|cipa|episodio|historia(?: clinica)?|n[º°o.]{0,2} ?col|colegiado|datos del paciente|medico|expediente|atestado|diligencia)/;
const LABELS_OF_A_RECORD = 4;

/**
 * A record (labelled lines, among them its number or its doctor) is written by whoever its labels name, in the "we" of
 * a profession ("realizamos una ecografía"): there only the closed lists of telling verbs count.
 */
export function isRecord(folded: string): boolean {
  if (!RECORD_LABEL.test(folded)) return false;
  return (folded.match(LABELLED_LINE)?.length ?? 0) >= LABELS_OF_A_RECORD;
}

/** "Lo sabemos él y yo: el sábado llega…": what was known comes after the colon. */
function beforeColon(walk: TokenWalk, end: number, at: number): number {
  const { tokens } = walk;
  for (let next = at + 1; next < tokens.count && tokens.start[next]! < end; next++)
    if (walk.isPunctuation(next, ':') && !walk.touches(next)) return tokens.end[next - 1]!;
  return end;
}

function pronounTells(walk: TokenWalk, at: number): boolean {
  const next = walk.text(at + 1);
  if (!walk.isWord(at + 1)) return false;
  return !HARMLESS_AFTER_PRONOUN.has(next) && !/(?:[aei]re|ria)$/.test(next);
}

/** Where the clause of a Basque verb in the first person begins; -1 where it only reports. */
function basqueClause(walk: TokenWalk, at: number): number {
  const { view, tokens } = walk;
  const start = clauseStart(view, tokens.start[at]!);
  let reports = false;
  let basque = 0;
  for (let back = at - 1; back >= 0 && tokens.start[back]! >= start; back--) {
    const word = walk.text(back);
    if (BASQUE_VIEWPOINTS.has(word)) return start;
    if (BASQUE_HARMLESS.has(word)) reports = true;
    if (walk.isWord(back)) basque++;
  }
  return reports || basque === 0 ? -1 : start;
}

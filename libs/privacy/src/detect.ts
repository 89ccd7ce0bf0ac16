import type { Entity, EntityType } from './entity.js';
import { bridged, mergeOverlaps } from './merge.js';
import { addresses } from './rules/addresses.js';
import { bank } from './rules/bank.js';
import { dates } from './rules/dates.js';
import { dictated } from './rules/dictated.js';
import { disguises } from './rules/disguises.js';
import { firstPerson, isRecord } from './rules/first-person.js';
import { fusedNames } from './rules/fused-names.js';
import { kinship } from './rules/kinship.js';
import { labelledFields } from './rules/labelled-fields.js';
import { loneValue } from './rules/lone-value.js';
import { misread } from './rules/misread.js';
import { names } from './rules/names.js';
import { namesWithoutVowels } from './rules/names-without-vowels.js';
import { network } from './rules/network.js';
import { organisations } from './rules/organisations.js';
import { phones } from './rules/phones.js';
import { places } from './rules/places.js';
import { plates } from './rules/plates.js';
import { recordNumbers } from './rules/record-numbers.js';
import type { Rule } from './rules/rule.js';
import { repeatedNames } from './rules/repeated-names.js';
import { selfIdentification } from './rules/self-identification.js';
import { spanishIds } from './rules/spanish-ids.js';
import { taggedFindings } from './tagger/tagged-findings.js';
import { secondReadings } from './text/second-reading.js';
import { TextView } from './text/text-view.js';
import { type Doubt, type WriterFindings, writerFindings } from './writer/writer-findings.js';

const RULES: readonly Rule[] = [
  selfIdentification,
  firstPerson,
  kinship,
  network,
  spanishIds,
  bank,
  misread,
  phones,
  dictated,
  plates,
  dates,
  recordNumbers,
  loneValue,
  labelledFields,
  addresses,
  places,
  organisations,
  names,
  namesWithoutVowels,
  fusedNames,
  disguises,
];

/** What finds values that may go on in the next line. */
const VALUE_RULES: readonly Rule[] = [network, spanishIds, bank, misread, phones, plates];

/** In prose a rule this unsure counts only where the tagger isn't sure of the contrary; identifiers always count. */
const GUESS = 0.61;
const PROSE: ReadonlySet<EntityType> = new Set(['PERSON', 'PLACE', 'ADDRESS', 'ORGANISATION']);

export interface DetectOptions {
  /** Findings less sure than this are left out. */
  minimumScore?: number;
}

/**
 * Finds personal data. Pure and deterministic; overlapping findings are united, so that the spans never overlap.
 * Offsets are UTF-16 code units of `text`. Work is linear in its length.
 */
export function detect(text: string, options: DetectOptions = {}): Entity[] {
  return bridged(text, mergeOverlaps(findings(text, options.minimumScore ?? 0)));
}

/** Records are written in the "we" of a profession: nobody tells of themself. */
const NO_WRITER: WriterFindings = { findings: [], doubts: [] };

/** Every single finding before overlaps are united, in offsets of the original text. */
export function findings(text: string, minimumScore: number): Entity[] {
  return findingsAndDoubts(text, minimumScore).found;
}

/** Findings, and words that may be the writer's trace and are left to a person; in offsets of the original text. */
export function findingsAndDoubts(text: string, minimumScore: number): { found: Entity[]; doubts: Doubt[] } {
  const view = TextView.of(text);
  const known = findingsInView(view);
  const writer = isRecord(view.folded) ? NO_WRITER : writerFindings(view, known);
  return {
    found: inOriginal(view, minimumScore, (add) => [...known, ...writer.findings].forEach(add)),
    doubts: writer.doubts.map((doubt) => {
      const [start, end] = view.originalSpan(doubt.start, doubt.end);
      return { ...doubt, start, end };
    }),
  };
}

/** What rules and tagger find, in offsets of the view: what the writer's model is given. */
export function findingsInView(view: TextView): Entity[] {
  const found = everything(view);
  for (const second of secondReadings(view)) {
    const keep: Add = (finding) => {
      const [start, end] = second.view.originalSpan(finding.start, finding.end);
      const inView = { ...finding, start: start + second.from, end: end + second.from };
      if (second.isNew(inView)) found.push(inView);
    };
    if (second.hasWords) everything(second.view).forEach(keep);
    else for (const rule of VALUE_RULES) rule(second.view, keep);
  }
  return found;
}

function everything(view: TextView): Entity[] {
  const { tagged, isPlainlyOutside } = taggedFindings(view);
  const guesses = (finding: Entity): boolean =>
    finding.score < GUESS && PROSE.has(finding.type) && isPlainlyOutside(finding.start, finding.end);
  const found = [...tagged];
  runRules(view, (finding) => {
    if (!guesses(finding)) found.push(finding);
  });
  const people = found.filter(({ type }) => type === 'PERSON');
  if (people.length > 0) repeatedNames(view, people).forEach((finding) => found.push(finding));
  return found;
}

/** What the rules alone are sure of: the second look at a text that is already masked. */
export function sureFindings(text: string, minimumScore: number): Entity[] {
  const view = TextView.of(text);
  return inOriginal(view, minimumScore, (add) =>
    runRules(view, (finding) => {
      if (finding.score >= GUESS || !PROSE.has(finding.type)) add(finding);
    }),
  );
}

type Add = (finding: Entity) => void;

function runRules(view: TextView, add: Add): void {
  for (const rule of RULES) rule(view, add);
}

function inOriginal(view: TextView, minimumScore: number, find: (add: Add) => void): Entity[] {
  const found: Entity[] = [];
  find((finding) => {
    if (finding.score < minimumScore || finding.end <= finding.start) return;
    const [start, end] = view.originalSpan(finding.start, finding.end);
    found.push({ ...finding, start, end });
  });
  return found;
}

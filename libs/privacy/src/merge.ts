import { type Entity, type EntityType, moreTelling } from './entity.js';

/**
 * Overlapping findings become one span, the union: letting the "best" win leaves letters of the loser readable. The
 * type is the surest finding's that covers most of the union; between equals, the more telling one.
 */
export function mergeOverlaps(findings: Entity[]): Entity[] {
  const sorted = [...findings].sort((one, other) => one.start - other.start || other.end - one.end);
  const merged: Entity[] = [];
  let group: Entity[] = [];
  let groupEnd = -1;
  for (const finding of sorted) {
    if (finding.start >= groupEnd && group.length > 0) {
      merged.push(united(group, groupEnd));
      group = [];
    }
    group.push(finding);
    groupEnd = group.length === 1 ? finding.end : Math.max(groupEnd, finding.end);
  }
  if (group.length > 0) merged.push(united(group, groupEnd));
  return merged;
}

const TELLING: ReadonlySet<EntityType> = new Set([
  'ES_NIF',
  'ES_NIE',
  'ES_CIF',
  'ES_PASSPORT',
  'ES_NUSS',
  'IBAN',
  'IMEI',
  'MAC',
]);
const MOST_OF_IT = 0.6;

/** "A number", and what only the tagger takes for a date or a name: said where no rule knows the shape. */
function isVague({ type, rule }: Entity): boolean {
  return type === 'ID_NUMBER' || (rule === 'tagger' && (type === 'DATE' || type === 'PERSON'));
}

function united(group: Entity[], end: number): Entity {
  if (group.length === 1) return group[0]!;
  const start = group[0]!.start;
  const surest = group.reduce((one, other) => (weight(other) > weight(one) ? other : one));
  const best = isVague(surest) ? (told() ?? surest) : surest;
  const rules = [...new Set(group.map((finding) => finding.rule))];
  rules.sort((one, other) => Number(other === best.rule) - Number(one === best.rule));
  return {
    ...best,
    start,
    end,
    score: Math.max(...group.filter((finding) => finding.type === best.type).map((finding) => finding.score)),
    rule: rules.slice(0, 4).join('+'),
  };

  /** The identifier that a rule knows by its shape, where it fills the union that somebody only took for a number. */
  function told(): Entity | undefined {
    const known = group.filter(
      (finding) => TELLING.has(finding.type) && finding.end - finding.start >= (end - start) * MOST_OF_IT,
    );
    return known.length > 0
      ? known.reduce((one, other) => (weight(other) > weight(one) ? other : one))
      : undefined;
  }

  function weight(finding: Entity): number {
    const cover = (finding.end - finding.start) / (end - start);
    const identity = isIdentity(finding) ? 1 : 0;
    const tie = moreTelling(finding.type, group[0]!.type) ? 0.001 : 0;
    return identity + finding.score * (0.5 + 0.5 * cover) + tie;
  }
}

/** Joins two traces of the writer that only "y", "que" or a comma parts: "vine de lejos y cuido a la del tercero". */
export function bridged(text: string, entities: Entity[]): Entity[] {
  const joined: Entity[] = [];
  for (const entity of entities) {
    const last = joined.at(-1);
    if (last && isIdentity(last) && isIdentity(entity) && BRIDGE.test(text.slice(last.end, entity.start)))
      joined[joined.length - 1] = { ...last, end: entity.end, score: Math.max(last.score, entity.score) };
    else joined.push(entity);
  }
  return joined;
}

const BRIDGE = /^(?:[ ,]{0,2}(?:y|i|e|eta|and|que|on)?[ ,]{1,2})$/i;

function isIdentity({ type }: Entity): boolean {
  return type === 'SELF_IDENTIFICATION' || type === 'AGE_KINSHIP';
}

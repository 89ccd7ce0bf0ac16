import type { Municipality } from './municipality.js';
import { normalise } from './normalise.js';

/** How soon someone must look. `life`: somebody may die or be hurt now. */
export const PRIORITIES = ['life', 'high', 'normal'] as const;
export type Priority = (typeof PRIORITIES)[number];

/** Time to the first look, in minutes (ux.md: threat to life 15 minutes, priority one 1 hour, the rest 24 hours). */
export const MINUTES_TO_FIRST_LOOK: Record<Priority, number> = { life: 15, high: 60, normal: 24 * 60 };

/** All conditions that are given must hold; an empty condition always holds. */
export interface RoutingCondition {
  campaignId?: string;
  /** Any of these words or phrases; compared without case and accents, whole words, `*` at the end for any ending. */
  words?: string[];
  /** Any of these INE codes: 5 digits a municipality, 2 digits a province. */
  territory?: string[];
}

export interface RoutingRule {
  id: string;
  name: string;
  condition: RoutingCondition;
  /** Unset: the rule sets only the priority, and the search for a unit goes on. */
  unitId?: string;
  priority?: Priority;
}

export interface RoutableTip {
  campaignId: string;
  text: string;
  municipality?: Municipality | undefined;
  /** The unit that has the tip which this one repeats, if it repeats one. */
  groupUnitId?: string | undefined;
}

export interface RoutingDecision {
  unitId: string;
  priority: Priority;
  /** Which rules decided and what they saw, in order: enough to explain the decision years later. */
  because: RoutingReason[];
}

export interface RoutingReason {
  decided: 'unit' | 'priority';
  /** `group`, `rule` or `default`. */
  by: 'group' | 'rule' | 'default';
  rule?: string;
  /** The rule's words that occur, or the municipality's name: never more of the text than that. */
  saw?: string[];
}

/**
 * Routes one tip: a repeat follows the tip it repeats, else the first rule (in the given order) that fits and names
 * a unit, else the default. The most urgent priority of all fitting rules wins.
 */
export function decide(tip: RoutableTip, rules: RoutingRule[], defaultUnitId: string): RoutingDecision {
  const words = ` ${normalise(tip.text)} `;
  const fitting = rules.flatMap((rule) => {
    const saw = whatFits(rule.condition, tip, words);
    return saw === undefined ? [] : [{ rule, saw }];
  });
  const because: RoutingReason[] = [];

  let unitId = defaultUnitId;
  const first = fitting.find(({ rule }) => rule.unitId !== undefined);
  if (tip.groupUnitId !== undefined) {
    unitId = tip.groupUnitId;
    because.push({ decided: 'unit', by: 'group' });
  } else if (first !== undefined) {
    unitId = first.rule.unitId!;
    because.push({ decided: 'unit', by: 'rule', rule: first.rule.name, saw: first.saw });
  } else {
    because.push({ decided: 'unit', by: 'default' });
  }

  const urgent = PRIORITIES.map((priority) => fitting.find(({ rule }) => rule.priority === priority)).find(
    Boolean,
  );
  if (urgent !== undefined) {
    because.push({ decided: 'priority', by: 'rule', rule: urgent.rule.name, saw: urgent.saw });
  }
  return { unitId, priority: urgent?.rule.priority ?? 'normal', because };
}

/** What of the tip makes the condition hold, or undefined if it doesn't hold. */
function whatFits(condition: RoutingCondition, tip: RoutableTip, words: string): string[] | undefined {
  const saw: string[] = [];
  if (condition.campaignId !== undefined && condition.campaignId !== tip.campaignId) return undefined;
  if (condition.words !== undefined) {
    const found = condition.words.filter((word) => occurs(word, words));
    if (found.length === 0) return undefined;
    saw.push(...found);
  }
  if (condition.territory !== undefined) {
    const { municipality } = tip;
    if (municipality === undefined) return undefined;
    if (!condition.territory.some((code) => municipality.code.startsWith(code))) return undefined;
    saw.push(municipality.name);
  }
  return saw;
}

function occurs(word: string, words: string): boolean {
  const openEnded = word.endsWith('*');
  const needle = normalise(word);
  return needle !== '' && words.includes(openEnded ? ` ${needle}` : ` ${needle} `);
}

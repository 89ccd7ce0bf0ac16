import { Injectable } from '@nestjs/common';
import { type Tx, uuidv7 } from '#kernel';
import type { RoutingCondition, RoutingRule } from './decide.js';

interface Row {
  id: string;
  name: string;
  condition: RoutingCondition;
  unit_id: string | null;
  priority: RoutingRule['priority'] | null;
}

/** The desk's rules, in the order in which they are tried. */
@Injectable()
export class RoutingRules {
  async all(tx: Tx): Promise<RoutingRule[]> {
    const rows = await tx.query<Row[]>(
      'SELECT id, name, condition, unit_id, priority FROM routing_rule ORDER BY place, id',
    );
    return rows.map(({ id, name, condition, unit_id, priority }) => ({
      id,
      name,
      condition,
      ...(unit_id === null ? {} : { unitId: unit_id }),
      ...(priority == null ? {} : { priority }),
    }));
  }

  /** Adds a rule after the ones there are. */
  async add(tx: Tx, rule: Omit<RoutingRule, 'id'>): Promise<RoutingRule> {
    const id = uuidv7();
    await tx.query(
      `INSERT INTO routing_rule (id, place, name, condition, unit_id, priority)
       VALUES ($1, (SELECT coalesce(max(place), 0) + 1 FROM routing_rule), $2, $3, $4, $5)`,
      [id, rule.name, JSON.stringify(rule.condition), rule.unitId ?? null, rule.priority ?? null],
    );
    return { id, ...rule };
  }
}

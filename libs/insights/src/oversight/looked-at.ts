import { Injectable } from '@nestjs/common';
import {
  type AuditAction,
  AuditLog,
  OPERATION_OF,
  type Operation,
  readEntry,
  type StoredEntry,
} from '#audit';
import { Database, type Tx, unprocessable, type WorkContext, isUuid } from '#kernel';

/** Whose entries somebody may see: an auditor everybody's, a lead those of people of their units. */
export type OversightScope = { everybody: true } | { everybody: false; unitIds: string[] };

export interface LooksFilter {
  /** From this moment on; the default is thirty days ago. */
  from?: Date;
  /** Before this moment. */
  to?: Date;
  accountId?: string;
  /** A tip, campaign, account… */
  subjectId?: string;
  action?: AuditAction;
  operation?: Operation;
  result?: 'done' | 'denied' | 'failed';
  /** Only what was done at night or at the weekend (`OUTSIDE_HOURS`). */
  outsideHours?: boolean;
}

/** An entry as auditors read it: what it says, and the name behind the account. */
export interface Look {
  entryId: string;
  position: number | null;
  at: Date;
  action: AuditAction;
  operation: Operation;
  basis: string | null;
  purpose: string;
  reason: string | null;
  result: string;
  actorKind: 'citizen' | 'staff' | 'operator' | 'system';
  accountId: string | null;
  actorName: string | null;
  unitIds: string[];
  subjectKind: string;
  subjectId: string;
  details: Record<string, string | number | boolean | null>;
  /** True where the words of a search lie sealed in it. */
  hasWords: boolean;
}

export interface LooksPage {
  looks: Look[];
  next?: string;
}

export const LOOKS_PAGE = 50;
const DEFAULT_DAYS = 30;

/** The moment an entry tells, which is part of what was hashed. */
export const MOMENT = `(substring(body FROM '"at":"([^"]+)"'))::timestamptz`;
const MADRID = `(${MOMENT} AT TIME ZONE 'Europe/Madrid')`;
/** Working hours of a desk: Monday to Friday, 7:00 to 22:00, Spain's time. */
export const OUTSIDE_HOURS = `(extract(isodow FROM ${MADRID}) > 5 OR extract(hour FROM ${MADRID}) NOT BETWEEN 7 AND 21)`;
/** As the index `audit_integrated_account` has them: the canonical form begins with action and actor. */
const IS_STAFF = `split_part(body, '"', 14) = 'staff'`;
const ACTOR_ID = `split_part(body, '"', 10)`;
/** Whoever acted, if it was one of the staff. */
export const ACCOUNT = `CASE WHEN ${IS_STAFF} AND ${ACTOR_ID} ~ '^[0-9a-f-]{36}$' THEN ${ACTOR_ID} END`;

/** Who looked at what: the audit log for auditors. Searching it is an entry itself. */
@Injectable()
export class LookedAt {
  constructor(
    private readonly database: Database,
    private readonly audit: AuditLog,
  ) {}

  /** One page, newest first. @throws Problem `invalid` 422 for a cursor we didn't give. */
  async search(
    filter: LooksFilter,
    scope: OversightScope,
    cursor: string | undefined,
    context: WorkContext,
  ): Promise<LooksPage> {
    if (cursor !== undefined && !isUuid(cursor))
      throw unprocessable([{ pointer: '/cursor', rule: 'unknown' }]);
    return this.database.transaction(async (tx) => {
      const rows = await tx.query<StoredEntry[]>(...looksInSql(filter, scope, cursor));
      await this.audit.append(tx, context, {
        action: 'audit.searched',
        subject: { kind: 'system', id: 'audit-log' },
        details: {
          ...described(filter),
          entries: Math.min(rows.length, LOOKS_PAGE),
          laterPage: cursor !== undefined,
        },
      });
      const looks = await named(tx, rows.slice(0, LOOKS_PAGE));
      return rows.length > LOOKS_PAGE ? { looks, next: looks.at(-1)!.entryId } : { looks };
    });
  }
}

/** The statement and its parameters: one page and a first entry of the next. Each filter has its index (decision 48). */
export function looksInSql(
  filter: LooksFilter,
  scope: OversightScope,
  before?: string,
): [sql: string, parameters: unknown[]] {
  const parameters: unknown[] = [];
  const given = (value: unknown) => `$${parameters.push(value)}`;
  const from = filter.from ?? new Date(Date.now() - DEFAULT_DAYS * 86_400_000);
  // Ids begin with the moment they were made: their index finds the stretch of time.
  const conditions = ['body IS NOT NULL', `id >= ${given(firstIdAt(from))}`];
  if (filter.to !== undefined) conditions.push(`id < ${given(firstIdAt(filter.to))}`);
  if (before !== undefined) conditions.push(`id < ${given(before)}`);
  if (filter.accountId !== undefined) conditions.push(IS_STAFF, `${ACTOR_ID} = ${given(filter.accountId)}`);
  if (filter.subjectId !== undefined) conditions.push(`subject_id = ${given(filter.subjectId)}`);
  if (filter.action !== undefined) conditions.push(`action = ${given(filter.action)}`);
  if (filter.operation !== undefined) {
    const actions = Object.entries(OPERATION_OF).filter(([, operation]) => operation === filter.operation);
    conditions.push(`action = ANY (${given(actions.map(([action]) => action))})`);
  }
  if (filter.result !== undefined) {
    conditions.push(`strpos(body, ${given(`"result":"${filter.result}","subject"`)}) > 0`);
  }
  if (filter.outsideHours === true) conditions.push(IS_STAFF, OUTSIDE_HOURS);
  if (!scope.everybody) conditions.push(inUnits(given(scope.unitIds)));
  const sql = `SELECT id, position, body, commitment FROM audit_entry
    WHERE ${conditions.join(' AND ')} ORDER BY id DESC LIMIT ${LOOKS_PAGE + 1}`;
  return [sql, parameters];
}

/** Entries of people of these units. */
export const inUnits = (parameter: string) =>
  `${IS_STAFF} AND body::jsonb #> '{actor,units}' ?| ${parameter}::text[]`;

/** The smallest id of a moment (RFC 9562 5.7: 48 bits of milliseconds first). */
export function firstIdAt(moment: Date): string {
  const hex = Math.max(0, moment.getTime()).toString(16).padStart(12, '0');
  return `${hex.slice(0, 8)}-${hex.slice(8)}-7000-8000-000000000000`;
}

/** What was looked for, as the entry about the search tells it: ids and words of ours. */
function described({ from, to, ...rest }: LooksFilter) {
  return {
    ...(from === undefined ? {} : { from: from.toISOString() }),
    ...(to === undefined ? {} : { to: to.toISOString() }),
    ...rest,
  };
}

async function named(tx: Tx, rows: StoredEntry[]): Promise<Look[]> {
  const entries = rows.map(readEntry);
  const accountIds = entries.flatMap(({ actor }) => (actor.kind === 'staff' ? [actor.id!] : []));
  const names = await namesOf(tx, accountIds);
  return entries.map(
    ({ id, actor, subject, requestId: _request, leafHash: _leaf, details, ...entry }): Look => {
      const { words, ...shown } = details;
      return {
        ...entry,
        entryId: id,
        actorKind: actor.kind,
        accountId: actor.kind === 'staff' ? actor.id! : null,
        actorName: actor.kind === 'staff' ? (names.get(actor.id!) ?? null) : null,
        unitIds: actor.units ?? [],
        subjectKind: subject.kind,
        subjectId: subject.id,
        details: shown,
        hasWords: typeof words === 'string' && entry.action === 'tip.searched',
      };
    },
  );
}

export async function namesOf(tx: Tx, accountIds: string[]): Promise<Map<string, string>> {
  const rows = await tx.query<{ id: string; name: string }[]>(
    'SELECT id, name FROM account WHERE id = ANY ($1)',
    [[...new Set(accountIds)]],
  );
  return new Map(rows.map(({ id, name }) => [id, name]));
}

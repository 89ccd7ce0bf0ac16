import { type Database, isUuid, notFound, type Tx } from '#kernel';
import type { Reveal, RevealKind, RevealState } from './reveal.js';
import { REVIEW_HOURS, WAIT_HOURS } from './reveal.js';

/** Who looks: leads see all of their units' reveals, others their own. */
export interface RevealScope {
  unitIds: readonly string[];
  accountId: string;
  isLead: boolean;
}

export interface RevealFilter {
  state?: RevealState;
  kind?: RevealKind;
  unitId?: string;
  askedBy?: string;
  tipId?: string;
  /** Break-glass reveals that nobody has reviewed. */
  toReview?: boolean;
}

export const REVEALS_PER_PAGE = 50;

/** One page, the newest first; `before` is the last id of the page above. */
export async function pageOfReveals(
  tx: Tx,
  scope: RevealScope,
  filter: RevealFilter,
  now: Date,
  before?: string,
): Promise<Reveal[]> {
  const parameters: unknown[] = [now];
  const given = (value: unknown) => `$${parameters.push(value)}`;
  const conditions = [inScope(scope, given)];
  if (filter.state !== undefined) conditions.push(`${STATE} = ${given(filter.state)}`);
  if (filter.kind !== undefined) conditions.push(`kind = ${given(filter.kind)}`);
  if (filter.unitId !== undefined) conditions.push(`unit_id = ${given(filter.unitId)}`);
  if (filter.askedBy !== undefined) conditions.push(`asked_by = ${given(filter.askedBy)}`);
  if (filter.tipId !== undefined) conditions.push(`tip_id = ${given(filter.tipId)}`);
  if (filter.toReview === true) conditions.push(TO_REVIEW);
  if (before !== undefined) conditions.push(`id < ${given(before)}`);
  return tx.query<Reveal[]>(
    `SELECT ${COLUMNS} FROM reveal WHERE ${conditions.join(' AND ')} ORDER BY id DESC LIMIT ${REVEALS_PER_PAGE + 1}`,
    parameters,
  );
}

/** @throws Problem `not-found` also for one that isn't in the scope. */
export async function revealFor(tx: Tx, scope: RevealScope, id: string, now: Date): Promise<Reveal> {
  const parameters: unknown[] = [now];
  const given = (value: unknown) => `$${parameters.push(value)}`;
  const conditions = [inScope(scope, given), `id = ${given(isUuid(id) ? id : null)}`];
  const [reveal] = await tx.query<Reveal[]>(
    `SELECT ${COLUMNS} FROM reveal WHERE ${conditions.join(' AND ')} FOR UPDATE`,
    parameters,
  );
  if (reveal === undefined) throw notFound('reveal');
  return reveal;
}

/** What waits for this person: requests to decide, openings to review, and own requests that were approved. */
export async function waitingFor(
  tx: Tx,
  { unitIds, accountId, isLead }: RevealScope,
  now: Date,
): Promise<{ toDecide: number; toReview: number; toOpen: number }> {
  const [counts] = await tx.query<{ toDecide: number; toReview: number; toOpen: number }[]>(
    `SELECT count(*) FILTER (WHERE $4 AND asked_by <> $3 AND ${STATE} = 'waiting')::int AS "toDecide",
            count(*) FILTER (WHERE $4 AND asked_by <> $3 AND ${TO_REVIEW})::int AS "toReview",
            count(*) FILTER (WHERE asked_by = $3 AND ${STATE} = 'approved' AND openings = 0)::int AS "toOpen"
       FROM reveal WHERE unit_id = ANY ($2)`,
    [now, unitIds, accountId, isLead],
  );
  return counts!;
}

/** Emergencies of the whole desk that no lead reviewed in time; undefined for an account that may not look. */
export async function unreviewedEmergencies(database: Database, now: Date): Promise<number | undefined> {
  const [may] = await database.query<{ look: boolean }>(
    `SELECT has_table_privilege('reveal', 'SELECT') AS look`,
  );
  if (!may!.look) return undefined;
  const [row] = await database.query<{ late: number }>(
    `SELECT count(*)::int AS late FROM reveal
      WHERE ${TO_REVIEW} AND asked_at <= $1::timestamptz - interval '${REVIEW_HOURS} hours'`,
    [now],
  );
  return row!.late;
}

/** Asks it of one request at a time: of two emergencies at once the second sees the first. */
export async function hasUnreviewed(tx: Tx, accountId: string): Promise<boolean> {
  await tx.query('SELECT pg_advisory_xact_lock(hashtextextended($1, 0))', [`break-glass/${accountId}`]);
  const [found] = await tx.query<unknown[]>(
    `SELECT 1 FROM reveal WHERE asked_by = $1 AND ${TO_REVIEW} LIMIT 1`,
    [accountId],
  );
  return found !== undefined;
}

const inScope = ({ unitIds, accountId, isLead }: RevealScope, given: (value: unknown) => string): string =>
  `unit_id = ANY (${given(unitIds)}) AND (${given(isLead)} OR asked_by = ${given(accountId)})`;

const TO_REVIEW = `(path = 'break-glass' AND review IS NULL)`;

/** `$1` is now. */
const STATE = `
  (CASE WHEN verdict = 'refused' THEN 'refused'
        WHEN verdict = 'approved' AND open_until > $1 THEN 'approved'
        WHEN verdict = 'approved' THEN 'ended'
        WHEN asked_at > $1::timestamptz - interval '${WAIT_HOURS} hours' THEN 'waiting'
        ELSE 'expired' END)`;

const COLUMNS = `
  id, tip_id AS "tipId", unit_id AS "unitId", kind, target, path, ${STATE} AS state, asked_by AS "askedBy",
  asked_at AS "askedAt", reason, legal_basis AS "legalBasis", basis_words AS "basisWords",
  case_reference AS "caseReference", decided_by AS "decidedBy", decided_at AS "decidedAt",
  decision_reason AS "decisionReason", open_until AS "openUntil", first_opened_at AS "firstOpenedAt", openings, review,
  reviewed_by AS "reviewedBy", reviewed_at AS "reviewedAt", review_words AS "reviewWords"`;

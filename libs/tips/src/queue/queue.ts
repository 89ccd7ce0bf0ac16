import { Injectable } from '@nestjs/common';
import { AuditLog } from '#audit';
import { Clock, Database, isUuid, type Tx, unprocessable, type WorkContext } from '#kernel';
import type { MaskedSpan } from '#privacy';
import type { Priority } from '#routing';
import type { Channel, SetAside } from '../intake/inbound-message.js';
import type { Lane, Outcome, TipState } from '../tip.js';
import { scopeOf, type UnitScope } from '../unit-scope.js';
import { RepeatedLooks } from './repeated-looks.js';
import { SearchedWords } from './searched-words.js';
import { ValueSearch } from './value-search.js';

export interface QueueFilter {
  lane: Lane;
  campaignId?: string;
  unitId?: string;
  priority?: Priority;
  state?: TipState;
  /**
   * Words to look for in the anonymised text, as people type them: quotes for a phrase, `-` to leave out. Or a clear
   * value (a plate, a phone, a name): it finds the tips in which it was masked.
   */
  words?: string;
}

/** One line of the queue: a tip and the repeats folded under it. */
export interface QueueLine {
  id: string;
  campaignId: string;
  unitId: string;
  state: TipState;
  outcome: Outcome | null;
  priority: Priority;
  dueAt: Date;
  receivedAt: Date;
  /** When the newest of the folded tips arrived. */
  newestAt: Date;
  /** How many tips say this, this one included. */
  tips: number;
  /** How many of them came in a flood and are set aside for it: the wave stays one line. */
  inWave: number;
  channel: Channel;
  language: string;
  municipality: string | null;
  /** The beginning of the anonymised text, with its masked spans; empty while it waits for a person's look. */
  excerpt: string;
  spans: MaskedSpan[];
  isHeld: boolean;
  /** How many of the informant's later messages wait for a look. */
  heldMessages: number;
  /** Since when the oldest of what must be looked at waits. */
  waitsSince: Date | null;
  files: number;
  /** The first masked preview; none where the text isn't listed either, nor of what was set aside. */
  preview: LinePreview | null;
  /** True while the informant's last word is unanswered. */
  informantReplied: boolean;
  reviewReasons: string[];
  setAside: SetAside | null;
  version: number;
}

/** Names a masked preview (`MaskedPreviews.open`). */
export interface LinePreview {
  fileId: string;
  version: number;
}

export interface QueuePage {
  lines: QueueLine[];
  /** Pass it to get the next page; absent on the last. */
  next?: string;
}

export const PAGE_SIZE = 50;
const EXCERPT_CHARACTERS = 280;

/** What investigators see of their units' tips. */
@Injectable()
export class Queue {
  readonly #polls = new RepeatedLooks();

  constructor(
    private readonly database: Database,
    private readonly audit: AuditLog,
    private readonly searched: SearchedWords,
    private readonly values: ValueSearch,
    private readonly clock: Clock,
  ) {}

  /**
   * One page, the most urgent first, then by the time it is due; texts that wait for a look by how long they wait, but
   * for threats to life. Listing and searching leave a trace; the words searched
   * for enter the log sealed, as they may name a person.
   * @throws Problem `invalid` 422 for a cursor we didn't give.
   */
  async list(filter: QueueFilter, cursor: string | undefined, context: WorkContext): Promise<QueuePage> {
    const after = cursor === undefined ? undefined : readCursor(cursor);
    return this.database.transaction(async (tx) => {
      const scope = scopeOf(context);
      const holders =
        filter.words === undefined
          ? []
          : await this.values.linesWith(tx, scope, filter.words, filter.campaignId);
      const rows = await this.page(tx, scope, filter, after, holders);
      await this.audit.append(tx, context, {
        action: filter.words === undefined ? 'tip.listed' : 'tip.searched',
        subject: { kind: 'system', id: 'queue' },
        details: {
          lane: filter.lane,
          tips: Math.min(rows.length, PAGE_SIZE),
          laterPage: after !== undefined,
          ...(filter.words === undefined ? {} : { words: this.searched.seal(filter.words) }),
        },
      });
      const lines = rows.slice(0, PAGE_SIZE).map(toLine);
      const last = rows[PAGE_SIZE - 1];
      return rows.length > PAGE_SIZE && last !== undefined ? { lines, next: writeCursor(last) } : { lines };
    });
  }

  /**
   * How many lines lie in each lane of the actor's units, and when the last tip came: cheap enough to poll. The first
   * of a session's polls leaves a trace, then one every quarter of an hour.
   */
  async counts(
    context: WorkContext,
  ): Promise<{ lanes: Record<Lane, number>; life: number; newestAt: Date | null }> {
    const [row] = await this.database.transaction(async (tx) => {
      await this.traceOfPolling(tx, context);
      return tx.query<LaneCounts[]>(COUNTS, [scopeOf(context).unitIds]);
    });
    const { queue, review, set_aside, closed, life, newest } = row!;
    return { lanes: { queue, review, 'set-aside': set_aside, closed }, life, newestAt: newest };
  }

  private async traceOfPolling(tx: Tx, context: WorkContext): Promise<void> {
    const { actor } = context;
    if (actor.kind === 'staff' && !this.#polls.isNew(actor.sessionId, this.clock.now())) return;
    await this.audit.append(tx, context, { action: 'tip.counted', subject: { kind: 'system', id: 'queue' } });
  }

  private page(
    tx: Tx,
    scope: UnitScope,
    filter: QueueFilter,
    after: Cursor | undefined,
    holders: string[],
  ): Promise<Row[]> {
    const parameters: unknown[] = [];
    const given = (value: unknown) => `$${parameters.push(value)}`;
    const units =
      filter.unitId === undefined ? scope.unitIds : scope.unitIds.filter((id) => id === filter.unitId);
    const conditions = [`tip.unit_id = ANY (${given(units)})`, IN_LANE[filter.lane]];
    // A held repeat must be looked at, also where it lies under another line.
    if (filter.lane !== 'review') conditions.push('NOT tip.folded');
    if (filter.campaignId !== undefined) conditions.push(`tip.campaign_id = ${given(filter.campaignId)}`);
    if (filter.priority !== undefined) conditions.push(`tip.priority = ${given(filter.priority)}`);
    if (filter.state !== undefined) conditions.push(`tip.state = ${given(filter.state)}`);
    if (filter.words !== undefined) {
      conditions.push(
        `((tip.search @@ websearch_to_tsquery('spanish', ${given(filter.words)}) AND NOT tip.is_held)
          OR tip.id = ANY (${given(holders)}::uuid[]))`,
      );
    }
    const { urgency, time } = ORDER[filter.lane];
    if (after !== undefined) {
      conditions.push(
        `(${urgency}, ${time}, tip.id) > (${given(after.urgency)}::smallint, ${given(after.time)}::timestamptz, ${given(after.id)}::uuid)`,
      );
    }
    return tx.query<Row[]>(
      `SELECT tip.*, ${urgency} AS sorted_urgency, ${time} AS sorted_time, folded_tips.tips, folded_tips.in_wave, folded_tips.newest, sent.files, sent.preview,
              coalesce(last_word.sender = 'informant', false)
              AS informant_replied,
              CASE WHEN tip.waits_since IS NULL THEN 0 ELSE (SELECT count(*)::int FROM dialogue_message AS message
                WHERE message.tip_id = tip.id AND message.is_held) END AS held_messages
         FROM tip
         CROSS JOIN LATERAL (SELECT count(*)::int AS tips, max(member.received_at) AS newest,
                                    count(*) FILTER (WHERE member.set_aside->>'kind' = 'brigading')::int AS in_wave
                               FROM tip AS member
                              WHERE member.group_id = tip.group_id AND member.unit_id = tip.unit_id) AS folded_tips
         CROSS JOIN LATERAL (SELECT count(*)::int AS files,
                                    (jsonb_agg(jsonb_build_object('fileId', id, 'version', preview -> 'version') ORDER BY place)
                                      FILTER (WHERE preview IS NOT NULL)) -> 0 AS preview
                               FROM tip_file WHERE tip_file.tip_id = tip.id) AS sent
         LEFT JOIN LATERAL (SELECT sender FROM dialogue_message AS message WHERE message.tip_id = tip.id
                             ORDER BY sent_at DESC, id DESC LIMIT 1) AS last_word ON true
        WHERE ${conditions.join(' AND ')}
        ORDER BY ${urgency}, ${time}, tip.id
        LIMIT ${PAGE_SIZE + 1}`,
      parameters,
    );
  }
}

const IN_LANE: Record<Lane, string> = {
  queue: `(set_aside IS NULL AND state <> 'closed')`,
  review: `(waits_since IS NOT NULL AND state <> 'closed')`,
  'set-aside': `(set_aside IS NOT NULL AND state <> 'closed')`,
  closed: `state = 'closed'`,
};

const USUAL_ORDER = { urgency: 'tip.urgency', time: 'tip.due_at' };
const ORDER: Record<Lane, typeof USUAL_ORDER> = {
  queue: USUAL_ORDER,
  review: { urgency: 'least(tip.urgency, 1)', time: 'tip.waits_since' },
  'set-aside': USUAL_ORDER,
  closed: USUAL_ORDER,
};

const COUNTS = `
  SELECT count(*) FILTER (WHERE ${IN_LANE.queue} AND NOT folded)::int AS queue,
         count(*) FILTER (WHERE ${IN_LANE.review})::int AS review,
         count(*) FILTER (WHERE ${IN_LANE['set-aside']} AND NOT folded)::int AS set_aside,
         count(*) FILTER (WHERE ${IN_LANE.closed} AND NOT folded)::int AS closed,
         count(*) FILTER (WHERE ${IN_LANE.queue} AND priority = 'life' AND NOT folded)::int AS life,
         max(received_at) FILTER (WHERE NOT folded) AS newest
    FROM tip WHERE unit_id = ANY ($1) AND (NOT folded OR waits_since IS NOT NULL)`;

interface LaneCounts {
  queue: number;
  review: number;
  set_aside: number;
  closed: number;
  life: number;
  newest: Date | null;
}

interface Row {
  id: string;
  campaign_id: string;
  unit_id: string;
  state: TipState;
  outcome: Outcome | null;
  priority: Priority;
  sorted_urgency: number;
  sorted_time: Date;
  due_at: Date;
  received_at: Date;
  newest: Date;
  tips: number;
  in_wave: number;
  channel: Channel;
  language: string;
  municipality: string | null;
  text: string;
  spans: MaskedSpan[];
  is_held: boolean;
  held_messages: number;
  waits_since: Date | null;
  files: number;
  preview: LinePreview | null;
  informant_replied: boolean;
  review_reasons: string[];
  set_aside: SetAside | null;
  version: number;
}

function toLine(row: Row): QueueLine {
  const end = row.is_held ? 0 : excerptEnd(row.text, row.spans);
  return {
    id: row.id,
    campaignId: row.campaign_id,
    unitId: row.unit_id,
    state: row.state,
    outcome: row.outcome,
    priority: row.priority,
    dueAt: row.due_at,
    receivedAt: row.received_at,
    newestAt: row.newest,
    tips: row.tips,
    inWave: row.in_wave,
    channel: row.channel,
    language: row.language,
    municipality: row.municipality,
    excerpt: row.text.slice(0, end),
    spans: row.spans.filter((span) => span.end <= end),
    isHeld: row.is_held,
    heldMessages: row.held_messages,
    waitsSince: row.waits_since,
    files: row.files,
    preview: row.is_held || row.set_aside !== null ? null : row.preview,
    informantReplied: row.informant_replied,
    reviewReasons: row.review_reasons,
    setAside: row.set_aside,
    version: row.version,
  };
}

/** Cuts between words, and never through a masked span. */
function excerptEnd(text: string, spans: MaskedSpan[]): number {
  if (text.length <= EXCERPT_CHARACTERS) return text.length;
  const space = text.lastIndexOf(' ', EXCERPT_CHARACTERS);
  const end = space > 0 ? space : EXCERPT_CHARACTERS;
  return spans.find((span) => span.start < end && span.end > end)?.start ?? end;
}

interface Cursor {
  urgency: number;
  time: string;
  id: string;
}

/** Opaque to clients; holds the last line's sort key, so that page 1,000 costs what page 1 does. */
const writeCursor = ({ sorted_urgency, sorted_time, id }: Row): string =>
  Buffer.from(`${sorted_urgency} ${sorted_time.toISOString()} ${id}`).toString('base64url');

function readCursor(cursor: string): Cursor {
  const [urgency, time, id] = Buffer.from(cursor, 'base64url').toString().split(' ');
  if (!/^[012]$/.test(urgency ?? '') || Number.isNaN(Date.parse(time ?? '')) || !isUuid(id ?? '')) {
    throw unprocessable([{ pointer: '/cursor', rule: 'unknown' }]);
  }
  return { urgency: Number(urgency), time: time!, id: id! };
}

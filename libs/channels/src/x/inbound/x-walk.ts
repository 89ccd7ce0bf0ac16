import { Injectable, Logger } from '@nestjs/common';
import { Clock, Database, discreetError } from '#kernel';
import { Rejections } from '../../incoming/rejections.js';
import { XAccounts } from '../accounts/x-accounts.js';
import { channelOf, type XAccount, type XBinding, type XSource } from '../accounts/x-account.js';
import { type XCall, XProblem } from '../api/index.js';
import { NotAPage, readDmPage, readMentionPage, snowflakeAt, type XPage } from '../api/x-event.js';
import { XBudget } from './x-budget.js';
import { XInbox } from './x-inbox.js';

/** Mentions appear later than the order of their ids (seen by others at X): so far back every walk looks again. */
const OVERLAP_MS = 15 * 60_000;
/** X shows the latest 800 mentions… */
const MENTIONS_HORIZON = 800;
/** It may leave out some that are withheld: a false alarm is better than a silent gap. */
const NEARLY = 0.95;
/** …and the messages of 30 days. */
const DM_HORIZON_MS = 30 * 24 * 3_600_000;

const DM_QUERY = {
  event_types: 'MessageCreate',
  'dm_event.fields': 'id,event_type,text,sender_id,created_at,dm_conversation_id,attachments',
  expansions: 'sender_id,attachments.media_keys',
  'media.fields': 'media_key,type,url,variants',
  'user.fields': 'id,name,username',
};
const MENTION_QUERY = {
  'tweet.fields':
    'id,text,author_id,created_at,edit_history_tweet_ids,conversation_id,in_reply_to_user_id,referenced_tweets,note_tweet,attachments,entities,lang',
  expansions: 'author_id,attachments.media_keys',
  'media.fields': 'media_key,type,url,variants',
  'user.fields': 'id,name,username',
};

/** As many as X shows at once, and as few as it takes: a page that can't be read is asked for in smaller pieces. */
const MOST_A_PAGE = 100;
const FEWEST_A_PAGE: Record<XSource, number> = { dm: 1, mention: 5 };

export type WalkEnd = 'complete' | 'waits' | 'trouble';

/** A walk under way, kept so that it survives a spent rate window and a killed process. */
interface Walk {
  startedAt: string;
  since: string;
  token?: string;
  /** Fewer than X's most where a page couldn't be read. */
  size?: number;
  items: number;
  oldestAt?: string;
}

/**
 * Reads one inbox from its newest message back to where the last whole walk began, less the overlap. Only a walk that got
 * there moves `read_until`, after every message of it is committed: whatever stops it in between, the next one sees the
 * same messages again and knows those that are in. Our own loop: the library's ends at empty pages and spent windows.
 */
@Injectable()
export class XWalks {
  readonly #log = new Logger(XWalks.name);

  constructor(
    private readonly database: Database,
    private readonly budget: XBudget,
    private readonly inbox: XInbox,
    private readonly rejections: Rejections,
    private readonly accounts: XAccounts,
    private readonly clock: Clock,
  ) {}

  async walk(account: XAccount, bindings: XBinding[], source: XSource): Promise<WalkEnd> {
    const walk = await this.begin(account.id, source);
    try {
      for (;;) {
        const page = await this.page(account, source, walk);
        const fresh = await this.inbox.newOnes(account.id, source, page.events);
        for (const event of fresh) await this.inbox.take(account, bindings, source, event);
        for (const item of page.unreadable) await this.inbox.rejectUnreadable(account, source, item);
        note(walk, page);
        if (hasArrived(walk, page)) break;
        await this.keepPlace(account.id, source, walk);
      }
      await this.complete(account.id, source, walk);
      return 'complete';
    } catch (error) {
      return this.interrupted(account, source, walk, error);
    }
  }

  private async begin(accountId: string, source: XSource): Promise<Walk> {
    const now = this.clock.now();
    const [row] = await this.database
      .query<{ read_until: Date; walk: Walk | null }>(
        `UPDATE x_source SET asked_at = $3, woken_at = NULL WHERE account_id = $1 AND source = $2
       RETURNING read_until, walk`,
        [accountId, source, now],
      )
      .then((answer) => (answer as unknown as [{ read_until: Date; walk: Walk | null }[], number])[0]);
    const stood = row!.walk;
    if (stood !== null && !isStale(source, stood, now)) return stood;
    const since = new Date(row!.read_until.getTime() - OVERLAP_MS);
    const afresh = { startedAt: now.toISOString(), since: since.toISOString(), items: 0 };
    return stood?.size === undefined ? afresh : { ...afresh, size: stood.size };
  }

  private async page(account: XAccount, source: XSource, walk: Walk): Promise<XPage> {
    const { body } = await this.budget.call(account.id, callFor(account, source, walk));
    return source === 'dm' ? readDmPage(body) : readMentionPage(body, account.userId);
  }

  private async keepPlace(accountId: string, source: XSource, walk: Walk): Promise<void> {
    await this.database.query('UPDATE x_source SET walk = $3 WHERE account_id = $1 AND source = $2', [
      accountId,
      source,
      JSON.stringify(walk),
    ]);
  }

  private async complete(accountId: string, source: XSource, walk: Walk): Promise<void> {
    const gap = gapOf(source, walk, this.clock.now());
    await this.database.query(
      `UPDATE x_source SET read_until = $3, walk = NULL, complete_at = $4, waits_until = NULL, trouble = NULL,
              gap_from = coalesce(gap_from, $5), gap_until = coalesce($6, gap_until)
        WHERE account_id = $1 AND source = $2`,
      [accountId, source, walk.startedAt, this.clock.now(), gap?.from ?? null, gap?.until ?? null],
    );
  }

  /** Notes why a walk stopped; it goes on from its place. A place that X doesn't know any more is left. */
  private async interrupted(
    account: XAccount,
    source: XSource,
    walk: Walk,
    error: unknown,
  ): Promise<WalkEnd> {
    const trouble =
      error instanceof XProblem ? error.trouble : error instanceof NotAPage ? 'unreadable' : undefined;
    if (trouble === undefined) {
      this.#log.warn({ err: discreetError(error), source }, 'x: a walk broke');
      throw error;
    }
    const until = error instanceof XProblem ? error.more.until : undefined;
    const isLost = trouble === 'invalid' || trouble === 'not-found';
    if (trouble === 'unreadable') walk.size = Math.max(FEWEST_A_PAGE[source], Math.floor(sizeOf(walk) / 4));
    await this.database.query(
      `UPDATE x_source SET trouble = $3, waits_until = $4, walk = CASE WHEN $5 THEN NULL ELSE coalesce($6, walk) END
        WHERE account_id = $1 AND source = $2`,
      [
        account.id,
        source,
        trouble,
        until ?? null,
        isLost && walk.token !== undefined,
        trouble === 'unreadable' ? JSON.stringify(walk) : null,
      ],
    );
    if (trouble === 'unreadable') await this.rejectAnswer(account, source);
    return until === undefined ? 'trouble' : 'waits';
  }

  /** An answer that can't be read is seen by people too; what it held is asked for again, so one a day says enough. */
  private async rejectAnswer(account: XAccount, source: XSource): Promise<void> {
    await this.rejections.record({
      channel: channelOf(source),
      channelAccount: account.id,
      ...(await this.accounts.mainCampaign(account.id)),
      name: `unreadable-answer ${this.clock.now().toISOString().slice(0, 10)}`,
      reason: 'unreadable-answer',
    });
  }
}

function callFor(account: XAccount, source: XSource, walk: Walk): XCall {
  const place = {
    max_results: sizeOf(walk),
    ...(walk.token === undefined ? {} : { pagination_token: walk.token }),
  };
  if (source === 'dm') return { endpoint: 'GET dm_events', query: { ...DM_QUERY, ...place } };
  return {
    endpoint: 'GET users/:id/mentions',
    id: account.userId,
    query: { ...MENTION_QUERY, since_id: snowflakeAt(new Date(walk.since)), ...place },
  };
}

/**
 * Of mentions X shows the latest 800, counted from now: what came while a walk stood still pushed others over the edge, and
 * the walk's own count doesn't know. Begun anew, it sees them all; those that are in cost one question a page.
 */
const isStale = (source: XSource, { startedAt }: Walk, now: Date): boolean =>
  source === 'mention' && now.getTime() - new Date(startedAt).getTime() > OVERLAP_MS;

const sizeOf = ({ size }: Walk): number => size ?? MOST_A_PAGE;

function note(walk: Walk, { items, nextToken, oldestAt }: XPage): void {
  walk.items += items;
  if (walk.size !== undefined) walk.size = Math.min(MOST_A_PAGE, walk.size * 2);
  if (nextToken !== undefined) walk.token = nextToken;
  if (oldestAt !== undefined) walk.oldestAt = oldestAt.toISOString();
}

/** The end of what X shows, or a page that is older than everything wanted. An empty page says nothing. */
const hasArrived = ({ since }: Walk, { nextToken, newestAt }: XPage): boolean =>
  nextToken === undefined || (newestAt !== undefined && newestAt < new Date(since));

/** What lay between the last whole walk and the oldest that X still shows is lost to us: people must know. */
function gapOf(source: XSource, walk: Walk, now: Date): { from: Date; until: Date } | undefined {
  const since = new Date(walk.since);
  if (source === 'dm') {
    const horizon = new Date(now.getTime() - DM_HORIZON_MS);
    return since < horizon ? { from: since, until: horizon } : undefined;
  }
  const oldest = walk.oldestAt === undefined ? undefined : new Date(walk.oldestAt);
  const isCut = walk.items >= MENTIONS_HORIZON * NEARLY && oldest !== undefined && oldest > since;
  return isCut ? { from: since, until: oldest } : undefined;
}

import { Injectable } from '@nestjs/common';
import { type AuditAction, AuditLog } from '#audit';
import { Campaigns } from '#campaigns';
import {
  Clock,
  conflict,
  Database,
  notFound,
  type Tx,
  unprocessable,
  uuidv7,
  type WorkContext,
} from '#kernel';
import { XAccounts } from '../accounts/x-accounts.js';
import { XProblem } from '../api/index.js';
import { XBudget } from '../inbound/x-budget.js';
import { countPost } from './count-post.js';

export const POST_STATES = [
  'proposed',
  'approved',
  'publishing',
  'doubtful',
  'published',
  'failed',
  'withdrawn',
  'deleted',
] as const;
export type XPostState = (typeof POST_STATES)[number];

export interface XPostLine {
  id: string;
  accountId: string;
  campaignId: string;
  text: string;
  state: XPostState;
  why: string | null;
  publishAt: Date;
  writtenBy: string;
  dollars: number;
  /** Where it stands at X. */
  address: string | null;
}

export interface NewXPost {
  accountId: string;
  campaignId: string;
  text: string;
  publishAt?: Date;
}

const LISTED_AT_MOST = 100;

/** A campaign's own posts: one person writes, a second lets it out, a worker publishes. */
@Injectable()
export class XPosts {
  constructor(
    private readonly database: Database,
    private readonly accounts: XAccounts,
    private readonly campaigns: Campaigns,
    private readonly budget: XBudget,
    private readonly audit: AuditLog,
    private readonly clock: Clock,
  ) {}

  /** Newest first. */
  async list(): Promise<XPostLine[]> {
    const rows = await this.database.query<Omit<XPostLine, 'dollars' | 'address'> & PlaceRow>(
      `SELECT post.id, post.account_id AS "accountId", post.campaign_id AS "campaignId", post.text, post.state, post.why,
              post.publish_at AS "publishAt", post.written_by AS "writtenBy", post.remote_id, account.handle
         FROM x_post AS post JOIN x_account AS account ON account.id = post.account_id
        ORDER BY post.created_at DESC LIMIT ${LISTED_AT_MOST}`,
    );
    return rows.map(({ remote_id, handle, ...post }) => ({
      ...post,
      dollars: countPost(post.text).dollars,
      address: remote_id === null ? null : `https://x.com/${handle}/status/${remote_id}`,
    }));
  }

  /** @throws Problem `invalid` 422. */
  async propose(tx: Tx, context: WorkContext, staffId: string, post: NewXPost): Promise<{ id: string }> {
    const errors = [];
    const text = post.text.trim();
    if (!countPost(text).fits) errors.push({ pointer: '/text', rule: text === '' ? 'required' : 'too-long' });
    const account = await this.accounts.byId(post.accountId);
    if (account === undefined || account.state === 'disconnected')
      errors.push({ pointer: '/accountId', rule: 'unknown' });
    if ((await this.campaigns.byId(post.campaignId)) === undefined)
      errors.push({ pointer: '/campaignId', rule: 'unknown' });
    if (errors.length > 0) throw unprocessable(errors);
    const id = uuidv7();
    const now = this.clock.now();
    await tx.query(
      `INSERT INTO x_post (id, account_id, campaign_id, text, publish_at, written_by, created_at)
       VALUES ($1, $2, $3, $4, $5, $6, $7)`,
      [id, post.accountId, post.campaignId, text, post.publishAt ?? now, staffId, now],
    );
    await this.note(tx, context, 'channel.post-proposed', id, post.campaignId);
    return { id };
  }

  /** @throws Problem `not-found` 404, `own-post` 409: four eyes, before a police force speaks in public. */
  async approve(tx: Tx, context: WorkContext, staffId: string, id: string): Promise<void> {
    const post = await this.lock(tx, id, ['proposed']);
    if (post.written_by === staffId) throw conflict('own-post', 'Somebody else approves what one wrote.');
    await tx.query(`UPDATE x_post SET state = 'approved', approved_by = $2 WHERE id = $1`, [id, staffId]);
    await this.note(tx, context, 'channel.post-approved', id, post.campaign_id);
  }

  /** As long as it isn't on its way. @throws Problem `not-found` 404. */
  async withdraw(tx: Tx, context: WorkContext, id: string): Promise<void> {
    const post = await this.lock(tx, id, ['proposed', 'approved']);
    await tx.query(`UPDATE x_post SET state = 'withdrawn' WHERE id = $1`, [id]);
    await this.note(tx, context, 'channel.post-withdrawn', id, post.campaign_id);
  }

  /** Takes it down at X; what is gone there already is gone. @throws Problem `not-found` 404, `x-refused` 409. */
  async remove(tx: Tx, context: WorkContext, id: string): Promise<void> {
    const post = await this.lock(tx, id, ['published']);
    try {
      await this.budget.call(post.account_id, { endpoint: 'DELETE tweets/:id', id: post.remote_id! });
    } catch (error) {
      if (!(error instanceof XProblem)) throw error;
      if (error.trouble !== 'not-found')
        throw conflict('x-refused', `X did not delete it (${error.trouble}).`);
    }
    await tx.query(`UPDATE x_post SET state = 'deleted', deleted_at = $2 WHERE id = $1`, [
      id,
      this.clock.now(),
    ]);
    await this.note(tx, context, 'channel.post-deleted', id, post.campaign_id);
  }

  private async lock(tx: Tx, id: string, states: XPostState[]): Promise<PostRow> {
    const [post] = await tx.query<PostRow[]>(
      `SELECT account_id, campaign_id, written_by, remote_id FROM x_post WHERE id = $1 AND state = ANY ($2) FOR UPDATE`,
      [id, states],
    );
    if (post === undefined) throw notFound('post');
    return post;
  }

  private async note(
    tx: Tx,
    context: WorkContext,
    action: AuditAction,
    postId: string,
    campaignId: string,
  ): Promise<void> {
    await this.audit.append(tx, context, {
      action,
      subject: { kind: 'campaign', id: campaignId },
      details: { post: postId },
    });
  }
}

interface PlaceRow {
  remote_id: string | null;
  handle: string;
}

interface PostRow {
  account_id: string;
  campaign_id: string;
  written_by: string;
  remote_id: string | null;
}

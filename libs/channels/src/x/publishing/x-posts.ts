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
import { countPost } from './count-post.js';
import type { PostPicture } from './post-pictures.js';

export const POST_STATES = [
  'proposed',
  'approved',
  'publishing',
  'doubtful',
  'published',
  'failed',
  'withdrawn',
  'deleting',
  'deleted',
  'gone',
] as const;
/** `gone`: X no longer shows it, and it wasn't we who deleted it here. */
export type XPostState = (typeof POST_STATES)[number];

export interface XPostLine {
  id: string;
  accountId: string;
  campaignId: string;
  text: string;
  /** What its picture shows; null without one. */
  alt: string | null;
  state: XPostState;
  why: string | null;
  publishAt: Date;
  /** X asked to wait so long. */
  waitsUntil: Date | null;
  /** When X stopped showing it. */
  endedAt: Date | null;
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

/** A campaign's own posts: one person writes, a second lets it out, a worker publishes and takes down. */
@Injectable()
export class XPosts {
  constructor(
    private readonly database: Database,
    private readonly accounts: XAccounts,
    private readonly campaigns: Campaigns,
    private readonly audit: AuditLog,
    private readonly clock: Clock,
  ) {}

  /** Newest first. */
  async list(): Promise<XPostLine[]> {
    const rows = await this.database.query<Omit<XPostLine, 'dollars' | 'address'> & PlaceRow>(
      `SELECT post.id, post.account_id AS "accountId", post.campaign_id AS "campaignId", post.text, post.image_alt AS alt,
              post.state, post.why, post.publish_at AS "publishAt", post.deleted_at AS "endedAt",
              CASE WHEN post.why IS NOT NULL AND post.not_before > $1 THEN post.not_before END AS "waitsUntil",
              post.written_by AS "writtenBy", post.remote_id, account.handle
         FROM x_post AS post JOIN x_account AS account ON account.id = post.account_id
        ORDER BY post.created_at DESC LIMIT ${LISTED_AT_MOST}`,
      [this.clock.now()],
    );
    return rows.map(({ remote_id, handle, ...post }) => ({
      ...post,
      dollars: countPost(post.text, post.alt !== null).dollars,
      address: remote_id === null ? null : `https://x.com/${handle}/status/${remote_id}`,
    }));
  }

  /** The picture of a post, as it goes to X. @throws Problem `not-found` 404. */
  async picture(id: string): Promise<{ bytes: Buffer; type: string }> {
    const [row] = await this.database.query<{ image: Buffer | null; image_type: string }>(
      'SELECT image, image_type FROM x_post WHERE id = $1',
      [id],
    );
    if (row?.image == null) throw notFound('picture');
    return { bytes: row.image, type: row.image_type };
  }

  /** @throws Problem `invalid` 422. */
  async propose(
    tx: Tx,
    context: WorkContext,
    staffId: string,
    post: NewXPost,
    picture?: PostPicture,
  ): Promise<{ id: string }> {
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
      `INSERT INTO x_post (id, account_id, campaign_id, text, image, image_type, image_alt, publish_at, written_by, created_at)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`,
      [
        id,
        post.accountId,
        post.campaignId,
        text,
        picture?.bytes ?? null,
        picture?.type ?? null,
        picture?.alt ?? null,
        post.publishAt ?? now,
        staffId,
        now,
      ],
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

  /** X is asked by a worker, after this is committed (`XRemover`). @throws Problem `not-found` 404. */
  async remove(tx: Tx, context: WorkContext, id: string): Promise<void> {
    const post = await this.lock(tx, id, ['published']);
    await tx.query(`UPDATE x_post SET state = 'deleting', why = NULL, not_before = NULL WHERE id = $1`, [id]);
    await this.note(tx, context, 'channel.post-deletion-asked', id, post.campaign_id);
  }

  private async lock(tx: Tx, id: string, states: XPostState[]): Promise<PostRow> {
    const [post] = await tx.query<PostRow[]>(
      `SELECT campaign_id, written_by FROM x_post WHERE id = $1 AND state = ANY ($2) FOR UPDATE`,
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
  campaign_id: string;
  written_by: string;
}

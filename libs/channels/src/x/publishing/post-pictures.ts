import { Injectable, type OnModuleDestroy } from '@nestjs/common';
import { unprocessable } from '#kernel';
import { FileCleaner } from '#privacy';
import { type XCall, XProblem } from '../api/index.js';
import { XBudget } from '../inbound/x-budget.js';

/** What X takes for a picture (docs.x.com, media upload). */
const MOST_BYTES_AT_X = 5 * 1024 * 1024;
const TYPES_AT_X = ['image/jpeg', 'image/png', 'image/webp'];
/** X's own limit for the words that stand for a picture. */
export const MOST_ALT_LETTERS = 1_000;
/** As it comes from a phone. */
export const MOST_RECEIVED_BYTES = 20 * 1024 * 1024;

/** A picture of our own post: pixels only, and what it shows, for who can't see it. */
export interface PostPicture {
  bytes: Buffer;
  type: string;
  alt: string;
}

/** The pictures of our posts: cleaned when they are brought, brought to X just before their post. */
@Injectable()
export class PostPictures implements OnModuleDestroy {
  /** Our photos tell where and by whom they were taken, too: the same path as citizens' files. */
  readonly #cleaner = new FileCleaner({ maxBytes: MOST_RECEIVED_BYTES, decodeSeconds: 20 });

  constructor(private readonly budget: XBudget) {}

  onModuleDestroy(): Promise<void> {
    return this.#cleaner.close();
  }

  /** @throws Problem `invalid` 422 at `/picture` or `/alt`: a picture without words isn't published. */
  async clean(received: Buffer, alt: string): Promise<PostPicture> {
    const words = alt.trim();
    const cleaned = await this.#cleaner.clean(received);
    const rule =
      cleaned.outcome !== 'clean' || !TYPES_AT_X.includes(cleaned.mediaType)
        ? 'not-a-picture'
        : cleaned.bytes.length > MOST_BYTES_AT_X
          ? 'too-large'
          : undefined;
    const errors = [
      ...(rule === undefined ? [] : [{ pointer: '/picture', rule }]),
      ...(words === '' ? [{ pointer: '/alt', rule: 'required' }] : []),
      ...(words.length > MOST_ALT_LETTERS
        ? [{ pointer: '/alt', rule: 'too-long', limits: { max: MOST_ALT_LETTERS } }]
        : []),
    ];
    if (errors.length > 0 || cleaned.outcome !== 'clean') throw unprocessable(errors);
    return { bytes: cleaned.bytes, type: cleaned.mediaType, alt: words };
  }

  /**
   * Brings a picture and its words to X; nobody sees them until a post names them, so a broken call is simply made again.
   * @throws XProblem that never says that something may have been written.
   */
  async bring(accountId: string, { bytes, type, alt }: PostPicture): Promise<string> {
    const uploaded = await this.call(accountId, {
      endpoint: 'POST media/upload',
      body: { media: bytes.toString('base64'), media_category: 'tweet_image', media_type: type },
    });
    const id = (uploaded as { data?: { id?: unknown } } | undefined)?.data?.id;
    if (typeof id !== 'string') throw new XProblem('unreadable');
    await this.call(accountId, {
      endpoint: 'POST media/metadata',
      body: { id, metadata: { alt_text: { text: alt } } },
    });
    return id;
  }

  private async call(accountId: string, call: XCall): Promise<unknown> {
    try {
      return (await this.budget.call(accountId, call)).body;
    } catch (error) {
      if (!(error instanceof XProblem)) throw error;
      throw new XProblem(error.trouble, { ...error.more, wroteMaybe: false });
    }
  }
}

/** A file that hangs on a message, as X describes it. */
export interface XMediaReference {
  kind: 'photo' | 'video';
  /** As X gave it: checked against the known hosts before anything is fetched (`x-media.ts`). */
  url: string;
}

/** One message of the inbox, whichever of its spellings X used. */
export interface XEvent {
  id: string;
  /** For posts the first version's id; else the id itself. */
  rootId: string;
  senderId: string;
  senderName?: string;
  senderHandle?: string;
  sentAt: Date;
  text: string;
  /** As X guesses it. */
  language?: string;
  hashtags: string[];
  media: XMediaReference[];
  /** Only such a post may be answered in public: it names us or quotes us (X's rule of February 2026). */
  summonsUs: boolean;
  /** True for a post that answers another: it goes on with a talk. */
  isReply: boolean;
  /** The post that began the talk, and whom this answers: only replies below our own posts can be hidden. */
  talkId?: string;
  answersUserId?: string;
}

export interface XPage {
  events: XEvent[];
  /** Items that are no messages (somebody joined a group) or not from people (retweets). */
  ignored: number;
  /** Items that can't be read, as they came. */
  unreadable: unknown[];
  nextToken: string | undefined;
  /** The times of the newest and the oldest message that could be read. */
  newestAt: Date | undefined;
  oldestAt: Date | undefined;
  items: number;
}

type Loose = Record<string, unknown>;

const SNOWFLAKE = /^[0-9]{1,19}$/;
const SNOWFLAKE_EPOCH_MS = 1288834974657n;
/** X's own limit for a message is 10,000, for a long post 25,000 letters. */
const LONGEST_TEXT = 30_000;

/** The id below which everything was written before `at` (X's ids count time: docs.x.com, "Twitter IDs"). */
export const snowflakeAt = (at: Date): string =>
  String((BigInt(Math.max(at.getTime(), Number(SNOWFLAKE_EPOCH_MS))) - SNOWFLAKE_EPOCH_MS) << 22n);

export const timeOfSnowflake = (id: string): Date =>
  new Date(Number((BigInt(id) >> 22n) + SNOWFLAKE_EPOCH_MS));

/** Reads `GET /2/dm_events`. Throws where the whole isn't a page; a single bad item is kept apart. */
export const readDmPage = (body: unknown): XPage =>
  readPage(body, (item, includes) => readDm(item, includes));

/** Reads `GET /2/users/:id/mentions`. */
export const readMentionPage = (body: unknown, selfId: string): XPage =>
  readPage(body, (item, includes) => readPost(item, includes, selfId));

/** An answer that isn't a page at all. */
export class NotAPage extends Error {}

type Read = XEvent | 'ignored' | undefined;

function readPage(body: unknown, read: (item: Loose, includes: Includes) => Read): XPage {
  const page = objectOr(body);
  const meta = objectOr(page?.['meta']);
  if (page === undefined || (page['data'] !== undefined && !Array.isArray(page['data'])))
    throw new NotAPage();
  const includes = includesOf(objectOr(page['includes']));
  const items = (page['data'] as unknown[] | undefined) ?? [];
  const token = meta?.['next_token'];
  const result: XPage = {
    events: [],
    ignored: 0,
    unreadable: [],
    nextToken: typeof token === 'string' && token !== '' ? token : undefined,
    newestAt: undefined,
    oldestAt: undefined,
    items: items.length,
  };
  for (const item of items) {
    const event = objectOr(item) === undefined ? undefined : read(item as Loose, includes);
    if (event === undefined) result.unreadable.push(item);
    else if (event === 'ignored') result.ignored += 1;
    else result.events.push(event);
  }
  const times = result.events.map(({ sentAt }) => sentAt.getTime());
  if (times.length > 0) {
    result.newestAt = new Date(Math.max(...times));
    result.oldestAt = new Date(Math.min(...times));
  }
  return result;
}

function readDm(item: Loose, includes: Includes): Read {
  if (typeof item['event_type'] === 'string' && item['event_type'] !== 'MessageCreate') return 'ignored';
  const id = idOr(item['id']);
  const senderId = idOr(item['sender_id']);
  const text = textOr(item['text'] ?? '');
  if (id === undefined || senderId === undefined || text === undefined) return undefined;
  return {
    id,
    rootId: id,
    senderId,
    ...includes.person(senderId),
    sentAt: timeOf(item) ?? timeOfSnowflake(id),
    text,
    hashtags: hashtagsIn(text),
    media: includes.media(item),
    summonsUs: true,
    isReply: true,
  };
}

function readPost(item: Loose, includes: Includes, selfId: string): Read {
  const references = listOf(item['referenced_tweets'] ?? item['referenced_posts']);
  if (references.some((each) => each['type'] === 'retweeted' || each['type'] === 'reposted'))
    return 'ignored';
  const id = idOr(item['id']);
  const senderId = idOr(item['author_id']);
  const note = objectOr(item['note_tweet'] ?? item['note_post']);
  const text = textOr(note?.['text'] ?? item['text']);
  if (id === undefined || senderId === undefined || text === undefined) return undefined;
  const history = item['edit_history_tweet_ids'] ?? item['edit_history_post_ids'];
  const versions = Array.isArray(history) ? history.map(idOr).filter((each) => each !== undefined) : [];
  const named = listOf(objectOr(item['entities'])?.['mentions']).some((each) => idOr(each['id']) === selfId);
  return {
    id,
    rootId: versions[0] ?? id,
    senderId,
    ...includes.person(senderId),
    sentAt: timeOf(item) ?? timeOfSnowflake(id),
    text,
    ...(typeof item['lang'] === 'string' ? { language: item['lang'] } : {}),
    hashtags: hashtagsIn(text),
    media: includes.media(item),
    summonsUs: named,
    isReply: references.some((each) => each['type'] === 'replied_to'),
    ...where('talkId', idOr(item['conversation_id'])),
    ...where('answersUserId', idOr(item['in_reply_to_user_id'])),
  };
}

interface Includes {
  person(id: string): { senderName?: string; senderHandle?: string };
  media(item: Loose): XMediaReference[];
}

function includesOf(includes: Loose | undefined): Includes {
  const people = new Map(listOf(includes?.['users']).map((each) => [idOr(each['id']), each]));
  const files = new Map(listOf(includes?.['media']).map((each) => [each['media_key'], each]));
  return {
    person: (id) => {
      const { name, username } = people.get(id) ?? {};
      return {
        ...(typeof name === 'string' ? { senderName: name } : {}),
        ...(typeof username === 'string' ? { senderHandle: username } : {}),
      };
    },
    media: (item) => {
      const keys = objectOr(item['attachments'])?.['media_keys'];
      return (Array.isArray(keys) ? keys : [])
        .map((key) => mediaReference(files.get(key)))
        .filter((each) => each !== undefined);
    },
  };
}

/** Of a video the best version that is one file; of everything else the picture. */
function mediaReference(media: Loose | undefined): XMediaReference | undefined {
  if (media === undefined) return undefined;
  if (media['type'] === 'photo') {
    return typeof media['url'] === 'string' ? { kind: 'photo', url: media['url'] } : undefined;
  }
  const best = listOf(media['variants'])
    .filter((each) => each['content_type'] === 'video/mp4' && typeof each['url'] === 'string')
    .sort((a, b) => Number(b['bit_rate'] ?? 0) - Number(a['bit_rate'] ?? 0))[0];
  return best === undefined ? undefined : { kind: 'video', url: best['url'] as string };
}

const where = (name: 'talkId' | 'answersUserId', id: string | undefined) =>
  id === undefined ? {} : { [name]: id };

const hashtagsIn = (text: string) =>
  [...text.matchAll(/#([\p{L}\p{N}_]+)/gu)].map((match) => `#${match[1]!.toLowerCase()}`);

const objectOr = (value: unknown): Loose | undefined =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Loose) : undefined;

const listOf = (value: unknown): Loose[] =>
  Array.isArray(value) ? value.map(objectOr).filter((each) => each !== undefined) : [];

const idOr = (value: unknown): string | undefined =>
  typeof value === 'string' && SNOWFLAKE.test(value) ? value : undefined;

/** Without the sign that PostgreSQL can't keep. */
const textOr = (value: unknown): string | undefined =>
  typeof value === 'string' && value.length <= LONGEST_TEXT ? value.replaceAll('\0', '') : undefined;

function timeOf(item: unknown): Date | undefined {
  const at = objectOr(item)?.['created_at'];
  if (typeof at === 'string' && !Number.isNaN(Date.parse(at))) return new Date(at);
  const id = idOr(objectOr(item)?.['id']);
  return id === undefined ? undefined : timeOfSnowflake(id);
}

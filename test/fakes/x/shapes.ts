import type { XDm, XMedia, XPerson, XPost, XWorld } from './world.js';

/** Which edition of X's specification the answers follow: it renamed fields in August 2026 without saying so. */
export type Spelling = 'july' | 'august';

export const mediaKey = ({ kind, id }: XMedia) =>
  `${kind === 'photo' ? '3' : kind === 'video' ? '7' : '16'}_${id}`;

/** Below this a post's `text` is whole; above it is cut, and the rest lies in the note. */
const CUT_AT = 280;

const asked = (query: URLSearchParams, ...names: string[]) =>
  new Set(names.flatMap((name) => (query.get(name) ?? '').split(',').filter((each) => each !== '')));

/** A post as v2 shows it: id, text and history always, the rest where `tweet.fields` asks for it. */
export function postShape(world: XWorld, post: XPost, query: URLSearchParams, spelling: Spelling) {
  const fields = asked(query, 'tweet.fields', 'post.fields');
  const [history, referenced, note] =
    spelling === 'july'
      ? ['edit_history_tweet_ids', 'referenced_tweets', 'note_tweet']
      : ['edit_history_post_ids', 'referenced_posts', 'note_post'];
  const cut = post.text.length > CUT_AT;
  const references = [
    ...(post.replyTo === undefined ? [] : [{ type: 'replied_to', id: post.replyTo }]),
    ...(post.quotes === undefined ? [] : [{ type: 'quoted', id: post.quotes }]),
  ];
  const wants = (name: string) => fields.has(name) || fields.has(name.replace('post', 'tweet'));
  return {
    id: post.id,
    text: cut ? `${post.text.slice(0, CUT_AT - 25)}… https://t.co/AbCdEfGhIj` : withPictureLink(post),
    [history]: post.history,
    ...(wants('author_id') ? { author_id: post.authorId } : {}),
    ...(wants('created_at') ? { created_at: new Date(post.createdAt).toISOString() } : {}),
    ...(wants('conversation_id') ? { conversation_id: world.talkOf(post).history[0]! } : {}),
    ...(wants('in_reply_to_user_id') && post.replyTo !== undefined
      ? { in_reply_to_user_id: world.posts.get(post.replyTo)!.authorId }
      : {}),
    ...(wants(referenced) && references.length > 0 ? { [referenced]: references } : {}),
    ...(wants(note) && cut ? { [note]: { text: post.text } } : {}),
    ...(wants('attachments') && post.media.length > 0
      ? { attachments: { media_keys: post.media.map(mediaKey) } }
      : {}),
    ...(wants('entities') ? entities(world, post) : {}),
  };
}

/** X writes an address of its own behind the words of a post with a picture. */
const withPictureLink = ({ text, media }: XPost) =>
  media.length > 0 ? `${text} https://t.co/PiCtUrE123`.trim() : text;

function entities(world: XWorld, post: XPost) {
  const tags = [...post.text.matchAll(/#([\p{L}\p{N}_]+)/gu)].map((match) => ({
    start: match.index,
    end: match.index + match[0].length,
    tag: match[1]!,
  }));
  const mentions = world.mentioned(post).map(({ username, id }) => {
    const start = post.text.toLowerCase().indexOf(`@${username.toLowerCase()}`);
    return { start, end: start + username.length + 1, username, id };
  });
  if (tags.length + mentions.length === 0) return {};
  return {
    entities: {
      ...(mentions.length > 0 ? { mentions } : {}),
      ...(tags.length > 0 ? { hashtags: tags } : {}),
    },
  };
}

/** A direct-message event: id, type and text always, the rest where `dm_event.fields` asks for it. */
export function dmShape(dm: XDm, query: URLSearchParams) {
  const fields = asked(query, 'dm_event.fields');
  const [smaller, larger] = [dm.senderId, dm.recipientId].sort((a, b) => (BigInt(a) < BigInt(b) ? -1 : 1));
  return {
    id: dm.id,
    event_type: dm.eventType,
    ...(dm.eventType === 'MessageCreate' ? { text: dm.text } : { participant_ids: [dm.recipientId] }),
    ...(fields.has('sender_id') ? { sender_id: dm.senderId } : {}),
    ...(fields.has('created_at') ? { created_at: new Date(dm.createdAt).toISOString() } : {}),
    ...(fields.has('dm_conversation_id') ? { dm_conversation_id: `${smaller}-${larger}` } : {}),
    ...(fields.has('attachments') && dm.media.length > 0
      ? { attachments: { media_keys: dm.media.map(mediaKey) } }
      : {}),
  };
}

/** A file of a direct message has an address that needs a token; one of a post is public. */
export function mediaShape(media: XMedia, dmId?: string) {
  const shape = { media_key: mediaKey(media), type: media.kind };
  if (media.kind === 'photo') {
    const url =
      dmId === undefined
        ? `https://pbs.twimg.com/media/${media.resource}`
        : `https://ton.twitter.com/1.1/ton/data/dm/${dmId}/${media.id}/${media.resource}`;
    return { ...shape, url, width: 1080, height: 1080 };
  }
  const host =
    dmId === undefined
      ? 'https://video.twimg.com'
      : `https://ton.twitter.com/1.1/ton/data/dm/${dmId}/${media.id}`;
  return {
    ...shape,
    width: 1280,
    height: 720,
    preview_image_url: 'https://pbs.twimg.com/amplify_video_thumb/1/img/p.jpg',
    variants: [
      { content_type: 'application/x-mpegURL', url: `${host}/list.m3u8` },
      { bit_rate: 832000, content_type: 'video/mp4', url: `${host}/${media.resource}` },
    ],
  };
}

export const personShape = ({ id, username, name }: XPerson) => ({ id, username, name });

import { invalid, notFound, pageToken, problem, send, tokenPosition } from './answers.js';
import { type Call, peopleOf, type Route, selfOf, sendPage, type XStage } from './route.js';
import { mediaShape, postShape } from './shapes.js';

/** X cuts mentions off behind the latest 800. */
const MENTIONS_HORIZON = 800;

/** Posts: mentions, timelines, looking them up, publishing, deleting, hiding replies. */
export const postRoutes = (x: XStage): Route[] => [
  {
    method: 'GET',
    path: /^\/2\/users\/(\d+)\/mentions$/,
    endpoint: 'GET /2/users/:id/mentions',
    scopes: ['tweet.read', 'users.read'],
    app: true,
    answer: (call, userId) => mentionsPage(x, call, userId!),
  },
  {
    method: 'GET',
    path: /^\/2\/users\/(\d+)\/tweets$/,
    endpoint: 'GET /2/users/:id/tweets',
    scopes: ['tweet.read', 'users.read'],
    app: true,
    answer: ({ query, response, path }, userId) => {
      const own = [...x.world.posts.values()]
        .filter(({ authorId, deleted }) => authorId === userId && !deleted)
        .sort((a, b) => (BigInt(a.id) < BigInt(b.id) ? 1 : -1))
        .slice(0, Number(query.get('max_results') ?? 10));
      const data = own.map((post) => postShape(x.world, post, query, x.spelling));
      sendPage(x, response, path, { data, meta: { result_count: data.length } });
    },
  },
  {
    method: 'GET',
    path: /^\/2\/tweets$/,
    endpoint: 'GET /2/tweets',
    scopes: ['tweet.read', 'users.read'],
    app: true,
    answer: (call) => lookup(x, call),
  },
  {
    method: 'POST',
    path: /^\/2\/tweets$/,
    endpoint: 'POST /2/tweets',
    scopes: ['tweet.write', 'tweet.read', 'users.read'],
    answer: (call) => publish(x, call),
  },
  {
    method: 'DELETE',
    path: /^\/2\/tweets\/(\d+)$/,
    endpoint: 'DELETE /2/tweets/:id',
    scopes: ['tweet.write', 'tweet.read', 'users.read'],
    answer: ({ grant, response }, id) => {
      const post = x.world.posts.get(id!);
      if (post === undefined || post.deleted || post.authorId !== grant?.userId) {
        return problem(response, 403, 'Forbidden', 'You are not permitted to delete this Post.');
      }
      x.world.delete(post);
      return send(response, 200, { data: { deleted: true } });
    },
  },
  {
    method: 'PUT',
    path: /^\/2\/tweets\/(\d+)\/hidden$/,
    endpoint: 'PUT /2/tweets/:id/hidden',
    scopes: ['tweet.moderate.write', 'tweet.read', 'users.read'],
    answer: ({ grant, body, response }, id) => {
      const post = x.world.posts.get(id!);
      const began = post?.replyTo === undefined ? undefined : x.world.talkOf(post);
      if (post === undefined || post.deleted || began?.authorId !== grant?.userId) {
        return problem(response, 403, 'Forbidden', 'You are not permitted to hide this reply.');
      }
      post.hidden = body['hidden'] === true;
      return send(response, 200, { data: { hidden: post.hidden } });
    },
  },
];

function mentionsPage(x: XStage, { query, response, path }: Call, userId: string): void {
  const self = x.world.people.get(userId);
  if (self === undefined) return notFound(response, 'user', userId);
  const size = Number(query.get('max_results') ?? 10);
  if (size < 5 || size > 100) return invalid(response, 'max_results', String(size));
  const since = query.get('since_id');
  const before = tokenPosition(query);
  const all = x.world
    .mentionsOf(self)
    .slice(0, MENTIONS_HORIZON)
    .filter((post) => since === null || BigInt(post.id) > BigInt(since))
    .filter((post) => before === undefined || BigInt(post.id) < before);
  const posts = all.slice(0, size);
  const expansions = query.get('expansions') ?? '';
  const media = posts.flatMap((post) => post.media.map((each) => mediaShape(each)));
  sendPage(x, response, path, {
    data: posts.map((post) => postShape(x.world, post, query, x.spelling)),
    includes: {
      ...(expansions.includes('author_id')
        ? {
            users: peopleOf(
              x,
              posts.map(({ authorId }) => authorId),
            ),
          }
        : {}),
      ...(expansions.includes('media_keys') && media.length > 0 ? { media } : {}),
    },
    meta: {
      result_count: posts.length,
      ...(posts.length > 0 ? { newest_id: posts[0]!.id, oldest_id: posts.at(-1)!.id } : {}),
      ...(all.length > size ? { next_token: pageToken(posts.at(-1)!.id) } : {}),
    },
  });
}

/** 200 with what is there, and `errors` for what isn't: that is how X tells of deletions. */
function lookup(x: XStage, { query, response, path }: Call): void {
  const ids = (query.get('ids') ?? '').split(',');
  const shown = (id: string) => {
    const post = x.world.posts.get(id);
    if (post === undefined || post.deleted) return undefined;
    const author = x.world.people.get(post.authorId)!;
    return author.suspended || author.protected ? undefined : post;
  };
  const found = ids.map(shown).filter((post) => post !== undefined);
  const errors = ids
    .filter((id) => shown(id) === undefined)
    .map((id) => {
      const post = x.world.posts.get(id);
      const author = post === undefined || post.deleted ? undefined : x.world.people.get(post.authorId);
      const hiding = author?.protected === true ? 'not-authorized-for-resource' : 'resource-not-found';
      return {
        value: id,
        resource_id: id,
        parameter: 'ids',
        resource_type: 'tweet',
        title: hiding === 'resource-not-found' ? 'Not Found Error' : 'Authorization Error',
        detail:
          author?.suspended === true
            ? `User has been suspended: [${author.id}].`
            : `Could not find tweet with ids: [${id}].`,
        type: `https://api.twitter.com/2/problems/${hiding}`,
      };
    });
  sendPage(x, response, path, {
    data: found.map((post) => postShape(x.world, post, query, x.spelling)),
    ...(errors.length > 0 ? { errors } : {}),
  });
}

function publish(x: XStage, { grant, body, response, path }: Call): void {
  const self = selfOf(x, grant);
  const text = typeof body['text'] === 'string' ? body['text'] : '';
  const replyTo = (body['reply'] as { in_reply_to_tweet_id?: string } | undefined)?.in_reply_to_tweet_id;
  const isTwice = [...x.world.posts.values()].some(
    (post) => post.authorId === self.id && !post.deleted && post.text === text && post.replyTo === replyTo,
  );
  if (isTwice)
    return problem(
      response,
      403,
      'Forbidden',
      'You are not allowed to create a Tweet with duplicate content.',
    );
  if (replyTo !== undefined) {
    const answered = x.world.posts.get(replyTo);
    if (answered === undefined || answered.deleted) {
      return problem(
        response,
        403,
        'Forbidden',
        'You attempted to reply to a Tweet that is deleted or not visible to you.',
      );
    }
    const quoted = answered.quotes === undefined ? undefined : x.world.posts.get(answered.quotes);
    const isSummoned =
      x.world.mentioned(answered).some(({ id }) => id === self.id) || quoted?.authorId === self.id;
    if (!isSummoned) {
      return problem(
        response,
        403,
        'Forbidden',
        'Reply to this conversation is not allowed because you have not been mentioned or otherwise engaged by the author of the post you are replying to.',
      );
    }
  }
  const ids = (body['media'] as { media_ids?: string[] } | undefined)?.media_ids ?? [];
  const media = ids.map((id) => x.world.uploads.get(id)).filter((each) => each !== undefined);
  const post = x.world.post(self, text, { media, ...(replyTo === undefined ? {} : { replyTo }) });
  if (x.faults.silences('accepted-then-hang', path, response)) return;
  send(response, 201, { data: { id: post.id, text: post.text } });
}

import { invalid, pageToken, problem, send, tokenPosition } from './answers.js';
import { type Call, peopleOf, type Route, selfOf, sendPage, type XStage } from './route.js';
import { dmShape, mediaShape } from './shapes.js';

const DM_HORIZON_MS = 30 * 24 * 3_600_000;

/** Direct messages: read newest first, sent to one person. */
export const messageRoutes = (x: XStage): Route[] => [
  {
    method: 'GET',
    path: /^\/2\/dm_events$/,
    endpoint: 'GET /2/dm_events',
    scopes: ['dm.read', 'users.read', 'tweet.read'],
    answer: (call) => dmPage(x, call),
  },
  {
    method: 'GET',
    path: /^\/2\/dm_conversations\/with\/(\d+)\/dm_events$/,
    endpoint: 'GET /2/dm_conversations/with/:id/dm_events',
    scopes: ['dm.read', 'users.read', 'tweet.read'],
    answer: (call, participant) => dmPage(x, call, participant),
  },
  {
    method: 'POST',
    path: /^\/2\/dm_conversations\/with\/(\d+)\/messages$/,
    endpoint: 'POST /2/dm_conversations/with/:id/messages',
    scopes: ['dm.write', 'users.read', 'tweet.read'],
    answer: (call, participant) => sendDm(x, call, participant!),
  },
];

function dmPage(x: XStage, { query, grant, response, path }: Call, participant?: string): void {
  const self = selfOf(x, grant);
  const size = Number(query.get('max_results') ?? 100);
  if (size < 1 || size > 100) return invalid(response, 'max_results', String(size));
  const before = tokenPosition(query);
  const types = query.get('event_types')?.split(',');
  const all = x.world
    .dmsOf(self, participant)
    .filter((dm) => dm.createdAt > x.now() - DM_HORIZON_MS)
    .filter((dm) => types === undefined || types.includes(dm.eventType))
    .filter((dm) => before === undefined || BigInt(dm.id) < before);
  const events = all.slice(0, size);
  const users = new Set(events.map((dm) => dm.senderId));
  const media = events.flatMap((dm) => dm.media.map((each) => mediaShape(each, dm.id)));
  const expansions = query.get('expansions') ?? '';
  sendPage(x, response, path, {
    data: events.map((dm) => dmShape(dm, query)),
    includes: {
      ...(expansions.includes('sender_id') ? { users: peopleOf(x, users) } : {}),
      ...(expansions.includes('media_keys') && media.length > 0 ? { media } : {}),
    },
    meta: {
      result_count: events.length,
      ...(all.length > size ? { next_token: pageToken(events.at(-1)!.id) } : {}),
    },
  });
}

function sendDm(x: XStage, { grant, body, response, path }: Call, participantId: string): void {
  const self = selfOf(x, grant);
  const other = x.world.people.get(participantId);
  const text = typeof body['text'] === 'string' ? body['text'] : '';
  if (other === undefined || other.dmClosed === true || other.suspended === true) {
    return problem(response, 403, 'Forbidden', 'You do not have permission to DM one or more participants.');
  }
  const attachments = (body['attachments'] ?? []) as { media_id: string }[];
  const media = attachments
    .map(({ media_id }) => x.world.uploads.get(media_id))
    .filter((each) => each !== undefined);
  if (text === '' && media.length === 0) return invalid(response, 'text', '');
  const dm = x.world.dm(self, other, text, { media });
  if (x.faults.silences('accepted-then-hang', path, response)) return;
  const { dm_conversation_id } = dmShape(
    dm,
    new URLSearchParams({ 'dm_event.fields': 'dm_conversation_id' }),
  );
  send(response, 201, { data: { dm_conversation_id, dm_event_id: dm.id } });
}

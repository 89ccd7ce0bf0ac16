import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { createRequire } from 'node:module';
import { Client } from '@xdevplatform/xdk';
import { XApi, XPatience, XWire } from '../../../libs/channels/src/x/api/index.js';
import { startContractProxy, type ContractProxy } from './contract-proxy.js';
import { FakeX } from './fake-x.js';
import type { XPerson } from './world.js';

const SCOPES =
  'tweet.read tweet.write tweet.moderate.write users.read dm.read dm.write media.write offline.access';

let x: FakeX;
let proxy: ContractProxy;
let api: XApi;
let police: XPerson;
let neighbour: XPerson;
let token: string;

beforeAll(async () => {
  x = await new FakeX().start();
  x.limits.enforced = false;
  police = x.world.person('policia_demo', { id: '1111111111111111111' });
  neighbour = x.world.person('vecina_olmo');
  token = x.grants.grant(police.id, SCOPES.split(' ')).accessToken;
  proxy = await startContractProxy(`http://${x.address}`);
  api = new XApi(new XWire(proxy.address), new XPatience(), () => new Date());
});
beforeEach(() => void proxy.violations.splice(0));
afterAll(async () => {
  await proxy.stop();
  await x.stop();
});

const DM_QUERY = {
  max_results: 100,
  'dm_event.fields': 'id,event_type,text,sender_id,created_at,dm_conversation_id,attachments',
  expansions: 'sender_id,attachments.media_keys',
  'media.fields': 'media_key,type,url,variants',
  'user.fields': 'id,name,username',
};
const POST_QUERY = {
  max_results: 100,
  'tweet.fields':
    'id,text,author_id,created_at,edit_history_tweet_ids,conversation_id,in_reply_to_user_id,referenced_tweets,note_tweet,attachments,entities,lang',
  expansions: 'author_id,attachments.media_keys',
  'media.fields': 'media_key,type,url,variants',
};

test('direct messages, mentions and posts are what X’s own document says, and so are our requests', async () => {
  const photo = x.world.media(Buffer.from('jpeg'), 'image/jpeg');
  const film = x.world.media(Buffer.from('mp4'), 'video/mp4', 'video');
  x.world.dm(neighbour, police, 'Venden en la esquina', { media: [photo] });
  x.world.dm(police, neighbour, '', { eventType: 'ParticipantsJoin' });
  x.world.post(neighbour, `@policia_demo ${'muy largo '.repeat(50)}#tweetredadas`, { media: [film] });
  const own = x.world.post(police, '¿Sabes algo? #tweetredadas');
  const reply = x.world.post(neighbour, 'sí, yo', { replyTo: own.id });
  const summons = x.world.post(neighbour, '@policia_demo ¿dónde escribo?');

  await api.call(token, { endpoint: 'GET users/me' });
  await api.call(token, { endpoint: 'GET dm_events', query: DM_QUERY });
  await api.call(token, {
    endpoint: 'GET dm_conversations/with/:id/dm_events',
    id: neighbour.id,
    query: DM_QUERY,
  });
  await api.call(token, {
    endpoint: 'POST dm_conversations/with/:id/messages',
    id: neighbour.id,
    body: { text: 'Gracias.' },
  });
  await api.call(token, {
    endpoint: 'GET users/:id/mentions',
    id: police.id,
    query: { ...POST_QUERY, since_id: '1' },
  });
  await api.call(token, {
    endpoint: 'GET users/:id/tweets',
    id: police.id,
    query: { max_results: 5, 'tweet.fields': 'id,text' },
  });
  await api.call(token, { endpoint: 'GET tweets', query: { ids: `${own.id},99` } });
  const upload = await api.call(token, {
    endpoint: 'POST media/upload',
    body: {
      media: Buffer.from('png').toString('base64'),
      media_category: 'tweet_image',
      media_type: 'image/png',
    },
  });
  const mediaId = (upload.body as { data: { id: string } }).data.id;
  await api.call(token, {
    endpoint: 'POST media/metadata',
    body: { id: mediaId, metadata: { alt_text: { text: 'Un cartel' } } },
  });
  const posted = await api.call(token, {
    endpoint: 'POST tweets',
    body: {
      text: 'Escríbenos por DM.',
      reply: { in_reply_to_tweet_id: summons.id },
      media: { media_ids: [mediaId] },
    },
  });
  await api.call(token, { endpoint: 'PUT tweets/:id/hidden', id: reply.id, body: { hidden: true } });
  await api.call(token, {
    endpoint: 'DELETE tweets/:id',
    id: (posted.body as { data: { id: string } }).data.id,
  });

  expect(proxy.violations).toEqual([]);
  expect(x.world.posts.get(reply.id)!.hidden).toBe(true);
  expect([...x.world.uploads.values()][0]).toMatchObject({ altText: 'Un cartel' });
});

test('the proxy notices what isn’t in the contract, in either direction', async () => {
  await api
    .call(token, { endpoint: 'GET dm_events', query: { 'dm_event.fields': 'shoe_size' } })
    .catch(() => undefined);
  expect(proxy.violations.join()).toMatch(/dm_event.fields/);
  proxy.violations.splice(0);
  x.faults.next('wrong-types');
  await api.call(token, { endpoint: 'GET dm_events', query: DM_QUERY }).catch(() => undefined);
  expect(proxy.violations.join()).toMatch(/response/);
});

test('X’s own SDK reads the fake as it reads X', async () => {
  const sdk = new Client({ accessToken: token, baseUrl: `http://${x.address}` });
  const inbox = await sdk.directMessages.getEvents({
    maxResults: 5,
    dmEventFields: ['created_at', 'text'],
  });
  expect(inbox.data?.find(({ text }) => text === 'Venden en la esquina')).toBeDefined();
  const mentions = await sdk.users.getMentions(police.id, {
    maxResults: 10,
    tweetFields: ['author_id', 'note_tweet'],
  });
  expect(mentions.data?.map(({ id }) => id)).toContain(x.world.mentionsOf(police)[0]!.id);
  const me = await sdk.users.getMe();
  expect(me.data?.username).toBe('policia_demo');
  const sent = await sdk.directMessages.createByParticipantId(neighbour.id, { text: 'Por el SDK.' });
  expect(JSON.stringify(sent)).toContain(x.world.dms.at(-1)!.id);
});

test('the library is one whose sign-in secrets are random', () => {
  const load = createRequire(import.meta.url);
  const { version } = load('../../../node_modules/twitter-api-v2/package.json') as { version: string };
  expect(version).toBe('1.29.1'); // up to 1.29.0 its PKCE verifier came from Math.random
});

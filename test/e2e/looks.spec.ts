import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { readFile } from 'node:fs/promises';
import { citizenContext } from '#kernel';
import { Intake, SearchedWords } from '#tips';
import { type Desk, openDesk } from '../support/desk.js';

type Agent = Awaited<ReturnType<Desk['signedIn']>>;

let desk: Desk;
let people: Record<'investigator' | 'manager' | 'auditor' | 'operator', Agent>;
let tipId: string;
let campaignId: string;

beforeAll(async () => {
  desk = await openDesk();
  campaignId = await desk.campaignId('tweetredadas');
  const [investigator, manager, auditor, operator] = await Promise.all(
    ['investigadora.madrid', 'campanas', 'auditoria', 'operador'].map((who) => desk.signedIn(who)),
  );
  people = { investigator, manager, auditor, operator } as typeof people;
  ({ tipId } = await desk.app.get(Intake).receive(
    {
      channel: 'web',
      channelAccount: 'form',
      remoteId: 'looks',
      campaignId,
      language: 'es',
      text: 'En la calle Embajadores, portal 12, venden de noche.',
      files: [],
    },
    citizenContext('test'),
  ));
});
afterAll(() => desk.close());

/** GET routes that show nothing of tips and no number about them, and why each leaves no entry. */
const WITHOUT_TRACE: Record<string, string> = {
  '/api/session': 'who one is oneself',
  '/api/colleagues': 'names of those one works with',
  '/api/channels': 'which channels there are and what each can carry',
  '/api/channels/health': 'how mail servers and X are, no message',
  '/api/channels/email/accounts': "the desk's own addresses",
  '/api/reveals/counts': 'how many requests wait for oneself',
  '/api/my-key': 'whether one has a key oneself',
  '/api/units/{unit}/keys': "who of one's unit has its key; nothing that opens anything",
  '/api/units': "the desk's own structure, known to all who work here",
  '/api/campaigns': 'what the public page shows, and its settings',
  '/api/campaigns/{id}': 'what the public page shows, and its settings',
};

interface Document {
  paths: Record<string, Record<string, unknown>>;
}

/** Of people: the desk's own rounds write in between. */
const entries = async () =>
  Number(
    (
      await desk.database.query<{ count: string }>(
        `SELECT count(*) AS count FROM audit_entry WHERE body::jsonb #>> '{actor,kind}' = 'staff'`,
      )
    )[0]!.count,
  );

test('every GET of the staff API leaves an entry, whoever asks and whatever comes of it', async () => {
  const document = JSON.parse(await readFile('apps/portal/openapi.json', 'utf8')) as Document;
  const routes = Object.entries(document.paths)
    .filter(([path, methods]) => path.startsWith('/api/') && 'get' in methods)
    .map(([path]) => path);
  expect(routes.length).toBeGreaterThan(8);
  const silent: string[] = [];
  for (const route of routes.filter((path) => !(path in WITHOUT_TRACE))) {
    const path = route
      .replace(/^(\/api\/campaigns\/)\{[^}]+\}/, `$1${campaignId}`)
      .replaceAll(/\{[^}]+\}/g, tipId);
    let answered = 0;
    for (const [role, agent] of Object.entries(people)) {
      const before = await entries();
      const { status } = await agent.get(path);
      if (status < 300) answered += 1;
      if ((await entries()) === before) silent.push(`${role} GET ${route} ${status}`);
    }
    if (answered === 0 && !/\{(file|rejection|post)\}/.test(route)) silent.push(`nobody may GET ${route}`);
  }
  expect(silent).toEqual([]);
});

test('watching the numbers is one look, not a thousand', async () => {
  const agent = await desk.signedIn('investigadora.madrid');
  await agent.get('/api/tips/counts').expect(200);
  const before = await entries();
  await agent.get('/api/tips/counts').expect(200);
  expect(await entries()).toBe(before);
});

test('the words searched for are in the log, and nobody reads them there', async () => {
  await people.investigator.post('/api/tips/search').send({ words: 'Embajadores García' }).expect(200);
  const [entry] = await desk.database.query<{ body: string }>(
    `SELECT body FROM audit_entry WHERE action = 'tip.searched' ORDER BY id DESC LIMIT 1`,
  );
  expect(entry!.body).not.toMatch(/Embajadores|García/);
  const { details } = JSON.parse(entry!.body) as { details: { words: string } };
  expect(desk.app.get(SearchedWords).open(details.words)).toBe('Embajadores García');
  expect(desk.app.get(SearchedWords).seal('Ana')).toHaveLength(details.words.length); // nor how long they are
});

import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { AuditLog } from '#audit';
import { Campaigns } from '#campaigns';
import { citizenContext, operatorContext } from '#kernel';
import { Dialogue, type InboundMessage, Intake } from '#tips';
import { type Desk, openDesk } from '../support/desk.js';

type Agent = Awaited<ReturnType<Desk['signedIn']>>;
let desk: Desk;
let investigator: Agent;
let stranger: Agent;
beforeAll(async () => {
  desk = await openDesk();
  investigator = await desk.signedIn('investigadora.madrid');
  stranger = await desk.signedIn('investigador.malaga');
});
afterAll(() => desk.close());

interface Stretch {
  kind: string;
  start: number;
  end: number;
}

const receive = async (text: string, place = 'Madrid', by: Partial<InboundMessage> = {}) =>
  desk.app.get(Intake).receive(
    {
      channel: 'web',
      channelAccount: 'form',
      remoteId: randomUUID(),
      campaignId: await desk.campaignId('tweetredadas'),
      language: 'es',
      text,
      place,
      files: [],
      ...by,
    },
    citizenContext('test'),
  );
const send = async (text: string, place?: string) => (await receive(text, place)).tipId;
const reply = (code: string, text: string) =>
  desk.app
    .get(Dialogue)
    .reply(code, { text, language: 'es', submission: randomUUID() }, citizenContext('test'));
const open = async (tipId: string) => (await investigator.get(`/api/tips/${tipId}`).expect(200)).body;
const idsFound = async (who: Agent, words: string): Promise<string[]> => {
  const { body } = await who.post('/api/tips/search').send({ words }).expect(200);
  return body.lines.map((line: { id: string }) => line.id);
};
const lane = async (name: string) =>
  (await investigator.get(`/api/tips?lane=${name}`).expect(200)).body.lines as {
    id: string;
    excerpt: string;
    isHeld: boolean;
    heldMessages: number;
    waitsSince: string | null;
  }[];
const inLane = async (tipId: string, name = 'review') => (await lane(name)).find(({ id }) => id === tipId);
const shown = ({ text, suspects }: { text: string; suspects: Stretch[] }) =>
  suspects.map(({ kind, start, end }) => [kind, text.slice(start, end)]);
const only = ({ start, end }: Stretch) => ({ start, end });
const details = async (tipId: string, action: string) =>
  (await desk.app.get(AuditLog).history({ kind: 'tip', id: tipId }))
    .filter((entry) => entry.action === action)
    .map((entry) => entry.details);

/** Evidence of one tip that quotes a word of another. */
const quote = (tipId: string, other: string, word: string) =>
  desk.database.query('UPDATE tip SET folded_because = $2 WHERE id = $1', [
    tipId,
    JSON.stringify([
      {
        tipId: other,
        kind: 'text',
        score: 0.9,
        evidence: { code: 'alike', here: word, there: word, changes: [word] },
      },
    ]),
  ]);

describe('a clear value that somebody searches for', () => {
  test('finds the tips in which it was masked, however it is spelled, and only for their unit', async () => {
    const tipId = await send('Reparte en una furgoneta blanca 4821 KLM que conduce Saturnino Berrocal.');
    expect((await open(tipId)).text).not.toMatch(/4821 ?KLM|Saturnino/);
    for (const spelled of ['4821KLM', '4821-klm', 'saturnino berrocal', 'Berrocal'])
      expect(await idsFound(investigator, spelled)).toContain(tipId);
    expect(await idsFound(investigator, '4822KLM')).not.toContain(tipId);
    expect(await idsFound(stranger, '4821KLM')).toEqual([]);
  });

  test('stands in no table and no log line', async () => {
    await send('El que manda se llama Eufrasio Quintanilla y su coche es el 9317 GHT.');
    await idsFound(investigator, '9317GHT');
    await idsFound(investigator, 'Eufrasio Quintanilla');
    const tables = await desk.database.query<{ name: string }>(
      `SELECT quote_ident(table_schema) || '.' || quote_ident(table_name) AS name FROM information_schema.tables
        WHERE table_type = 'BASE TABLE' AND table_schema NOT IN ('pg_catalog', 'information_schema')`,
    );
    for (const { name } of tables) {
      const [row] = await desk.database.query<{ hits: number }>(
        `SELECT count(*)::int AS hits FROM ${name} AS row WHERE row::text ~* '9317 ?GHT|Eufrasio|Quintanilla'`,
      );
      expect({ name, hits: row!.hits }).toEqual({ name, hits: 0 });
    }
    expect(desk.logLines.join('\n')).not.toMatch(/9317 ?GHT|Eufrasio|Quintanilla/i);
  });

  test('finds the line under which a repeat lies that alone named it', async () => {
    const words = 'En el portal de la farmacia antigua cambian bolsas por dinero cada martes a las ocho.';
    const first = await send(words);
    const second = await send(`${words} Matrícula 7745 GHT.`);
    const { repeats } = await open(first);
    expect(repeats).toMatchObject([{ id: second, folded: true }]);
    expect(await idsFound(investigator, '7745 GHT')).toContain(first);
  });
});

describe('a text that still shows traces of somebody', () => {
  test('waits for a look: no list shows its words, its own lane does show that it is there', async () => {
    const tipId = await send(
      'El local de la esquina donde venden lleva pintado mío y quiero que se vayan de una vez.',
    );
    const waiting = (await lane('review')).find(({ id }) => id === tipId);
    expect(waiting).toMatchObject({ isHeld: true, excerpt: '' });
    expect((await lane('queue')).find(({ id }) => id === tipId)).toMatchObject({ excerpt: '' });
    expect(await idsFound(investigator, 'local de la esquina')).not.toContain(tipId);
    const before = (await investigator.get('/api/tips/counts').expect(200)).body.lanes.review;

    expect((await open(tipId)).text).toContain('lleva pintado mío');
    expect((await investigator.put(`/api/tips/${tipId}/look`).expect(200)).body).toEqual({ waits: false });
    expect((await lane('review')).map(({ id }) => id)).not.toContain(tipId);
    expect((await lane('queue')).find(({ id }) => id === tipId)!.excerpt).toContain('El local');
    expect((await investigator.get('/api/tips/counts').expect(200)).body.lanes.review).toBe(before - 1);
    const history = (await investigator.get(`/api/tips/${tipId}/history`).expect(200)).body;
    expect(history.map(({ action }: { action: string }) => action)).toContain('tip.looked-at');
  });

  test('shows its words on no other page either: repeats, the group side by side, related tips, their evidence', async () => {
    const words = 'Descargan garrafas azules en el callejón de la serrería vieja pasadas las tres.';
    const first = await send(words);
    const held = await send(`${words} El candado herrumbroso lleva pintado mío.`);
    expect((await open(held)).isHeld).toBe(true);
    await quote(first, held, 'herrumbroso');
    const { repeats } = await open(first);
    expect(repeats).toMatchObject([{ id: held, isHeld: true, text: '', spans: [] }]);
    const group = (await investigator.get(`/api/tips/${first}/group`).expect(200)).body;
    const related = (await investigator.get(`/api/tips/${first}/related`).expect(200)).body;
    expect(JSON.stringify([await open(first), group, related])).not.toContain('herrumbroso');
    await investigator.put(`/api/tips/${held}/look`).expect(200);
    expect((await open(first)).repeats[0].text).toContain('herrumbroso');
  });

  test('is looked at by its own unit only', async () => {
    const tipId = await send(
      'El trastero del fondo, donde guardan las bolsas negras, lleva pintado mío también.',
    );
    await stranger.put(`/api/tips/${tipId}/look`).expect(404);
    await stranger
      .post(`/api/tips/${tipId}/masks`)
      .send({ masks: [{ start: 0, end: 4 }], version: 1 })
      .expect(404);
    expect((await open(tipId)).isHeld).toBe(true);
  });
});

describe('what is suspected in a held text', () => {
  test('is pointed at, one mask after another, and is forgotten once somebody has looked', async () => {
    const tipId = await send(
      'Llama Saturnino Berrocal. El local donde venden lleva pintado mío y el procedimiento es el «1234/2024».',
    );
    const page = await open(tipId);
    expect(shown(page)).toEqual([
      ['first-person-left', 'mío'],
      ['number-left', '1234/2024'],
    ]);
    expect(page.placeSuspects).toEqual([]);
    const line = (await lane('review')).find(({ id }) => id === tipId);
    expect(JSON.stringify(line)).not.toContain('uspects');

    const { body: left } = await investigator
      .post(`/api/tips/${tipId}/masks`)
      .send({ masks: [only(page.suspects[0])], version: page.version })
      .expect(200);
    expect(shown(left)).toEqual([['number-left', '1234/2024']]);
    expect(left.text).toMatch(/ venden lleva pintado \[BY_HAND\] y el procedimiento/);
    const { messages, ...words } = left;
    expect(messages).toEqual([]);
    expect(await open(tipId)).toMatchObject(words);

    await investigator.put(`/api/tips/${tipId}/look`).expect(200);
    const [stored] = await desk.database.query('SELECT suspects, place_suspects FROM tip WHERE id = $1', [
      tipId,
    ]);
    expect(stored).toEqual({ suspects: [], place_suspects: [] });
    expect(await details(tipId, 'tip.masked')).toEqual([
      { characters: 3, of: 'text', suspected: 'first-person-left' },
    ]);
    expect(await details(tipId, 'tip.looked-at')).toEqual([{ left: 'number-left' }]);
  });

  test('is masked all at once, in the place too, or not at all', async () => {
    const tipId = await send(
      'El almacén del procedimiento «1234/2024» lleva pintado mío.',
      'en el bajo del «4321/2023», Getafe',
    );
    const page = await open(tipId);
    expect(shown({ text: page.place, suspects: page.placeSuspects })).toEqual([['number-left', '4321/2023']]);
    const masks = [...page.suspects.map(only), { of: 'place', ...only(page.placeSuspects[0]) }];
    await investigator
      .post(`/api/tips/${tipId}/masks`)
      .send({ masks: [...masks, { of: 'place', start: 0, end: 900 }], version: page.version })
      .expect(422);
    expect((await open(tipId)).text).toBe(page.text);
    const { body: left } = await investigator
      .post(`/api/tips/${tipId}/masks`)
      .send({ masks, version: page.version })
      .expect(200);
    expect(left).toMatchObject({
      text: 'El almacén del procedimiento «[BY_HAND]» lleva pintado [BY_HAND].',
      place: expect.stringContaining('«[BY_HAND]»'),
      suspects: [],
      placeSuspects: [],
    });
    expect(left.place).not.toContain('4321');
    const { messages, ...words } = left;
    expect(messages).toEqual([]);
    expect(await open(tipId)).toMatchObject(words);
    expect(await details(tipId, 'tip.masked')).toHaveLength(3);
  });
});

describe('what an informant says later', () => {
  const look = async (tipId: string, of: string) =>
    (await investigator.put(`/api/tips/${tipId}/look`).send({ of }).expect(200)).body.waits;
  const masked = async (tipId: string, masks: object[]) => {
    const { version } = await open(tipId);
    return (await investigator.post(`/api/tips/${tipId}/masks`).send({ masks, version }).expect(200)).body;
  };
  const byX = (address: string) => ({
    channel: 'x-dm' as const,
    channelAccount: 'policia',
    replyTo: { address },
  });

  test.each([
    ['with the receipt code', {}, (code: string, text: string) => reply(code, text)],
    [
      'by the channel that it came by',
      byX('sender-815'),
      (_: string, text: string) => receive(text, undefined, byX('sender-815')),
    ],
  ])('%s waits for a look, and nothing else of the tip does', async (way, by, say) => {
    const words = `Detrás del frontón ${way.length} cambian paquetes por sobres cada viernes.`;
    const { tipId, code } = await receive(words, 'Madrid', by);
    expect(await inLane(tipId)).toBeUndefined();
    await say(
      code,
      'Me llama Saturnino Berrocal. El candado lleva pintado mío y el procedimiento es el «1234/2024».',
    );

    for (const name of ['review', 'queue'])
      expect(await inLane(tipId, name)).toMatchObject({ isHeld: false, heldMessages: 1, excerpt: words });
    const page = await open(tipId);
    expect(page).toMatchObject({ isHeld: false, text: words, suspects: [] });
    const [line] = page.dialogue;
    expect(line).toMatchObject({ sender: 'informant', isHeld: true });
    expect(line.text).not.toContain('Saturnino');
    expect(shown(line)).toEqual([
      ['first-person-left', 'mío'],
      ['number-left', '1234/2024'],
    ]);
    expect(await details(tipId, 'tip.informant-replied')).toMatchObject([{ message: line.id, held: true }]);
    await stranger.put(`/api/tips/${tipId}/look`).send({ of: line.id }).expect(404);

    const left = await masked(tipId, [{ of: line.id, ...only(line.suspects[0]) }]);
    expect(left.text).toBe(words);
    expect(shown(left.messages[0])).toEqual([['number-left', '1234/2024']]);
    expect(await look(tipId, line.id)).toBe(false);
    expect(await inLane(tipId)).toBeUndefined();
    expect(await inLane(tipId, 'queue')).toMatchObject({ heldMessages: 0, waitsSince: null });
    expect((await open(tipId)).dialogue).toMatchObject([
      { text: left.messages[0].text, isHeld: false, suspects: [] },
    ]);
    expect(left.messages[0].text).toContain('candado lleva pintado [BY_HAND] y');
    expect(await details(tipId, 'tip.masked')).toEqual([
      { characters: 3, of: 'message', message: line.id, suspected: 'first-person-left' },
    ]);
    expect(await details(tipId, 'tip.looked-at')).toEqual([{ message: line.id, left: 'number-left' }]);
  });

  test('that shows nobody waits for nothing', async () => {
    const { tipId, code } = await receive('En la fuente del parque venden los domingos a mediodía.');
    await reply(code, 'También venden los sábados por la mañana.');
    expect((await open(tipId)).dialogue).toMatchObject([{ isHeld: false, suspects: [] }]);
    expect(await inLane(tipId)).toBeUndefined();
  });

  test('waits beside a held text and other messages: each is looked at by itself', async () => {
    const { tipId, code } = await receive(
      'La cochera de las lonas verdes lleva pintado mía y la fuerzan de noche.',
    );
    await reply(code, 'El candado roto lleva pintado mío.');
    await reply(code, 'La bicicleta que se llevaron lleva pintado mía.');
    const page = await open(tipId);
    const [first, second] = page.dialogue;
    expect(page).toMatchObject({ isHeld: true, dialogue: [{ isHeld: true }, { isHeld: true }] });
    const since = async () => (await inLane(tipId))?.waitsSince;
    expect(await since()).toBe(page.receivedAt);

    expect(await look(tipId, second.id)).toBe(true);
    expect(await open(tipId)).toMatchObject({
      isHeld: true,
      dialogue: [{ isHeld: true }, { isHeld: false }],
    });
    expect(await look(tipId, 'text')).toBe(true);
    expect(await open(tipId)).toMatchObject({
      isHeld: false,
      dialogue: [{ isHeld: true }, { isHeld: false }],
    });
    expect(await since()).toBe(first.sentAt);
    expect(await look(tipId, first.id)).toBe(false);
    expect(await since()).toBeUndefined();
    expect(await details(tipId, 'tip.looked-at')).toHaveLength(3);
    expect(await look(tipId, first.id)).toBe(false);
    expect(await details(tipId, 'tip.looked-at')).toHaveLength(3);
  });

  test('while somebody looks waits on: their look is not about it', async () => {
    const { tipId, code } = await receive('El candado de la verja lleva pintado mío y entran sin permiso.');
    const { version, suspects } = await open(tipId);
    await reply(code, 'El perro que ladra lleva pintado mío.');
    const masks = { masks: [only(suspects[0])], version };
    await investigator.post(`/api/tips/${tipId}/masks`).send(masks).expect(409);
    expect(await look(tipId, 'text')).toBe(true);
    expect(await inLane(tipId)).toMatchObject({ isHeld: false, heldMessages: 1 });
    expect((await open(tipId)).dialogue).toMatchObject([{ isHeld: true }]);
  });

  test('brings a closed tip back to be looked at', async () => {
    const { tipId, code } = await receive('Junto a la ermita esconden fardos dentro de las colmenas.');
    const { version } = await open(tipId);
    await investigator
      .put(`/api/tips/${tipId}/state`)
      .send({ state: 'closed', outcome: 'useful', version })
      .expect(204);
    await reply(code, 'La colmena del medio lleva pintado mía.');
    expect(await inLane(tipId)).toMatchObject({ state: 'triaged', heldMessages: 1 });
  });

  test('finds the tip no more by what was masked in it, but by what stands elsewhere in the tip', async () => {
    const { tipId, code } = await receive('El dinero lo guarda Restituto Ferrándiz en el altillo.');
    await reply(code, 'Lo cuenta Domitila Urrestarazu. El altillo es de Restituto Ferrándiz.');
    const [line] = (await open(tipId)).dialogue;
    for (const value of ['Urrestarazu', 'Ferrándiz'])
      expect(await idsFound(investigator, value)).toContain(tipId);
    const masks = line.spans.map(({ start, end }: Stretch) => ({ of: line.id, start: start - 3, end }));
    await masked(tipId, masks);
    expect(await idsFound(investigator, 'Urrestarazu')).not.toContain(tipId);
    expect(await idsFound(investigator, 'Ferrándiz')).toContain(tipId);
  });

  test("is masked in by nobody where the desk's own words are meant, or another tip's", async () => {
    const { tipId, code } = await receive('En el molino viejo descargan cajas sin luces los lunes.');
    const { body: asked } = await investigator
      .post(`/api/tips/${tipId}/questions`)
      .send({ text: '¿Qué coche era?' })
      .expect(201);
    await reply(code, 'Uno blanco, de reparto.');
    const other = await receive('En la era de arriba se juntan tres coches blancos.');
    await reply(other.code, 'El pajar de la era lleva pintado mío.');
    const [, line] = (await open(tipId)).dialogue;
    const [foreign] = (await open(other.tipId)).dialogue;
    const { version } = await open(tipId);
    for (const id of [asked.id, foreign.id, randomUUID()])
      await investigator
        .post(`/api/tips/${tipId}/masks`)
        .send({ masks: [{ of: id, start: 0, end: 5 }], version })
        .expect(422);
    expect(await look(tipId, foreign.id)).toBe(false);
    expect((await open(other.tipId)).dialogue).toMatchObject([{ isHeld: true }]);
    const left = await masked(tipId, [{ of: line.id, start: 4, end: 10 }]);
    expect(left.messages[0].text).toBe('Uno [BY_HAND], de reparto.');
  });

  test('stands whole in no table', async () => {
    const { code } = await receive('Por la verja del canal pasan bultos al amanecer.');
    await reply(code, 'Los manda Eutiquio Garmendia y la verja lleva pintado mía.');
    const tables = await desk.database.query<{ name: string }>(
      `SELECT quote_ident(table_schema) || '.' || quote_ident(table_name) AS name FROM information_schema.tables
        WHERE table_type = 'BASE TABLE' AND table_schema NOT IN ('pg_catalog', 'information_schema')`,
    );
    for (const { name } of tables) {
      const [row] = await desk.database.query<{ hits: number }>(
        `SELECT count(*)::int AS hits FROM ${name} AS row WHERE row::text ~* 'Eutiquio|Garmendia'`,
      );
      expect({ name, hits: row!.hits }).toEqual({ name, hits: 0 });
    }
    expect(desk.logLines.join('\n')).not.toMatch(/Eutiquio|Garmendia/i);
  });
});

describe('those that wait', () => {
  test('are listed by how long they wait, threats to life before', async () => {
    const first = await send(
      'El almacén de las cajas con ruedas lleva pintado mío y entran por el patio de atrás.',
    );
    const urgent = await send(
      'El sótano lleva pintado mío. Mi vecino tiene una pistola y va a matar a su mujer esta noche.',
    );
    const later = await send(
      'La nave de los contenedores rojos lleva pintado mía y la usan los sábados por la tarde.',
    );
    await desk.database.query(`UPDATE tip SET priority = 'high', due_at = received_at WHERE id = $1`, [
      later,
    ]);
    const waiting = (await lane('review'))
      .map(({ id }) => id)
      .filter((id) => [first, urgent, later].includes(id));
    expect(waiting).toEqual([urgent, first, later]);
  });
});

describe('what a person masks by hand', () => {
  test('is gone from the page, the search, the comparison with later tips and the evidence', async () => {
    const words = 'El de la cicatriz con forma de herradura recoge el dinero del kiosco por las tardes.';
    const tipId = await send(words);
    const repeat = await send(`Hola. ${words} Gracias.`);
    await quote(repeat, tipId, 'herradura');
    const page = await open(tipId);
    const start = page.text.indexOf('cicatriz con forma de herradura');
    const mask = {
      masks: [{ start, end: start + 'cicatriz con forma de herradura'.length }],
      version: page.version,
    };
    await investigator.post(`/api/tips/${tipId}/masks`).send(mask).expect(200);

    const masked = await open(tipId);
    expect(masked.text).toBe('El de la [BY_HAND] recoge el dinero del kiosco por las tardes.');
    expect(masked.spans).toMatchObject([{ type: 'BY_HAND', start: 9, end: 18, token: '[BY_HAND]' }]);
    const [stored] = await desk.database.query<{ hits: number }>(
      `SELECT (SELECT count(*) FROM tip WHERE (id = $1 AND tip::text LIKE '%herradura%')
                  OR folded_because::text LIKE '%herradura%')::int
            + (SELECT count(*) FROM duplicate_fingerprint WHERE tip_id = $1 AND text LIKE '%herradura%')::int AS hits`,
      [tipId],
    );
    expect(stored!.hits).toBe(0);
    await investigator.post(`/api/tips/${tipId}/masks`).send(mask).expect(409);
    const history = (await investigator.get(`/api/tips/${tipId}/history`).expect(200)).body;
    expect(history.map(({ action }: { action: string }) => action)).toContain('tip.masked');
  });

  test('swallows a span that it touches and never shows more than before', async () => {
    const tipId = await send('Quien lo trae es Saturnino Berrocal, el cojo del taller de motos.');
    const page = await open(tipId);
    const [span] = page.spans;
    const mask = { masks: [{ start: span.start + 2, end: span.end + 9 }], version: page.version };
    await investigator.post(`/api/tips/${tipId}/masks`).send(mask).expect(200);
    expect((await open(tipId)).text).toBe('Quien lo trae es [BY_HAND] del taller de motos.');
    const { version } = await open(tipId);
    await investigator
      .post(`/api/tips/${tipId}/masks`)
      .send({ masks: [{ start: 18, end: 22 }], version })
      .expect(422);
    await investigator
      .post(`/api/tips/${tipId}/masks`)
      .send({ masks: [{ start: 4, end: 900 }], version })
      .expect(422);
  });

  test('finds the tip no more by what was masked away, nor links later tips to it', async () => {
    const tipId = await send(
      'El dinero lo cuenta Hermenegilda Zubiaur en la trastienda con Policarpo Reinoso.',
    );
    const linked = async (to: string): Promise<boolean> =>
      JSON.stringify((await investigator.get(`/api/tips/${to}/related`).expect(200)).body).includes(tipId);
    for (const value of ['Hermenegilda Zubiaur', 'Zubiaur', 'Reinoso'])
      expect(await idsFound(investigator, value)).toContain(tipId);
    const before = await send('En la romería del domingo, Hermenegilda Zubiaur repartía sobres.');
    expect(await linked(before)).toBe(true);

    const page = await open(tipId);
    const [span] = page.spans;
    const mask = { masks: [{ start: span.start - 7, end: span.end }], version: page.version };
    await investigator.post(`/api/tips/${tipId}/masks`).send(mask).expect(200);
    for (const value of ['Hermenegilda Zubiaur', 'Zubiaur'])
      expect(await idsFound(investigator, value)).not.toContain(tipId);
    expect(await idsFound(investigator, 'Reinoso')).toContain(tipId);
    const after = await send('Hermenegilda Zubiaur tiene otra báscula en la peña taurina.');
    expect(await linked(after)).toBe(false);
  });

  test('stays findable where the same value still stands in the text', async () => {
    const tipId = await send('Trae la mercancía Fulgencio Armero. El jueves vi otra vez a Fulgencio Armero.');
    const page = await open(tipId);
    const [first] = page.spans;
    const mask = { masks: [{ start: first.start - 3, end: first.end }], version: page.version };
    await investigator.post(`/api/tips/${tipId}/masks`).send(mask).expect(200);
    expect(await idsFound(investigator, 'Fulgencio Armero')).toContain(tipId);
  });
});

describe('the place that an informant names', () => {
  test('says why each of its marks is there', async () => {
    const tipId = await send('Venden en el parking pasadas las doce.', 'vivo enfrente, calle Tordesillas 14');
    const { place, placeSpans } = await open(tipId);
    expect(place).toMatch(/^\[INFORMANT\]/);
    expect(placeSpans).toMatchObject([
      { type: 'SELF_IDENTIFICATION', rule: 'i-live', start: 0, end: 11, token: '[INFORMANT]' },
      { type: 'ADDRESS', start: 13, end: place.length },
    ]);
  });
});

describe('what a campaign decides', () => {
  test('is what its later tips show, and never who wrote them', async () => {
    const campaigns = desk.app.get(Campaigns);
    const campaign = (await campaigns.byId(await desk.campaignId('tweetredadas')))!;
    const context = operatorContext('test');
    await desk.database.transaction((tx) =>
      campaigns.change(tx, context, campaign.id, campaign.version, {
        ...campaign,
        privacy: { plates: 'keep', dates: 'generalise', places: 'mask' },
      }),
    );
    const tipId = await send('Soy la vecina del 3ºB. El 12/03/2026 salió el 1234 BCD hacia Getafe.');
    expect((await open(tipId)).text).toMatch(
      /^\[INFORMANT\]\. El 03\/2026 salió el 1234 BCD hacia PLACE·[0-9a-f]{4}\.$/,
    );
    expect(await idsFound(investigator, '1234bcd')).toContain(tipId);
  });

  test('what it keeps readable in a message stays findable when the text hides it', async () => {
    const { tipId, code } = await receive('Reparte con el 6655 LMN.');
    await reply(code, 'Hoy ha vuelto el 6655 LMN.');
    const { text, version } = await open(tipId);
    expect(text).toContain('6655 LMN');
    const start = text.indexOf('6655');
    await investigator
      .post(`/api/tips/${tipId}/masks`)
      .send({ masks: [{ start, end: start + 8 }], version })
      .expect(200);
    expect(await idsFound(investigator, '6655 LMN')).toContain(tipId);
  });
});

import { readFile } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import sharp from 'sharp';
import { fingerprintImage } from '#dedup';
import { citizenContext, systemContext, uuidv7 } from '#kernel';
import { Intake, PictureFolding } from '#tips';
import { type Desk, openDesk } from '../support/desk.js';

let desk: Desk;
let picture: Buffer;

beforeAll(async () => {
  desk = await openDesk();
  picture = await readFile(new URL('../fixtures/dedup/pictures/original.jpg', import.meta.url));
});
afterAll(() => desk.close());

async function send(text: string, place?: string): Promise<string> {
  const receipt = await desk.app.get(Intake).receive(
    {
      channel: 'web',
      channelAccount: 'form',
      remoteId: uuidv7(),
      campaignId: await desk.campaignId('tweetredadas'),
      language: 'es',
      text,
      ...(place === undefined ? {} : { place }),
      files: [],
    },
    citizenContext('test'),
  );
  return receipt.tipId;
}

async function addPicture(tipId: string, bytes: Buffer): Promise<void> {
  const fingerprint = await fingerprintImage(bytes);
  await desk.app.get(PictureFolding).fold({ tipId, fileId: uuidv7() }, fingerprint, systemContext('test'));
}

const lineOf = async (tipId: string) =>
  (
    await desk.database.query<{ group_id: string; folded: boolean; state: string }>(
      'SELECT group_id, folded, state FROM tip WHERE id = $1',
      [tipId],
    )
  )[0]!;

test('the same photo with hardly a word comes under the first; the line says why, and the log too', async () => {
  const first = await send('Mirad esto', 'Getafe');
  const second = await send('Ojo a la foto', 'Getafe');
  await addPicture(first, picture);
  await addPicture(second, await sharp(picture).resize(300).jpeg({ quality: 60 }).toBuffer());
  expect(await lineOf(second)).toMatchObject({ group_id: (await lineOf(first)).group_id, folded: true });
  const agent = await desk.signedIn('investigadora.madrid');
  const { body } = await agent.get(`/api/tips/${first}`).expect(200);
  expect(body.repeats).toMatchObject([
    { id: second, because: [{ kind: 'image', evidence: { code: 'same-picture', ofBits: 256 } }] },
  ]);
  const { body: history } = await agent.get(`/api/tips/${second}/history`).expect(200);
  expect(history.filter(({ action }: { action: string }) => action === 'tip.grouped')).toHaveLength(2);
});

test('a photo that a closed tip sent brings its line back; nothing is filed away unread', async () => {
  const other = await sharp(picture).extract({ left: 0, top: 0, width: 120, height: 120 }).toBuffer();
  const first = await send('Atentos a este', 'Getafe');
  await addPicture(first, other);
  const agent = await desk.signedIn('investigadora.madrid');
  await agent
    .put(`/api/tips/${first}/state`)
    .send({ state: 'closed', outcome: 'unfounded', version: 1 })
    .expect(204);
  const second = await send('Otra vez el de siempre', 'Getafe');
  await addPicture(second, other);
  expect(await lineOf(second)).toMatchObject({ folded: true });
  expect(await lineOf(first)).toMatchObject({ folded: false, state: 'triaged' });
});

test('two units each keep a line of a group that a photo made over both, and neither hears of the other', async () => {
  const other = await sharp(picture).extract({ left: 100, top: 60, width: 200, height: 150 }).toBuffer();
  const madrid = await send('Este es el coche', 'Getafe');
  const malaga = await send('La prueba', 'Málaga');
  await addPicture(madrid, other);
  await addPicture(malaga, other);
  expect(await lineOf(malaga)).toEqual({ ...(await lineOf(madrid)), folded: false });
  for (const [who, own, foreign] of [
    ['investigadora.madrid', madrid, malaga],
    ['investigador.malaga', malaga, madrid],
  ] as const) {
    const agent = await desk.signedIn(who);
    const { body } = await agent.get(`/api/tips/${own}`).expect(200);
    expect(body).toMatchObject({ repeats: [], foldedBecause: [] });
    expect(JSON.stringify(body)).not.toContain(foreign);
    const { body: queue } = await agent.get('/api/tips').expect(200);
    expect(queue.lines.find(({ id }: { id: string }) => id === own)).toMatchObject({ tips: 1 });
  }
});

test('a flood of one text is one line that says so, and the numbers say why its tips are set aside', async () => {
  const text = 'El concejal de urbanismo cobra mordidas en el bar de la plaza, todos los viernes';
  const [first] = [await send(text, 'Getafe')];
  for (let at = 0; at < 33; at++) await send(`${text}${'!'.repeat(at % 5)}`, 'Getafe');
  const agent = await desk.signedIn('investigadora.madrid');
  const { body } = await agent.get('/api/tips').expect(200);
  const lines = body.lines.filter(({ excerpt }: { excerpt: string }) => excerpt.includes('mordidas'));
  expect(lines).toMatchObject([{ id: first, tips: 34, inWave: 4, setAside: null }]);
  const manager = await desk.signedIn('campanas');
  const campaign = await desk.campaignId('tweetredadas');
  const { body: counts } = await manager.get(`/api/campaigns/${campaign}/counts`).expect(200);
  expect(counts.setAsideByKind).toMatchObject({ brigading: 4 });
  const kinds = Object.values(counts.setAsideByKind as Record<string, number>);
  expect(kinds.reduce((sum, tips) => sum + tips, 0)).toBe(counts.setAside);
});

describe('what people decide', () => {
  const STORY =
    'En la nave del polígono desguazan coches robados por las noches, el encargado lleva un chándal';
  let agent: Awaited<ReturnType<Desk['signedIn']>>;
  let malaga: typeof agent;
  const groupOf = async (id: string) => (await agent.get(`/api/tips/${id}/group`).expect(200)).body;
  const idsOf = ({ members }: { members: { id: string }[] }) => members.map(({ id }) => id).sort();

  beforeAll(async () => {
    agent = await desk.signedIn('investigadora.madrid');
    malaga = await desk.signedIn('investigador.malaga');
  });

  test('a split stays apart, new repeats follow it, and undo brings it back', async () => {
    const first = await send(`${STORY} azul`, 'Getafe');
    const second = await send(`${STORY} azul con capucha`, 'Getafe');
    expect(idsOf(await groupOf(first))).toEqual([first, second].sort());
    const { body } = await agent
      .post(`/api/tips/${first}/group/split`)
      .send({ tipIds: [second] })
      .expect(200);
    expect(idsOf(await groupOf(first))).toEqual([first]);
    expect(await lineOf(second)).toMatchObject({ folded: false });
    const third = await send(`${STORY} azul con capucha`, 'Getafe');
    expect(idsOf(await groupOf(third))).toEqual([second, third].sort());
    await agent.post(`/api/tips/${first}/group/undo`).send({ decisionId: body.decisionId }).expect(200);
    expect(idsOf(await groupOf(first))).toEqual([first, second, third].sort());
    expect(await lineOf(second)).toMatchObject({ folded: true });
  });

  test('what contradicts is suggested with its evidence; refused, it is not suggested again; merged, it is one line', async () => {
    const text =
      'Guardan motos robadas en el garaje de la calle Toledo junto al taller y las sacan de madrugada';
    const toledo = await send(text, 'Getafe');
    const segovia = await send(text.replace('Toledo', 'Segovia'), 'Getafe');
    const related = async () => (await agent.get(`/api/tips/${toledo}/related`).expect(200)).body;
    const [suggested] = await related();
    expect(suggested.id).toBe(segovia);
    expect(suggested.because[0]).toMatchObject({ kind: 'similar', evidence: { code: 'contradiction' } });
    const refusal = await agent
      .post(`/api/tips/${toledo}/related/refuse`)
      .send({ tipId: segovia })
      .expect(200);
    expect(await related()).toEqual([]);
    await agent
      .post(`/api/tips/${toledo}/group/undo`)
      .send({ decisionId: refusal.body.decisionId })
      .expect(200);
    expect(await related()).toHaveLength(1);
    await agent.post(`/api/tips/${toledo}/group/merge`).send({ tipId: segovia }).expect(200);
    expect(idsOf(await groupOf(toledo))).toEqual([toledo, segovia].sort());
    expect(await lineOf(segovia)).toMatchObject({ folded: true });
    await agent.put(`/api/tips/${segovia}/group/canonical`).expect(200);
    expect(await lineOf(segovia)).toMatchObject({ folded: false });
    expect(await lineOf(toledo)).toMatchObject({ folded: true });
  });

  test('the same plate in other words relates two tips; other units are neither shown nor counted', async () => {
    const one = await send(
      'He visto al del quinto bajar de un coche con matrícula 5310 LBN muy nervioso',
      'Getafe',
    );
    const two = await send('Ese coche casi atropella a una señora en el paso de cebra: 5310-LBN', 'Getafe');
    const foreign = await send('Un 5310 LBN aparca cada noche delante del puerto deportivo', 'Málaga');
    const { body } = await agent.get(`/api/tips/${one}/related`).expect(200);
    expect(body).toMatchObject([
      {
        id: two,
        because: [{ kind: 'identifier', score: 1, evidence: { code: 'same-identifier', tips: 2 } }],
      },
    ]);
    expect(JSON.stringify(body)).not.toContain(foreign);
    expect(JSON.stringify(body)).not.toMatch(/5310[ -]?LBN/);
  });

  test("another unit's investigator can neither look nor decide, and the attempt is in the log", async () => {
    const tipId = await send(`${STORY} rojo y vende las piezas en internet a mecánicos`, 'Getafe');
    const theirs = await send(
      'En el puerto descargan cajas de tabaco de noche desde una lancha negra',
      'Málaga',
    );
    const attempts = [
      malaga.get(`/api/tips/${tipId}/group`),
      malaga.get(`/api/tips/${tipId}/related`),
      malaga.post(`/api/tips/${tipId}/group/split`).send({ tipIds: [tipId] }),
      malaga.post(`/api/tips/${theirs}/group/split`).send({ tipIds: [tipId] }),
      malaga.post(`/api/tips/${theirs}/group/merge`).send({ tipId }),
      malaga.post(`/api/tips/${theirs}/related/refuse`).send({ tipId }),
      malaga.put(`/api/tips/${tipId}/group/canonical`),
    ];
    for (const attempt of attempts) await attempt.expect(404);
    const [row] = await desk.database.query<{ denials: number }>(
      `SELECT count(*)::int AS denials FROM audit_entry WHERE action = 'access.denied' AND subject_id IN ($1, $2)`,
      [tipId, theirs],
    );
    expect(row!.denials).toBe(attempts.length);
  });
});

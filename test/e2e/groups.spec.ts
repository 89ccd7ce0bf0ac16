import { readFile } from 'node:fs/promises';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
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

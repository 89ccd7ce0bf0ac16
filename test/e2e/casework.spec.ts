import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { citizenContext } from '#kernel';
import { Dialogue, Intake, type Receipt } from '#tips';
import { type Desk, openDesk } from '../support/desk.js';

let desk: Desk;
let investigator: Awaited<ReturnType<Desk['signedIn']>>;
beforeAll(async () => {
  desk = await openDesk();
  investigator = await desk.signedIn('investigadora.madrid');
});
afterAll(() => desk.close());

const send = async (text: string): Promise<Receipt> =>
  desk.app.get(Intake).receive(
    {
      channel: 'web',
      channelAccount: 'form',
      remoteId: randomUUID(),
      campaignId: await desk.campaignId('tweetredadas'),
      language: 'es',
      text,
      place: 'Madrid',
      files: [],
    },
    citizenContext('test'),
  );
const open = async (tipId: string) => (await investigator.get(`/api/tips/${tipId}`).expect(200)).body;
const lane = async (name: string) =>
  (await investigator.get(`/api/tips?lane=${name}`).expect(200)).body.lines;

describe('casework', () => {
  test('one line, one decision: closing a tip closes the repeats folded under it', async () => {
    const text = 'En el bar de la estación reparten papelinas dentro de los periódicos del domingo.';
    const [first, second] = [await send(text), await send(`Buenos días. ${text}`)];
    const page = await open(first.tipId);
    expect(page.repeats).toMatchObject([{ id: second.tipId, folded: true }]);

    const body = { state: 'closed', outcome: 'useful', version: page.version };
    await investigator.put(`/api/tips/${first.tipId}/state`).send(body).expect(204);
    expect(await open(second.tipId)).toMatchObject({ state: 'closed', outcome: 'useful' });
    expect(
      (await lane('closed')).map((line: { id: string; tips: number }) => [line.id, line.tips]),
    ).toContainEqual([first.tipId, 2]);
  });

  test('closing asks for an outcome, and nothing else may have one', async () => {
    const { tipId } = await send('Un hombre ofrece pastillas en la puerta del polideportivo municipal.');
    const change = (body: object) => investigator.put(`/api/tips/${tipId}/state`).send(body);
    const refused = await change({ state: 'closed', version: 1 }).expect(422);
    expect(refused.body.errors).toEqual([{ pointer: '/outcome', rule: 'required' }]);
    await change({ state: 'triaged', outcome: 'useful', version: 1 }).expect(422);
    await change({ state: 'gone', version: 1 }).expect(422);
    expect(await open(tipId)).toMatchObject({ state: 'new', version: 1 });
  });

  test('set aside is not thrown away: reachable, with its reason, and back with one step', async () => {
    const { tipId } = await send('Esto es una broma de un compañero de clase, no hagáis caso de nada.');
    await investigator.put(`/api/tips/${tipId}/set-aside`).send({ reason: 'broma evidente' }).expect(204);
    expect((await lane('queue')).map((line: { id: string }) => line.id)).not.toContain(tipId);
    expect(await lane('set-aside')).toMatchObject([{ id: tipId, setAside: { reason: 'broma evidente' } }]);
    await investigator.delete(`/api/tips/${tipId}/set-aside`).expect(204);
    expect((await lane('queue')).map((line: { id: string }) => line.id)).toContain(tipId);
  });

  test('a threat to life comes first', async () => {
    const { tipId } = await send(
      'Tiene una pistola y dice que va a matar a su vecino esta noche, vive en el número 8.',
    );
    expect((await lane('queue'))[0]).toMatchObject({ id: tipId, priority: 'life' });
  });

  test('a question reaches the informant by the code, and the answer comes back anonymised', async () => {
    const receipt = await send('Descargan cajas en el almacén de la esquina a las cinco de la mañana.');
    await investigator
      .post(`/api/tips/${receipt.tipId}/questions`)
      .send({ text: '¿Qué día fue?' })
      .expect(201);

    const dialogue = desk.app.get(Dialogue);
    const context = citizenContext('test');
    const typed = receipt.code.toLowerCase().replaceAll('-', ' ').replaceAll('0', 'o');
    const conversation = await dialogue.openByCode(typed, context);
    expect(conversation).toMatchObject({
      state: 'received',
      messages: [{ from: 'desk', text: '¿Qué día fue?' }],
    });

    const reply = {
      text: 'El martes. Mi móvil es 612 34 56 78.',
      language: 'es' as const,
      submission: 'once',
    };
    await dialogue.reply(typed, reply, context);
    await dialogue.reply(typed, reply, context);
    const page = await open(receipt.tipId);
    expect(page.dialogue).toHaveLength(2);
    expect(page.dialogue[1].text).toContain('El martes.');
    expect(page.dialogue[1].text).not.toContain('612 34');
    expect((await dialogue.openByCode(receipt.code, context))!.messages[1]).not.toHaveProperty('text');
    expect(
      (await lane('queue')).find((line: { id: string }) => line.id === receipt.tipId).informantReplied,
    ).toBe(true);
  });

  test('a code that was never given leads nowhere', async () => {
    const dialogue = desk.app.get(Dialogue);
    expect(await dialogue.openByCode('0000-0000-0000-0000', citizenContext('test'))).toBeUndefined();
    expect(await dialogue.openByCode('not a code', citizenContext('test'))).toBeUndefined();
  });

  test('pages of the queue follow each other without gap or repeat', async () => {
    for (let number = 0; number < 60; number++) {
      await send(
        `Aviso ${'abcdefghijklmnopqrstuvwxyz'[number % 26]}${number}: ${randomUUID().replaceAll('-', ' ')} ${randomUUID()}`,
      );
    }
    const first = (await investigator.get('/api/tips').expect(200)).body;
    const second = (await investigator.get(`/api/tips?cursor=${first.next}`).expect(200)).body;
    const ids = [...first.lines, ...second.lines].map((line: { id: string }) => line.id);
    expect(first.lines).toHaveLength(50);
    expect(new Set(ids).size).toBe(ids.length);
    expect(second.next).toBeUndefined();
    await investigator.get('/api/tips?cursor=bm9uc2Vuc2U').expect(422);
  });
});

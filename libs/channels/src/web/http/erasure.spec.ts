import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import request from 'supertest';
import { type Language, LANGUAGES } from '#campaigns';
import { citizenContext } from '#kernel';
import { Intake, type Receipt } from '#tips';
import { type Desk, openDesk } from '../../../../../test/support/desk.js';
import { ERASURE } from '../texts/erasure.js';

let desk: Desk;
beforeAll(async () => {
  desk = await openDesk();
});
afterAll(() => desk.close());

const post = (path: string, code: string) =>
  request(desk.server).post(path).set('Accept', 'text/html').type('form').send({ code });

const send = async (): Promise<Receipt> =>
  desk.app.get(Intake).receive(
    {
      channel: 'web',
      channelAccount: 'form',
      remoteId: randomUUID(),
      campaignId: await desk.campaignId('tweetredadas'),
      language: 'es',
      text: `Venden en la plaza ${randomUUID()}`,
      files: [],
    },
    citizenContext('test'),
  );

test.each([...LANGUAGES])(
  'in %s: explained before it is asked for, then asked, without script',
  async (language: Language) => {
    const words = ERASURE[language];
    const { code, tipId } = await send();
    expect((await post(`/${language}/receipt`, code).expect(200)).text).toContain(words.ask);
    const explained = (await post(`/${language}/receipt/erasure`, code).expect(200)).text;
    for (const line of [...words.goes, ...words.stays, words.codeEnds]) expect(explained).toContain(line);
    expect(Buffer.byteLength(explained)).toBeLessThan(25 * 1024);
    const asked = await desk.database.query('SELECT FROM erasure_request WHERE tip_id = $1', [tipId]);
    expect(asked).toEqual([]);
    const answer = await post(`/${language}/receipt/erasure/confirmed`, code).expect(200);
    expect(answer.text).toContain(words.askedSoon);
    expect(answer.headers['cache-control']).toBe('no-store');
  },
);

test('a tip that a court wants kept: a person decides, until when is said, and a refusal says why', async () => {
  const words = ERASURE.es;
  const { code, tipId } = await send();
  await desk.database.query(`UPDATE tip SET state = 'in-case' WHERE id = $1`, [tipId]);
  expect((await post('/es/receipt/erasure', code).expect(200)).text).toContain(words.person);
  const { text } = await post('/es/receipt/erasure/confirmed', code).expect(200);
  expect(text).toContain(words.askedTitle);
  expect(text).toContain('antes del');
  expect(text).not.toContain(words.askedSoon);
  await desk.database.query(
    `UPDATE erasure_request SET decision = 'keep', reason = 'court', decided_at = now() WHERE tip_id = $1`,
    [tipId],
  );
  const refused = (await post('/es/receipt/erasure', code).expect(200)).text;
  expect(refused).toContain(words.refused.court);
  expect(refused).toContain(words.complain);
});

test('a code that leads nowhere is asked for again', async () => {
  await post('/es/receipt/erasure', 'AAAA-BBBB-CCCC-DDDD').expect(422);
  await post('/es/receipt/erasure/confirmed', 'AAAA-BBBB-CCCC-DDDD').expect(422);
});

test('guessing at codes is held up, by whatever page, and a right code doesn’t wash the wrong ones off', async () => {
  const { code } = await send();
  const pages = ['/es/receipt', '/es/receipt/erasure', '/es/receipt/erasure/confirmed'];
  const answers: number[] = [];
  for (let tried = 0; !answers.includes(429) && tried < 150; tried += 1) {
    const wrong = `AAAA-BBBB-CCCC-${String(tried).padStart(4, '0')}`;
    answers.push((await post(pages[tried % pages.length]!, wrong)).status);
    if (tried % 10 === 0) answers.push((await post('/es/receipt/erasure', code)).status);
  }
  expect(answers.filter((status) => status === 422).length).toBeLessThanOrEqual(120);
  for (const page of pages) await post(page, code).expect(429);
});

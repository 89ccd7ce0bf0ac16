import { afterAll, beforeAll, expect, test } from '@jest/globals';
import request from 'supertest';
import { type Desk, openDesk } from '../../../../../test/support/desk.js';
import { TEXTS } from '../texts/index.js';

let desk: Desk;
beforeAll(async () => {
  desk = await openDesk();
});
afterAll(() => desk.close());

test("only a manager sees a draft's page before its launch, and its form can send nothing", async () => {
  const path = `/staff/preview/${await desk.campaignId('verano-seguro')}/es`;
  await request(desk.server).get(path).expect(401);
  await (await desk.signedIn('investigador.malaga')).get(path).expect(403);
  const { text, headers } = await (await desk.signedIn('campanas')).get(path).expect(200);
  expect(text).toContain('Un verano seguro en la costa');
  expect(text).toContain(TEXTS.es.preview);
  expect(headers['content-security-policy']).toContain("form-action 'none'");
});

import { expect, test } from '@jest/globals';
import express from 'express';
import request from 'supertest';
import { multipartReader } from './multipart.js';

test('files without room are let go, their form is read to its end, and room comes back with the answer', async () => {
  const read = multipartReader(1000);
  const app = express();
  const { promise: isHeld, resolve: held } = Promise.withResolvers<void>();
  const { promise: mayLeave, resolve: leave } = Promise.withResolvers<void>();
  app.post('/', async (incoming, response) => {
    const { fields, files, stopped } = await read(incoming, response);
    if (fields['stay'] !== undefined) {
      held();
      await mayLeave;
    }
    response.json({ fields, stopped, kept: files.map(({ bytes, hadNoRoom }) => [bytes.length, hadNoRoom]) });
  });
  const server = app.listen(0, '127.0.0.1');
  const send = () =>
    request(server).post('/').attach('files', Buffer.alloc(800), 'a.jpg').field('text', 'after');
  try {
    const staying = send()
      .field('stay', 'yes')
      .then(({ body }) => body as unknown);
    await isHeld;
    expect((await send()).body).toEqual({ fields: { text: 'after' }, kept: [[0, true]] });
    leave();
    expect(await staying).toMatchObject({ kept: [[800, false]] });
    expect((await send()).body).toEqual({ fields: { text: 'after' }, kept: [[800, false]] });
  } finally {
    server.close();
  }
});

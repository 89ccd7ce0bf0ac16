import { expect, test } from '@jest/globals';
import express from 'express';
import request from 'supertest';
import { once } from 'node:events';
import { request as plainRequest } from 'node:http';
import type { AddressInfo } from 'node:net';
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

test('a film far too large is read past, and every field comes back: those after it, too', async () => {
  const read = multipartReader(1000);
  const app = express();
  app.post('/', async (incoming, response) => {
    const { fields, files, stopped } = await read(incoming, response);
    response.json({
      fields,
      stopped,
      files: files.map(({ bytes, isTooLarge }) => [bytes.length, isTooLarge]),
    });
  });
  const server = app.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const part = (name: string) => `--B\r\nContent-Disposition: form-data; name="${name}"`;
  const start = `${part('text')}\r\n\r\nbefore\r\n${part('files')}; filename="film.mp4"\r\n\r\n`;
  const end = `\r\n${part('contact')}\r\n\r\nafter\r\n--B--\r\n`;
  const megabyte = Buffer.alloc(1024 * 1024);
  const film = 140;
  try {
    const answer = await new Promise<string>((resolve, reject) => {
      const upload = plainRequest(
        {
          port: (server.address() as AddressInfo).port,
          method: 'POST',
          headers: {
            'Content-Type': 'multipart/form-data; boundary=B',
            'Content-Length': start.length + film * megabyte.length + end.length,
          },
        },
        (response) => {
          let text = '';
          response.setEncoding('utf8').on('data', (chunk: string) => (text += chunk));
          response.on('end', () => resolve(text));
        },
      );
      upload.on('error', reject);
      upload.write(start);
      for (let sent = 0; sent < film; sent += 1) upload.write(megabyte);
      upload.end(end);
    });
    expect(JSON.parse(answer)).toEqual({ fields: { text: 'before', contact: 'after' }, files: [[0, true]] });
  } finally {
    server.close();
  }
});

import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import request from 'supertest';
import { Campaigns, LANGUAGES } from '#campaigns';
import { operatorContext } from '#kernel';
import { type Desk, openDesk } from '../../../../../test/support/desk.js';
import { TEXTS } from '../texts/index.js';

const FORM = '/es/c/tweetredadas';
const KEY = 'a-key-of-a-program-';

let desk: Desk;
beforeAll(async () => {
  desk = await openDesk();
});
afterAll(() => desk.close());

let tips = 0;
const tipText = () => `Cada noche venden en el portal ${++tips} de la calle Luna, junto al bar.`;
const post = (path = FORM) => request(desk.server).post(path).set('Accept', 'text/html');
const get = (path: string) => request(desk.server).get(path).set('Accept', 'text/html');
const program = (key: string) =>
  request(desk.server).post(FORM).set('Accept', 'application/json').set('Idempotency-Key', key).type('form');
const codeIn = (html: string) => /data-code="([^"]+)"/.exec(html)?.[1];

describe('the form comes back with everything typed', () => {
  test.each([
    ['nothing', '', TEXTS.es.errors.required],
    ['too little', 'corto', TEXTS.es.errors.tooShort(15)],
    ['too much, in code points', `${'🐈'.repeat(10_001)}`, TEXTS.es.errors.tooLong('10.000', '1')],
    ['letters that did not arrive', 'Venden en la plaza de Getafe \uFFFD', TEXTS.es.errors.unreadable],
  ])('%s', async (_, text, message) => {
    const { text: html } = await post().field('text', text).field('place', 'Plaza <Mayor>').expect(422);
    expect(html).toContain(`<title>Error: `);
    expect(html).toContain(message);
    expect(html).toContain('Plaza &lt;Mayor');
    expect(html).toContain(`${text}</textarea>`);
  });

  test.each([
    ['612 34 56 78', 201],
    ['+34 612-345-678', 201],
    ['ana@correo.example', 201],
    ['ana@', 422],
    ['12345', 422],
  ])('contact %s', async (contact, status) => {
    await post().field('text', tipText()).field('contact', contact).expect(status);
  });

  test('six files, one too large, one of no accepted kind: named, and the text after them kept', async () => {
    const photo = { filename: 'a.jpg', contentType: 'image/jpeg' };
    const large = post().field('text', tipText());
    large.attach('files', Buffer.alloc(20 * 1024 * 1024 + 1), { ...photo, filename: 'enorme.jpg' });
    large.attach('files', Buffer.from('hola'), { filename: 'nota.txt', contentType: 'text/plain' });
    const { text: html } = await large.field('contact', 'ana@correo.example').expect(422);
    expect(html).toContain(TEXTS.es.errors.fileTooLarge('enorme.jpg'));
    expect(html).toContain(TEXTS.es.errors.fileKind('nota.txt'));
    expect(html).toContain('ana@correo.example');
    const many = post().field('text', tipText());
    for (let each = 0; each < 6; each++) many.attach('files', Buffer.from('x'), photo);
    expect((await many.expect(422)).text).toContain(TEXTS.es.errors.tooManyFiles);
  });
});

describe('a malformed body is answered with the form', () => {
  test.each([
    ['another content type', 'text/plain', 'hola', 422],
    ['a broken multipart', 'multipart/form-data; boundary=x', '--x\r\nContent-Disposition: form-da', 422],
    ['a multipart without a boundary', 'multipart/form-data', 'hola', 422],
    ['broken JSON', 'application/json', '{"text', 422],
    ['too large a form', 'application/x-www-form-urlencoded', `text=${'a'.repeat(300_000)}`, 413],
  ])('%s', async (_, type, body, status) => {
    const { text: html } = await post().set('Content-Type', type).send(body).expect(status);
    expect(html).toContain('<textarea');
    expect(html).toContain('govuk-error-summary');
  });
});

describe('one submission is one tip', () => {
  test('the same form twice gives the same receipt, an edited text a new one', async () => {
    const submission = /name="submission" value="([^"]+)"/.exec((await get(FORM).expect(200)).text)![1]!;
    const text = tipText();
    const send = (words: string) => post().field('text', words).field('submission', submission);
    const first = await send(text).expect(201);
    const again = await send(text).expect(200);
    const edited = await send(`${text} Y los domingos.`).expect(201);
    expect(codeIn(again.text)).toBe(codeIn(first.text));
    expect(codeIn(edited.text)).not.toBe(codeIn(first.text));
  });

  test('equal words without a form of ours never share a receipt', async () => {
    const text = tipText();
    const [one, two] = [await post().field('text', text), await post().field('text', text)];
    expect(codeIn(one!.text)).not.toBe(codeIn(two!.text));
  });

  test('an Idempotency-Key names a delivery: same again, same receipt; other words, 422', async () => {
    const text = tipText();
    const receipts = await Promise.all(Array.from({ length: 8 }, () => program(`${KEY}1`).send({ text })));
    expect(new Set(receipts.map(({ body }) => body.code)).size).toBe(1);
    const other = await program(`${KEY}1`).send({ text: tipText() }).expect(422);
    expect(other.body).toMatchObject({ type: 'urn:colabora:problem:idempotency-key-reused' });
    await program('short').send({ text }).expect(422);
  });
});

test('signs of a program set a tip aside, and never refuse it', async () => {
  const { body } = await program(`${KEY}2`)
    .send({ text: tipText(), website: 'http://spam.example' })
    .expect(201);
  const [tip] = await desk.database.query<{ set_aside: object }>(
    `SELECT set_aside FROM tip JOIN receipt ON receipt.tip_id = tip.id WHERE receipt.entry_id = $1`,
    [body.entryId],
  );
  expect(tip!.set_aside).toMatchObject({ kind: 'automatic' });
});

test('a campaign that takes nothing says so kindly; a draft does not exist', async () => {
  const campaigns = desk.app.get(Campaigns);
  const { id } = (await campaigns.bySlug('ciudad-limpia'))!;
  const act = (what: 'pause' | 'close') =>
    desk.database.transaction((tx) => campaigns[what](tx, operatorContext('test'), id));
  await act('pause');
  expect((await get('/gl/c/ciudad-limpia').expect(200)).text).toContain(TEXTS.gl.closed.paused);
  await act('close');
  expect((await get('/eu/c/ciudad-limpia').expect(410)).text).toContain(TEXTS.eu.closed.closed);
  const typed = post('/es/c/ciudad-limpia')
    .field('text', 'Pintan <todos> los viernes')
    .field('place', 'Vallecas');
  const { text: refused } = await typed.expect(410);
  expect(refused).toContain('091');
  expect(refused).toMatch(
    /<textarea[^>]*readonly[^>]*>Pintan &lt;todos> los viernes\n\nVallecas<\/textarea>/i,
  );
  expect((await get('/es/c/verano-seguro').expect(404)).text).toContain(TEXTS.es.problems.notFound);
});

test('every page says its language, sets no cookie, and forbids everything it does not need', async () => {
  for (const language of LANGUAGES) {
    for (const path of [
      '/',
      '/c/tweetredadas',
      '/receipt',
      '/privacy',
      '/accessibility',
      '/thanks',
      '/nada',
    ]) {
      const { text, headers } = await get(`/${language}${path}`);
      expect(text).toContain(`<html lang="${language}">`);
      expect(headers['set-cookie']).toBeUndefined();
      expect(headers['content-security-policy']).toMatch(
        /^default-src 'none';.*require-trusted-types-for 'script'/,
      );
      expect(headers['referrer-policy']).toBe('same-origin');
    }
  }
});

test('the way in follows Accept-Language, the way out clears what it can', async () => {
  await get('/').set('Accept-Language', 'fr, eu;q=0.8, en;q=0.5').expect(302).expect('Location', '/eu/');
  await get('/').set('Accept-Language', 'fr').expect(302).expect('Location', '/es/');
  const { headers } = await get('/ca/exit').expect(303).expect('Location', 'https://ca.wikipedia.org/');
  expect(headers['clear-site-data']).toContain('"storage"');
});

test('answers to one person are never stored; too many wrong codes wait, without an address kept', async () => {
  const receipt = await post().field('text', tipText()).expect(201);
  expect(receipt.headers['cache-control']).toBe('no-store');
  const code = codeIn(receipt.text)!;
  const open = (typed: string) => post('/es/receipt').type('form').send({ code: typed });
  expect((await open('abc').expect(422)).text).toContain(TEXTS.es.errors.codeMalformed);
  expect((await open('7K2M-94QX-TB0D-H5WR').expect(422)).text).toContain(TEXTS.es.errors.codeUnknown);
  expect((await open(code.toLowerCase()).expect(200)).headers['cache-control']).toBe('no-store');
  await desk.database.query('UPDATE web_code_attempt SET points = 1000');
  await open(code).expect(429);
  const keys = await desk.database.query<{ key: string }>('SELECT key FROM web_code_attempt');
  expect(JSON.stringify(keys)).not.toMatch(/127\.0\.0\.1|::1/);
  expect(desk.logLines.join('')).not.toContain(code);
});

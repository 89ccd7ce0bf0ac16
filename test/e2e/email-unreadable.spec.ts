import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { randomBytes } from 'node:crypto';
import { deliver } from '../fakes/mail/deliver.js';
import { writeMail } from '../fakes/mail/write-mail.js';
import type { Desk } from '../support/desk.js';
import { foundInClear, MAIL_ADDRESS, type MailDesk, openMailDesk } from '../support/mail-desk.js';

let room: MailDesk;
let desk: Desk;
let port: number;
beforeAll(async () => {
  room = await openMailDesk();
  ({ desk, port } = room);
});
afterAll(() => room.close());

const count = (table: string) => room.count(table);
const rejections = () => room.rejections();

describe('what can not be read is recorded, sealed and shown, never lost and never a crash', () => {
  const nested = (depth: number) =>
    Array.from(
      { length: depth },
      (_, level) => `--b${level}\r\nContent-Type: multipart/mixed; boundary=b${level + 1}\r\n\r\n`,
    ).join('');
  test.each([
    [
      'a thousand parts',
      'too-many-parts',
      () =>
        writeMail({
          header: { 'Content-Type': 'multipart/mixed; boundary=B' },
          body: '--B\r\n\r\nx\r\n'.repeat(1_000),
        }),
    ],
    [
      'parts in parts in parts',
      'too-many-parts',
      () => writeMail({ header: { 'Content-Type': 'multipart/mixed; boundary=b0' }, body: nested(5_000) }),
    ],
    [
      'a megabyte of header',
      'header-too-large',
      () =>
        writeMail({
          header: Object.fromEntries(Array.from({ length: 20_000 }, (_, n) => [`X-${n}`, 'y'.repeat(50)])),
        }),
    ],
    [
      'an encrypted mail',
      'encrypted',
      () => writeMail({ header: { 'Content-Type': 'multipart/encrypted; boundary=B' }, body: '--B--' }),
    ],
    [
      'a message encrypted by PGP in its text',
      'encrypted',
      () =>
        writeMail({ body: 'Hola:\r\n-----BEGIN PGP MESSAGE-----\r\n\r\nhQEMA\r\n-----END PGP MESSAGE-----' }),
    ],
    [
      'a mail encrypted by S/MIME',
      'encrypted',
      () =>
        writeMail({
          header: {
            'Content-Type': 'application/pkcs7-mime; smime-type=enveloped-data; name=smime.p7m',
            'Content-Transfer-Encoding': 'base64',
          },
          body: randomBytes(600).toString('base64'),
        }),
    ],
    ['an empty mail', 'nothing-in-it', () => writeMail({ subject: '', body: '   ' })],
  ])('%s', async (_what, reason, mail) => {
    const tips = await count('tip');
    expect(await deliver(port, MAIL_ADDRESS, mail())).toBe(250);
    expect((await rejections()).at(-1)).toMatchObject({ reason, kept: true });
    expect(await count('tip')).toBe(tips);
  });

  test('a hundred megabytes are refused at the door, and that they came is recorded', async () => {
    const line = `${'x'.repeat(998)}\r\n`;
    expect(await deliver(port, MAIL_ADDRESS, writeMail({ body: line.repeat(100_000) }))).toBe(552);
    const last = (await rejections()).at(-1)!;
    expect(last).toMatchObject({ reason: 'too-large', kept: false });
    expect(last.bytes).toBeGreaterThan(99_000_000);
  });

  test.each([
    ['noise', () => randomBytes(200_000)],
    ['nothing', () => Buffer.from('\r\n')],
    [
      'bytes that no table can hold',
      () => Buffer.from(`Subject: \0\ud800\r\n\r\n\0\ufffe\ud83d aviso con ceros \0\0`),
    ],
    [
      'an archive in an archive',
      () =>
        Buffer.from(
          writeMail({
            header: {
              'Content-Type': 'application/zip; name="a.zip.zip"',
              'Content-Transfer-Encoding': 'base64',
              'Content-Disposition': 'attachment',
            },
            body: randomBytes(9_000).toString('base64'),
          }),
        ),
    ],
    [
      'addresses without end',
      () =>
        Buffer.from(
          writeMail({
            header: { Cc: Array.from({ length: 5_000 }, (_, n) => `"${n}" <a${n}@b.es>`).join(',\r\n ') },
          }),
        ),
    ],
    ...['<div>', '<table><tr><td>', '<ul><li>', '<blockquote>'].map((tags): [string, () => Buffer] => [
      `${tags} a hundred thousand times in itself`,
      () =>
        Buffer.from(
          writeMail({
            header: { 'Content-Type': 'text/html; charset=utf-8' },
            body: `${tags.repeat(100_000)}Venden en el portal.`,
          }),
        ),
    ]),
    [
      'a half-finished encoding',
      () =>
        Buffer.from(
          writeMail({
            subject: '=?utf-8?B?4pi=?= =?x?Q?=ZZ?=',
            header: { 'Content-Transfer-Encoding': 'quoted-printable' },
            body: 'Aviso a medias =\r\n=C3=\r\n=ZZ',
          }),
        ),
    ],
  ])('%s is a tip or a rejection', async (_what, raw) => {
    const before = (await count('tip')) + (await count('channel_rejection'));
    expect(await deliver(port, MAIL_ADDRESS, raw())).toBe(250);
    expect((await count('tip')) + (await count('channel_rejection'))).toBe(before + 1);
  });

  test('its unit sees it, another does not, and the sealed bytes open with the unit’s key alone', async () => {
    const investigator = await desk.signedIn('investigadora.madrid');
    const list = (await investigator.get('/api/rejections').expect(200)).body;
    expect(list.length).toBeGreaterThan(5);
    const kept = list.find(({ canOpen }: { canOpen: boolean }) => canOpen);
    const sealed = await investigator.get(`/api/rejections/${kept.id}/sealed`).expect(200);
    expect(sealed.body.toString('latin1')).toMatch(/^age-encryption\.org\/v1/);
    await investigator.post(`/api/rejections/${kept.id}/settled`).expect(204);
    const stranger = await desk.signedIn('investigador.malaga');
    expect((await stranger.get('/api/rejections').expect(200)).body).toEqual([]);
    await stranger.get(`/api/rejections/${kept.id}/sealed`).expect(404);
  });
});

test('no sender is in clear in any table or log line', async () => {
  expect(await foundInClear(desk, ['citizen.example'])).toEqual([]);
});

import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { randomBytes } from 'node:crypto';
import { deliver } from '../fakes/mail/deliver.js';
import type { FakeImapServer } from '../fakes/mail/fake-imap-server.js';
import { writeMail } from '../fakes/mail/write-mail.js';
import type { Desk } from '../support/desk.js';
import { foundInClear, MAIL_ADDRESS, type MailDesk, openMailDesk } from '../support/mail-desk.js';
import { until } from '../support/until.js';

const CANARIES = [
  'wenceslao.canario@correo.example',
  'Wenceslao Zantolo',
  '612 77 88 99',
  'relay-canario.example',
];

let room: MailDesk;
let desk: Desk;
let port: number;
let mailbox: FakeImapServer;
beforeAll(async () => {
  room = await openMailDesk();
  ({ desk, port, mailbox } = room);
});
afterAll(() => room.close());

const newestTip = () => room.newestTip();
const count = (table: string) => room.count(table);

describe('a mail becomes a tip', () => {
  test('before the yes, and the same mail again is the same tip', async () => {
    const mail = writeMail({ messageId: '<twice@citizen.example>' });
    const [messages, tips] = [await count('inbound_message'), await count('tip')];
    expect(await deliver(port, MAIL_ADDRESS, mail)).toBe(250);
    expect(await count('tip')).toBe(tips + 1);
    expect(await deliver(port, MAIL_ADDRESS, mail)).toBe(250);
    expect(await deliver(port, 'TIPS@desk.example', mail)).toBe(250);
    expect(await count('inbound_message')).toBe(messages + 1);
  });

  test('another mail under a used Message-ID is another tip: ids are claims', async () => {
    const tips = await count('tip');
    await deliver(
      port,
      MAIL_ADDRESS,
      writeMail({ messageId: '<claim@x.example>', body: 'En la plaza venden por la noche.' }),
    );
    await deliver(
      port,
      MAIL_ADDRESS,
      writeMail({ messageId: '<claim@x.example>', body: 'Un coche rojo ronda el colegio.' }),
    );
    expect(await count('tip')).toBe(tips + 2);
  });

  test('an empty line more at its end makes no second one of it, tip or rejection', async () => {
    const claimed = { messageId: '<claim@x.example>', body: 'Dejan las bolsas en la fuente del parque.' };
    const sealed = {
      header: { 'Content-Type': 'multipart/encrypted; boundary=B' },
      messageId: '<sealed@x.example>',
    };
    for (const mail of [writeMail(claimed), writeMail({ ...sealed, body: '--B\r\n\r\nQ\r\n--B--' })]) {
      const before = [await count('inbound_message'), await count('channel_rejection')];
      await deliver(port, MAIL_ADDRESS, mail);
      const after = [await count('inbound_message'), await count('channel_rejection')];
      expect(after).not.toEqual(before);
      expect(await deliver(port, MAIL_ADDRESS, `${mail}\r\n`)).toBe(250);
      expect([await count('inbound_message'), await count('channel_rejection')]).toEqual(after);
    }
  });

  test('whose text has neither sender nor signature nor quote, and whose original is sealed whole', async () => {
    const mail = writeMail({
      from: `"${CANARIES[1]}" <${CANARIES[0]}>`,
      subject: 'Venden droga',
      header: { Received: `from ${CANARIES[3]} by mx.example` },
      body: `Desde el balcón de zantolo se ve como venden en la esquina.\r\n\r\nUn saludo,\r\nWenceslao Zantolo\r\nTel. ${CANARIES[2]}\r\n`,
    });
    await deliver(port, MAIL_ADDRESS, mail, CANARIES[0]);
    const tip = await newestTip();
    expect(tip.text).toContain('venden en la esquina');
    expect(tip.text).not.toMatch(/Wenceslao|Zantolo|612 77|saludo/i);
    const [message] = await desk.database.query<{ raw_bytes: number; raw_blob: string }>(
      'SELECT raw_bytes, raw_blob FROM inbound_message WHERE tip_id = $1',
      [tip.id],
    );
    expect(message!.raw_bytes).toBe(Buffer.byteLength(mail));
  });

  test.each([
    ['es', 'En la calle hay un hombre que vende droga y está todas las noches con un coche rojo.'],
    ['ca', 'Al carrer hi ha un home que ven drogues amb un cotxe vermell, és molt perillós això.'],
    [
      'gl',
      'Na rúa hai un home que vende drogas todas as noites cun coche vermello, non é moi seguro, tamén o fai na praza do pobo.',
    ],
    ['eu', 'Kalean gizon bat dago drogak saltzen eta auto gorri bat du, hau oso larria da.'],
    ['en', 'There is a man on the street with a red car and he sells drugs every night.'],
  ])('in its own language: %s', async (language, body) => {
    await deliver(port, MAIL_ADDRESS, writeMail({ subject: '', body }));
    expect((await newestTip()).language).toBe(language);
  });

  test('from HTML alone, without what a script or a link would say', async () => {
    const html =
      '<style>x{}</style><p>Venden <b>pastillas</b> junto al <a href="https://rastro.example/?who=me">mercado</a></p><script>alert(1)</script><img src="https://pixel.example/1.gif">';
    await deliver(
      port,
      MAIL_ADDRESS,
      writeMail({ subject: '', header: { 'Content-Type': 'text/html; charset=utf-8' }, body: html }),
    );
    expect((await newestTip()).text).toBe('Venden pastillas junto al mercado');
  });

  test('with its files sealed as uploads are, and its logo left in the original', async () => {
    const part = (type: string, disposition: string, bytes: Buffer, more = '') =>
      `--B\r\nContent-Type: ${type}\r\nContent-Disposition: ${disposition}\r\nContent-Transfer-Encoding: base64\r\n${more}\r\n${bytes.toString('base64')}\r\n`;
    await deliver(
      port,
      MAIL_ADDRESS,
      writeMail({
        header: { 'Content-Type': 'multipart/related; boundary=B' },
        body: `--B\r\nContent-Type: text/plain\r\n\r\nMirad la foto del coche que ronda el colegio.\r\n${part('image/jpeg', 'attachment; filename=Wenceslao.jpg', randomBytes(20_000))}${part('image/png', 'inline', randomBytes(300), 'Content-ID: <logo>\r\n')}${part('text/vcard', 'attachment; filename=me.vcf', Buffer.from('FN:Wenceslao'))}--B--\r\n`,
      }),
    );
    expect((await newestTip()).files).toBe(1);
  });

  test('whole, where what looks like a quote is all there is', async () => {
    const body =
      'De: Ana\r\nEnviado: martes\r\nPara: Luis\r\nAsunto: droga\r\n\r\nVenden en el portal de enfrente cada noche.';
    expect(await deliver(port, MAIL_ADDRESS, writeMail({ subject: '', body }))).toBe(250);
    expect((await newestTip()).text).toContain('Venden en el portal de enfrente');
  });

  test('signed by S/MIME it is a tip, and Outlook’s winmail.dat is a file of it', async () => {
    const part = (type: string, body: string) =>
      `--B\r\nContent-Type: ${type}\r\nContent-Transfer-Encoding: ${type.startsWith('text') ? '8bit' : 'base64'}\r\n\r\n${body}\r\n`;
    const bytes = randomBytes(20_000).toString('base64');
    const header = {
      'Content-Type': 'multipart/signed; boundary=B; protocol="application/pkcs7-signature"; micalg=sha-256',
    };
    const text = part('text/plain; charset=utf-8', 'Venden en el mercado viejo.');
    const signature = part('application/pkcs7-signature; name=smime.p7s', bytes);
    await deliver(port, MAIL_ADDRESS, writeMail({ subject: '', header, body: `${text}${signature}--B--` }));
    expect(await newestTip()).toMatchObject({ text: 'Venden en el mercado viejo.', files: 0 });
    const mixed = { 'Content-Type': 'multipart/mixed; boundary=B' };
    const tnef = part('application/ms-tnef; name=winmail.dat', bytes);
    await deliver(port, MAIL_ADDRESS, writeMail({ subject: '', header: mixed, body: `${text}${tnef}--B--` }));
    expect(await newestTip()).toMatchObject({ text: 'Venden en el mercado viejo.', files: 1 });
  });

  test('in whatever charset it came', async () => {
    const charsets: [string, Buffer][] = [
      ['iso-8859-1', Buffer.from('Venden en la cafetería de la peña, señor.', 'latin1')],
      ['windows-1252', Buffer.from('Venden en la cafetería de la peña, señor.', 'latin1')],
      ['utf-16le', Buffer.from('Venden en la cafetería de la peña, señor.', 'utf16le')],
      ['iso-8859-15', Buffer.from('Venden en la cafetería de la peña, señor.', 'latin1')],
    ];
    for (const [charset, bytes] of charsets) {
      const mail = writeMail({
        subject: charset,
        header: { 'Content-Type': `text/plain; charset=${charset}`, 'Content-Transfer-Encoding': 'base64' },
        body: bytes.toString('base64'),
      });
      expect(await deliver(port, MAIL_ADDRESS, mail)).toBe(250);
      expect((await newestTip()).text).toContain('cafetería de la peña');
    }
    for (const charset of [
      'utf-7',
      'x-unknown',
      'iso-2022-jp',
      'gb18030',
      'koi8-r',
      'big5',
      'shift_jis',
      '"',
      'utf-32',
    ]) {
      const mail = writeMail({
        header: { 'Content-Type': `text/plain; charset=${charset}` },
        body: `Aviso ${charset} con \x1b$B y más.`,
      });
      expect(await deliver(port, MAIL_ADDRESS, mail)).toBe(250);
    }
  });
});

describe('what machines send is set aside with a reason, and not answered', () => {
  test.each([
    ['automatic-answer', { header: { 'Auto-Submitted': 'auto-replied' } }],
    ['mailing-list', { header: { 'List-Id': '<news.example>' } }],
    ['bulk-mail', { header: { Precedence: 'bulk' } }],
    ['own-address', { from: MAIL_ADDRESS }],
    ['automatic-subject', { subject: 'Fuera de la oficina: hasta el lunes' }],
    [
      'delivery-report',
      {
        header: { 'Content-Type': 'multipart/report; boundary=B; report-type=delivery-status' },
        body: '--B\r\nContent-Type: text/plain\r\n\r\nNo se pudo entregar.\r\n--B--\r\n',
      },
    ],
  ])('%s', async (sign, mail) => {
    const before = await count('outbox_message');
    expect(await deliver(port, MAIL_ADDRESS, writeMail(mail))).toBe(250);
    const { set_aside } = await newestTip();
    expect(set_aside).toEqual({ kind: 'automatic', sign });
    expect(await count('outbox_message')).toBe(before);
  });

  test('a mail without a sender in its envelope', async () => {
    await deliver(port, MAIL_ADDRESS, writeMail(), '');
    expect((await newestTip()).set_aside!.sign).toBe('no-envelope-sender');
  });
});

describe('a trouble of ours is the sender’s to keep', () => {
  test('nothing is acknowledged that was not committed', async () => {
    const mail = writeMail();
    await desk.database.query('ALTER TABLE receipt ADD CONSTRAINT broken CHECK (false) NOT VALID');
    expect(await deliver(port, MAIL_ADDRESS, mail)).toBe(451);
    await desk.database.query('ALTER TABLE receipt DROP CONSTRAINT broken');
    const tips = await count('tip');
    expect(await deliver(port, MAIL_ADDRESS, mail)).toBe(250);
    expect(await count('tip')).toBe(tips + 1);
  });

  test('an address that is not ours is refused', async () => {
    expect(await deliver(port, 'other@desk.example', writeMail())).toBe(550);
  });
});

describe('a mailbox is emptied', () => {
  test('a mail is removed once it is a tip, also after the connection broke', async () => {
    const tips = await count('tip');
    mailbox.deliver(writeMail());
    await until('the mailbox empty', () => mailbox.uids().length === 0);
    expect(await count('tip')).toBe(tips + 1);
    mailbox.breakConnections();
    mailbox.deliver(writeMail());
    await until('the mailbox empty', () => mailbox.uids().length === 0);
    expect(await count('tip')).toBe(tips + 2);
    expect(mailbox.signIns).toBeGreaterThan(1);
  });

  test('a mail that can not be read holds up no other', async () => {
    const before = await count('channel_rejection');
    mailbox.deliver(writeMail({ header: { 'Content-Type': 'multipart/encrypted; boundary=B' }, body: 'x' }));
    mailbox.deliver(writeMail());
    await until('the mailbox empty', () => mailbox.uids().length === 0);
    expect(await count('channel_rejection')).toBe(before + 1);
  });

  test('a mail stays while we have a trouble, and is taken later', async () => {
    await desk.database.query('ALTER TABLE receipt ADD CONSTRAINT broken CHECK (false) NOT VALID');
    const seen = mailbox.signIns;
    mailbox.deliver(writeMail());
    await until('another sign-in', () => mailbox.signIns > seen);
    expect(mailbox.uids()).toHaveLength(1);
    await desk.database.query('ALTER TABLE receipt DROP CONSTRAINT broken');
    await until('the mailbox empty', () => mailbox.uids().length === 0);
  });
});

test('no sender is in clear in any table or log line', async () => {
  expect(await foundInClear(desk, [...CANARIES, 'citizen.example', 'twice@'])).toEqual([]);
});

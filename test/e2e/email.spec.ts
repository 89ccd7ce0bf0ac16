import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { randomBytes } from 'node:crypto';
import { EmailAccounts, SmtpDoor } from '#channels';
import { operatorContext } from '#kernel';
import { deliver } from '../fakes/mail/deliver.js';
import { type FakeImapServer, startFakeImapServer } from '../fakes/mail/fake-imap-server.js';
import { type FakeMailServer, startFakeMailServer } from '../fakes/mail/fake-mail-server.js';
import { writeMail } from '../fakes/mail/write-mail.js';
import { type Desk, openDesk } from '../support/desk.js';

const DESK = 'tips@desk.example';
const CANARIES = [
  'wenceslao.canario@correo.example',
  'Wenceslao Zantolo',
  '612 77 88 99',
  'relay-canario.example',
];

let desk: Desk;
let world: FakeMailServer;
let mailbox: FakeImapServer;
let port: number;
beforeAll(async () => {
  world = await startFakeMailServer();
  mailbox = await startFakeImapServer();
  desk = await openDesk({
    COLABORA_MAIL_PORT: '0',
    COLABORA_MAIL_OUT_URL: world.url,
    COLABORA_MAIL_IMAP_URL: mailbox.url,
    COLABORA_PUBLIC_URL: 'http://localhost:8080',
  });
  const campaignId = await desk.campaignId('tweetredadas');
  await desk.database.transaction((tx) =>
    desk.app
      .get(EmailAccounts)
      .add(tx, { address: DESK, campaignId, acknowledges: true }, operatorContext('test')),
  );
  port = desk.app.get(SmtpDoor).port!;
});
afterAll(async () => {
  await desk.close();
  await mailbox.close();
  await world.close();
});

interface TipRow {
  id: string;
  text: string;
  language: string;
  set_aside: { kind: string; sign: string } | null;
  files: number;
}
const newestTip = async (): Promise<TipRow> => {
  const [tip] = await desk.database.query<TipRow>(
    `SELECT id, text, language, set_aside, (SELECT count(*)::int FROM tip_file WHERE tip_id = tip.id) AS files
       FROM tip WHERE channel = 'email' ORDER BY received_at DESC, id DESC LIMIT 1`,
  );
  return tip!;
};
const count = async (table: string): Promise<number> => {
  const [row] = await desk.database.query<{ rows: number }>(`SELECT count(*)::int AS rows FROM ${table}`);
  return row!.rows;
};
const until = async (isSo: () => Promise<boolean> | boolean): Promise<void> => {
  for (let look = 0; !(await isSo()); look++) {
    if (look > 1_000) throw new Error('It never came to be');
    await new Promise((pause) => setTimeout(pause, 20));
  }
};
const sentTo = (address: string) => world.mails.filter(({ to }) => to.includes(address));
const rejections = () =>
  desk.database.query<{ reason: string; kept: boolean; bytes: number }>(
    'SELECT reason, blob IS NOT NULL AS kept, bytes::float8 AS bytes FROM channel_rejection ORDER BY id',
  );
const header = (mail: string, name: string) =>
  new RegExp(`^${name}: *(.*)$`, 'im').exec(mail.replace(/\r\n[ \t]+/g, ' '))?.[1]?.trim();

describe('a mail becomes a tip', () => {
  test('before the yes, and the same mail again is the same tip', async () => {
    const mail = writeMail({ messageId: '<twice@citizen.example>' });
    const [messages, tips] = [await count('inbound_message'), await count('tip')];
    expect(await deliver(port, DESK, mail)).toBe(250);
    expect(await count('tip')).toBe(tips + 1);
    expect(await deliver(port, DESK, mail)).toBe(250);
    expect(await deliver(port, 'TIPS@desk.example', mail)).toBe(250);
    expect(await count('inbound_message')).toBe(messages + 1);
  });

  test('another mail under a used Message-ID is another tip: ids are claims', async () => {
    const tips = await count('tip');
    await deliver(
      port,
      DESK,
      writeMail({ messageId: '<claim@x.example>', body: 'En la plaza venden por la noche.' }),
    );
    await deliver(
      port,
      DESK,
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
      await deliver(port, DESK, mail);
      const after = [await count('inbound_message'), await count('channel_rejection')];
      expect(after).not.toEqual(before);
      expect(await deliver(port, DESK, `${mail}\r\n`)).toBe(250);
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
    await deliver(port, DESK, mail, CANARIES[0]);
    const tip = await newestTip();
    expect(tip.text).toContain('venden en la esquina');
    expect(tip.text).not.toMatch(/Wenceslao|Zantolo|612|saludo/i);
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
    await deliver(port, DESK, writeMail({ subject: '', body }));
    expect((await newestTip()).language).toBe(language);
  });

  test('from HTML alone, without what a script or a link would say', async () => {
    const html =
      '<style>x{}</style><p>Venden <b>pastillas</b> junto al <a href="https://rastro.example/?who=me">mercado</a></p><script>alert(1)</script><img src="https://pixel.example/1.gif">';
    await deliver(
      port,
      DESK,
      writeMail({ subject: '', header: { 'Content-Type': 'text/html; charset=utf-8' }, body: html }),
    );
    expect((await newestTip()).text).toBe('Venden pastillas junto al mercado');
  });

  test('with its files sealed as uploads are, and its logo left in the original', async () => {
    const part = (type: string, disposition: string, bytes: Buffer, more = '') =>
      `--B\r\nContent-Type: ${type}\r\nContent-Disposition: ${disposition}\r\nContent-Transfer-Encoding: base64\r\n${more}\r\n${bytes.toString('base64')}\r\n`;
    await deliver(
      port,
      DESK,
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
    expect(await deliver(port, DESK, writeMail({ subject: '', body }))).toBe(250);
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
    await deliver(port, DESK, writeMail({ subject: '', header, body: `${text}${signature}--B--` }));
    expect(await newestTip()).toMatchObject({ text: 'Venden en el mercado viejo.', files: 0 });
    const mixed = { 'Content-Type': 'multipart/mixed; boundary=B' };
    const tnef = part('application/ms-tnef; name=winmail.dat', bytes);
    await deliver(port, DESK, writeMail({ subject: '', header: mixed, body: `${text}${tnef}--B--` }));
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
      expect(await deliver(port, DESK, mail)).toBe(250);
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
      expect(await deliver(port, DESK, mail)).toBe(250);
    }
  });
});

describe('what machines send is set aside with a reason, and not answered', () => {
  test.each([
    ['automatic-answer', { header: { 'Auto-Submitted': 'auto-replied' } }],
    ['mailing-list', { header: { 'List-Id': '<news.example>' } }],
    ['bulk-mail', { header: { Precedence: 'bulk' } }],
    ['own-address', { from: DESK }],
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
    expect(await deliver(port, DESK, writeMail(mail))).toBe(250);
    const { set_aside } = await newestTip();
    expect(set_aside).toEqual({ kind: 'automatic', sign });
    expect(await count('outbox_message')).toBe(before);
  });

  test('a mail without a sender in its envelope', async () => {
    await deliver(port, DESK, writeMail(), '');
    expect((await newestTip()).set_aside!.sign).toBe('no-envelope-sender');
  });
});

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
    expect(await deliver(port, DESK, mail())).toBe(250);
    expect((await rejections()).at(-1)).toMatchObject({ reason, kept: true });
    expect(await count('tip')).toBe(tips);
  });

  test('a hundred megabytes are refused at the door, and that they came is recorded', async () => {
    const line = `${'x'.repeat(998)}\r\n`;
    expect(await deliver(port, DESK, writeMail({ body: line.repeat(100_000) }))).toBe(552);
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
    expect(await deliver(port, DESK, raw())).toBe(250);
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

describe('a trouble of ours is the sender’s to keep', () => {
  test('nothing is acknowledged that was not committed', async () => {
    const mail = writeMail();
    await desk.database.query('ALTER TABLE receipt ADD CONSTRAINT broken CHECK (false) NOT VALID');
    expect(await deliver(port, DESK, mail)).toBe(451);
    await desk.database.query('ALTER TABLE receipt DROP CONSTRAINT broken');
    const tips = await count('tip');
    expect(await deliver(port, DESK, mail)).toBe(250);
    expect(await count('tip')).toBe(tips + 1);
  });

  test('an address that is not ours is refused', async () => {
    expect(await deliver(port, 'other@desk.example', writeMail())).toBe(550);
  });
});

describe('mails leave', () => {
  test('an acknowledgement says that it is automatic, and nothing of us', async () => {
    const from = 'acuse@citizen.example';
    const messageId = '<first@citizen.example>';
    await deliver(port, DESK, writeMail({ from, messageId, subject: 'Secreto de asunto' }));
    await until(() => sentTo(from).length === 1);
    const [mail] = sentTo(from);
    expect(mail!.from).toBe(''); // nobody answers it (RFC 3834)
    expect(mail!.helo).toBe('desk.example');
    expect(header(mail!.text, 'Auto-Submitted')).toBe('auto-replied');
    expect(header(mail!.text, 'From')).toBe(DESK);
    expect(header(mail!.text, 'In-Reply-To')).toBe(messageId);
    expect(header(mail!.text, 'Reply-To')).toMatch(/^tips\+[0-9a-f]{48}@desk\.example$/);
    expect(mail!.text).not.toMatch(/X-Mailer|Received:|nodemailer|127\.0\.0\.1/i);
    expect(decode(mail!.text)).toMatch(/([0-9A-Z]{4}-){3}[0-9A-Z]{4}/);
  });

  test('an answer to it finds its tip by our address, or by our Message-ID alone', async () => {
    const from = 'vuelta@citizen.example';
    await deliver(port, DESK, writeMail({ from }));
    const tip = await newestTip();
    await until(() => sentTo(from).length === 1);
    const { text } = sentTo(from)[0]!;
    const tagged = header(text, 'Reply-To')!;
    const ours = header(text, 'Message-ID')!;
    const tips = await count('tip');
    await deliver(port, tagged, writeMail({ from, body: 'Además, el coche es azul.\r\n\r\n> su aviso' }));
    await deliver(
      port,
      DESK,
      writeMail({ from: 'otra@citizen.example', header: { References: ours }, body: 'Y hay dos hombres.' }),
    );
    expect(await count('tip')).toBe(tips);
    const lines = await desk.database.query<{ text: string }>(
      'SELECT text FROM dialogue_message WHERE tip_id = $1 ORDER BY sent_at',
      [tip.id],
    );
    expect(lines.map((line) => line.text)).toEqual(['Además, el coche es azul.', 'Y hay dos hombres.']);
  });

  test('a mail that broke off after it had left is in doubt and never sent again', async () => {
    const from = 'duda@citizen.example';
    world.moods.push('accept-then-hang-up');
    await deliver(port, DESK, writeMail({ from }));
    const { id } = await newestTip();
    const state = async () =>
      (
        await desk.database.query<{ state: string }>('SELECT state FROM outbox_message WHERE tip_id = $1', [
          id,
        ])
      )[0]!.state;
    await until(async () => (await state()) === 'ambiguous');
    await new Promise((pause) => setTimeout(pause, 2_500)); // the dispatcher looks again and again
    expect(sentTo(from)).toHaveLength(1);
    const investigator = await desk.signedIn('investigadora.madrid');
    const [line] = (await investigator.get('/api/outbox').expect(200)).body;
    expect(line).toMatchObject({ state: 'ambiguous', tipId: id, why: 'no-answer-after-sending' });
    await investigator.post(`/api/outbox/${line.id}/decision`).send({ decision: 'it-was-sent' }).expect(204);
    expect(await state()).toBe('sent');
    await investigator.post(`/api/outbox/${line.id}/decision`).send({ decision: 'send-again' }).expect(409);
  });

  test.each([
    ['busy', { state: 'queued', why: 'server-busy' }],
    ['refuse-recipient', { state: 'failed', why: 'address-refused' }],
    ['refuse-content', { state: 'failed', why: 'server-refused' }],
  ] as const)('a server that is %s is believed', async (mood, expected) => {
    world.moods.push(mood);
    await deliver(port, DESK, writeMail({ from: `${mood}@citizen.example` }));
    const { id } = await newestTip();
    const line = async () =>
      (
        await desk.database.query<{ state: string; why: string }>(
          'SELECT state, why FROM outbox_message WHERE tip_id = $1',
          [id],
        )
      )[0];
    await until(async () => (await line())!.why !== null);
    expect(await line()).toMatchObject(expected);
  });
});

describe('a mailbox is emptied', () => {
  test('a mail is removed once it is a tip, also after the connection broke', async () => {
    const tips = await count('tip');
    mailbox.deliver(writeMail());
    await until(() => mailbox.uids().length === 0);
    expect(await count('tip')).toBe(tips + 1);
    mailbox.breakConnections();
    mailbox.deliver(writeMail());
    await until(() => mailbox.uids().length === 0);
    expect(await count('tip')).toBe(tips + 2);
    expect(mailbox.signIns).toBeGreaterThan(1);
  });

  test('a mail that can not be read holds up no other', async () => {
    const before = await count('channel_rejection');
    mailbox.deliver(writeMail({ header: { 'Content-Type': 'multipart/encrypted; boundary=B' }, body: 'x' }));
    mailbox.deliver(writeMail());
    await until(() => mailbox.uids().length === 0);
    expect(await count('channel_rejection')).toBe(before + 1);
  });

  test('a mail stays while we have a trouble, and is taken later', async () => {
    await desk.database.query('ALTER TABLE receipt ADD CONSTRAINT broken CHECK (false) NOT VALID');
    const seen = mailbox.signIns;
    mailbox.deliver(writeMail());
    await until(() => mailbox.signIns > seen);
    expect(mailbox.uids()).toHaveLength(1);
    await desk.database.query('ALTER TABLE receipt DROP CONSTRAINT broken');
    await until(() => mailbox.uids().length === 0);
  });
});

test('no sender is in clear in any table, blob name, log line or mail of ours to others', async () => {
  const tables = await desk.database.query<{ name: string }>(
    `SELECT format('%I.%I', schemaname, tablename) AS name FROM pg_tables
      WHERE schemaname NOT IN ('pg_catalog', 'information_schema')`,
  );
  const secrets = [...CANARIES, 'citizen.example', 'twice@'];
  for (const { name } of tables) {
    const [row] = await desk.database.query<{ rows: string | null }>(
      `SELECT string_agg(t::text, E'\\n') AS rows FROM ${name} AS t`,
    );
    for (const secret of secrets.flatMap((each) => [each, Buffer.from(each).toString('hex')]))
      expect({ name, secret, found: row!.rows?.includes(secret) ?? false }).toEqual({
        name,
        secret,
        found: false,
      });
  }
  for (const secret of secrets) expect(desk.logLines.join('')).not.toContain(secret);
});

/** The body of a mail, whatever encoding it was given. */
function decode(mail: string): string {
  const body = mail.slice(mail.indexOf('\r\n\r\n') + 4);
  return header(mail, 'Content-Transfer-Encoding') === 'base64'
    ? Buffer.from(body, 'base64').toString()
    : body.replace(/=\r\n/g, '');
}

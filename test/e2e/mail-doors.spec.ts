import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import { createHash, createPublicKey, createVerify, generateKeyPairSync } from 'node:crypto';
import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { connect as connectTls } from 'node:tls';
import { ChannelHealth, diagnoseMail, EmailAccounts, SmtpDoor } from '#channels';
import { type Configuration, Database, type Kernel, operatorContext, readConfiguration } from '#kernel';
import { ImapDoor } from '../../libs/channels/src/email/incoming/imap-door.js';
import { MailIntake } from '../../libs/channels/src/email/incoming/mail-intake.js';
import { composeMail } from '../../libs/channels/src/email/outgoing/compose-mail.js';
import { type FakeImapServer, startFakeImapServer } from '../fakes/mail/fake-imap-server.js';
import { type FakeMailServer, startFakeMailServer } from '../fakes/mail/fake-mail-server.js';
import { writeMail } from '../fakes/mail/write-mail.js';
import { certify, pemOf } from '../fakes/timestamp/certificate.js';
import { type Desk, openDesk } from '../support/desk.js';
import { until } from '../support/until.js';

const DESK = 'tips@desk.example';
const OTHER = 'pintadas@desk.example';

let desk: Desk;
let pem: { cert: string; key: string };
const open: { onModuleDestroy(): Promise<void> }[] = [];
beforeAll(async () => {
  const { certificate, privateKey } = certify({
    name: 'mx.desk.example',
    kind: 'ec',
    use: 'server-authentication',
  });
  pem = {
    cert: pemOf(certificate),
    key: privateKey.export({ format: 'pem', type: 'pkcs8' }) as string,
  };
  desk = await openDesk({ COLABORA_ROLES: 'public,portal' });
  for (const [address, slug] of [
    [DESK, 'tweetredadas'],
    [OTHER, 'ciudad-limpia'],
  ] as const) {
    const account = { address, campaignId: await desk.campaignId(slug), acknowledges: false };
    await desk.database.transaction((tx) =>
      desk.app.get(EmailAccounts).add(tx, account, operatorContext('test')),
    );
  }
});
afterAll(() => desk.close());
afterEach(async () => {
  for (const door of open.splice(0)) await door.onModuleDestroy();
});

const settings = (more: NodeJS.ProcessEnv): Configuration =>
  readConfiguration({ COLABORA_ROLES: 'worker', COLABORA_PUBLIC_URL: 'http://localhost', ...more });

/** Another worker's door beside the desk's other parts, set up otherwise. */
async function smtpDoor(more: NodeJS.ProcessEnv): Promise<number> {
  const { app } = desk;
  const door = new SmtpDoor(
    settings({ COLABORA_MAIL_PORT: '0', ...more }),
    app.get(EmailAccounts),
    app.get(MailIntake),
    app.get(ChannelHealth),
  );
  await door.onApplicationBootstrap();
  open.push(door);
  return door.port!;
}

async function imapDoor(mailbox: FakeImapServer, more: NodeJS.ProcessEnv = {}): Promise<ImapDoor> {
  const { app } = desk;
  const door = new ImapDoor(
    settings({ COLABORA_MAIL_IMAP_URL: mailbox.url, ...more }),
    app.get(Database),
    app.get(EmailAccounts),
    app.get(MailIntake),
    app.get(ChannelHealth),
  );
  door.onApplicationBootstrap();
  open.push(door);
  return door;
}

/** Says lines one after the other; the answers, each with all of its lines. */
async function say(socket: Socket, ...lines: string[]): Promise<string[]> {
  const answers: string[] = [];
  for (const line of lines) {
    const answer = once(socket, 'data') as Promise<[Buffer]>;
    socket.write(`${line}\r\n`);
    answers.push((await answer)[0].toString());
  }
  return answers;
}

async function greeted(socket: Socket): Promise<Socket> {
  await once(socket, 'data');
  return socket;
}

const tips = async (): Promise<number> =>
  (
    await desk.database.query<{ tips: number }>(
      `SELECT count(*)::int AS tips FROM tip WHERE channel = 'email'`,
    )
  )[0]!.tips;
describe('the door', () => {
  test('speaks LMTP: an answer for each recipient, and one mail to two campaigns is a tip in each', async () => {
    const before = await tips();
    const socket = await greeted(connect(await smtpDoor({ COLABORA_MAIL_PROTOCOL: 'lmtp' }), '127.0.0.1'));
    const [hello] = await say(socket, 'LHLO mx.force.example');
    expect(hello).toMatch(/^250/);
    const rcpt = [`RCPT TO:<${DESK}>`, `RCPT TO:<${OTHER}>`, 'RCPT TO:<nobody@desk.example>'];
    const answers = await say(socket, 'MAIL FROM:<quien@citizen.example>', ...rcpt, 'DATA');
    expect(answers.map((each) => each.slice(0, 3))).toEqual(['250', '250', '250', '550', '354']);
    socket.write(`${writeMail()}\r\n.\r\n`);
    let said = '';
    socket.on('data', (chunk) => (said += chunk.toString()));
    await until('both answers', () => (said.match(/^\d{3} /gm) ?? []).length === 2);
    expect(said.match(/^\d{3}/gm)).toEqual(['250', '250']);
    socket.destroy();
    expect(await tips()).toBe(before + 2);
  });

  test('takes nothing in clear where encryption is required, and a mail after STARTTLS', async () => {
    const port = await smtpDoor({
      COLABORA_MAIL_TLS: 'required',
      COLABORA_MAIL_TLS_CERT: pem.cert,
      COLABORA_MAIL_TLS_KEY: pem.key,
    });
    const plain = await greeted(connect(port, '127.0.0.1'));
    const [hello, refused] = await say(plain, 'EHLO mx.force.example', 'MAIL FROM:<quien@citizen.example>');
    expect(hello).toContain('STARTTLS');
    expect(refused).toMatch(/^530/);
    await say(plain, 'STARTTLS');
    const socket = connectTls({ socket: plain, ca: pem.cert, servername: 'mx.desk.example' });
    await once(socket, 'secureConnect');
    await mailOver(socket);
  });

  test('speaks TLS from the first byte where it is told to', async () => {
    const port = await smtpDoor({
      COLABORA_MAIL_TLS: 'implicit',
      COLABORA_MAIL_TLS_CERT: pem.cert,
      COLABORA_MAIL_TLS_KEY: pem.key,
    });
    await mailOver(await greeted(connectTls({ port, ca: pem.cert, servername: 'mx.desk.example' })));
  });

  async function mailOver(socket: Socket): Promise<void> {
    const before = await tips();
    const commands = [
      'EHLO mx.force.example',
      'MAIL FROM:<quien@citizen.example>',
      `RCPT TO:<${DESK}>`,
      'DATA',
    ];
    await say(socket, ...commands);
    expect((await say(socket, `${writeMail()}\r\n.`))[0]).toMatch(/^250/);
    socket.destroy();
    expect(await tips()).toBe(before + 1);
  }
});

describe('a mailbox', () => {
  let mailbox: FakeImapServer;
  beforeAll(async () => (mailbox = await startFakeImapServer()));
  afterAll(() => mailbox.close());

  test('that keeps its mail is read on from where it stood; made anew, it is read from the first and nothing is twice', async () => {
    const before = await tips();
    mailbox.deliver(writeMail());
    mailbox.deliver(writeMail());
    await imapDoor(mailbox, { COLABORA_MAIL_IMAP_AFTER: 'keep' });
    await until('the mails taken', async () => (await tips()) === before + 2);
    mailbox.deliver(writeMail()); // told by IDLE: the next look would be in a minute
    await until('the mails taken', async () => (await tips()) === before + 3);
    const place = () =>
      desk.database.query<{ uid_validity: string; last_uid: string }>(
        'SELECT uid_validity, last_uid FROM email_mailbox',
      );
    await until('the place kept', async () => (await place())[0]?.last_uid === '3');
    mailbox.renumber();
    mailbox.deliver(writeMail());
    mailbox.breakConnections();
    await until('the mails taken', async () => (await tips()) === before + 4);
    await until('the place kept', async () => (await place())[0]?.last_uid === '4');
    expect(await place()).toEqual([{ uid_validity: '2', last_uid: '4' }]);
    expect(await tips()).toBe(before + 4);
    expect(mailbox.uids()).toHaveLength(4);
  });

  test('is read by one worker at a time, and another takes over', async () => {
    const shared = await startFakeImapServer();
    const [first] = [await imapDoor(shared), await imapDoor(shared), await imapDoor(shared)];
    shared.deliver(writeMail());
    await until('the mailbox empty', () => shared.uids().length === 0);
    expect(shared.signIns).toBe(1);
    // Whichever it is that holds it: end all but one.
    await first.onModuleDestroy();
    await open.splice(1, 1)[0]!.onModuleDestroy();
    shared.deliver(writeMail());
    await until('the mailbox empty', () => shared.uids().length === 0);
    expect(shared.signIns).toBeLessThanOrEqual(3);
    for (const door of open.splice(0)) await door.onModuleDestroy();
    await shared.close();
  });
});

describe('what we sign', () => {
  const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const key = privateKey.export({ format: 'pem', type: 'pkcs8' }) as string;
  const published = publicKey.export({ format: 'der', type: 'spki' }).toString('base64');
  const item = {
    id: '00000000-0000-7000-8000-000000000001',
    tipId: '00000000-0000-7000-8000-000000000002',
    automatic: false,
    attempt: 1,
    to: { channel: 'email' as const, channelAccount: DESK, address: 'quien@citizen.example' },
    language: 'es' as const,
    text: 'Gracias.  Una   pregunta: ¿a qué hora fue?\n\nUn saludo\n\n',
    queuedAt: new Date(),
  };

  test('can be checked against the published key (RFC 6376), and not after a change', async () => {
    const { bytes } = await composeMail(item, 'tips+00@desk.example', { selector: 's1', privateKey: key });
    const mail = bytes.toString('latin1');
    expect(isSigned(mail, published)).toBe(true);
    expect(isSigned(mail.replace('saludo', 'abrazo'), published)).toBe(false);
    expect(isSigned(mail.replace('To: quien', 'To: otro'), published)).toBe(false);
    expect(mail).toMatch(/d=desk\.example;[^]*s=s1;/);
  });

  describe('and the rest is what `colabora doctor` looks at', () => {
    let outside: FakeMailServer;
    let mailbox: FakeImapServer;
    beforeAll(async () => {
      outside = await startFakeMailServer();
      mailbox = await startFakeImapServer();
    });
    afterAll(async () => {
      await outside.close();
      await mailbox.close();
    });
    const doctor = (more: NodeJS.ProcessEnv, lookUp = async (): Promise<string[][]> => []) =>
      diagnoseMail({ ...desk.kernel, configuration: settings(more) } as Kernel, lookUp);

    test('all is well: both ways, signed in, the key in DNS', async () => {
      const port = await smtpDoor({});
      const more = {
        COLABORA_MAIL_PORT: String(port),
        COLABORA_MAIL_IMAP_URL: mailbox.url,
        COLABORA_MAIL_OUT_URL: outside.url,
        COLABORA_MAIL_DKIM_SELECTOR: 's1',
        COLABORA_MAIL_DKIM_KEY: key,
      };
      const record = async (name: string) =>
        name === 's1._domainkey.desk.example' ? [['v=DKIM1; k=rsa; p=', published]] : [];
      expect(await doctor(more, record as never)).toEqual({ verdict: 'ok', says: `${OTHER}, ${DESK}` });
      expect(outside.mails).toEqual([]);
    });

    test.each([
      ['no way at all', {}, 'no way in and no way out'],
      ['no way out', { COLABORA_MAIL_IMAP_URL: 'mailbox' }, 'acknowledgements and answers wait'],
      ['nobody at the door', { COLABORA_MAIL_PORT: '1' }, 'is a worker running there?'],
      ['a wrong password', { COLABORA_MAIL_IMAP_URL: 'wrong' }, 'refuses our sign-in'],
      ['a server that is away', { COLABORA_MAIL_OUT_URL: 'smtp://127.0.0.1:1' }, 'can’t be reached'],
      [
        'a key that DNS lacks',
        { COLABORA_MAIL_OUT_URL: 'outside', COLABORA_MAIL_DKIM_KEY: key },
        'TXT "v=DKIM1; k=rsa; p=',
      ],
    ])('%s is said in plain words', async (_what, more, says) => {
      const real: Record<string, string> = {
        mailbox: mailbox.url,
        wrong: mailbox.url.replace(/:[^:@]+@/, ':wrong@'),
        outside: outside.url,
      };
      const set = Object.fromEntries(
        Object.entries(more).map(([name, value]) => [name, real[value] ?? value]),
      );
      if ('COLABORA_MAIL_DKIM_KEY' in set) set['COLABORA_MAIL_DKIM_SELECTOR'] = 's1';
      const missing = async () => Promise.reject(Object.assign(new Error(), { code: 'ENOTFOUND' }));
      const found = await doctor(set, missing);
      expect(found.says).toContain(says);
      expect(found.verdict).toBe(says.startsWith('acknowledgements') ? 'warning' : 'failed');
      expect(found.says).not.toMatch(/secret|wrong@/);
    });
  });
});

/** RFC 6376 by hand: relaxed header and body, rsa-sha256. */
function isSigned(mail: string, published: string): boolean {
  const end = mail.indexOf('\r\n\r\n');
  const fields = mail.slice(0, end).split(/\r\n(?![ \t])/);
  const body = mail.slice(end + 4);
  const signature = fields.find((field) => /^DKIM-Signature:/i.test(field))!;
  const tags = Object.fromEntries(
    signature
      .slice(signature.indexOf(':') + 1)
      .replace(/\s+/g, '')
      .split(';')
      .map((tag) => [tag.slice(0, tag.indexOf('=')), tag.slice(tag.indexOf('=') + 1)]),
  ) as Record<string, string>;
  expect(tags).toMatchObject({ a: 'rsa-sha256', c: 'relaxed/relaxed' });
  const relaxedBody = body
    .replace(/[ \t]+\r\n/g, '\r\n')
    .replace(/[ \t]+/g, ' ')
    .replace(/(\r\n)*$/, '\r\n');
  const bodyHash = createHash('sha256').update(relaxedBody, 'latin1').digest('base64');
  const relaxed = (field: string) =>
    `${field.slice(0, field.indexOf(':')).trim().toLowerCase()}:${field
      .slice(field.indexOf(':') + 1)
      .replace(/\s+/g, ' ')
      .trim()}`;
  const left = [...fields];
  const signed = tags['h']!.split(':').flatMap((name) => {
    const place = left.findLastIndex((field) => field.toLowerCase().startsWith(`${name.toLowerCase()}:`));
    return place === -1 ? [] : [relaxed(left.splice(place, 1)[0]!)];
  });
  const own = relaxed(signature.replace(/\bb=[^;]*$/s, 'b='));
  const key = createPublicKey({ key: Buffer.from(published, 'base64'), format: 'der', type: 'spki' });
  return (
    bodyHash === tags['bh'] &&
    createVerify('sha256')
      .update([...signed, own].join('\r\n'), 'latin1')
      .verify(key, tags['b']!, 'base64')
  );
}

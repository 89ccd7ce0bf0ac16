import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { deliver } from '../fakes/mail/deliver.js';
import type { FakeMailServer } from '../fakes/mail/fake-mail-server.js';
import { writeMail } from '../fakes/mail/write-mail.js';
import type { Desk } from '../support/desk.js';
import { foundInClear, MAIL_ADDRESS, type MailDesk, openMailDesk } from '../support/mail-desk.js';
import { until } from '../support/until.js';

let room: MailDesk;
let desk: Desk;
let port: number;
let world: FakeMailServer;
beforeAll(async () => {
  room = await openMailDesk();
  ({ desk, port, world } = room);
});
afterAll(() => room.close());

const newestTip = () => room.newestTip();
const count = (table: string) => room.count(table);
const sentTo = (address: string) => world.mails.filter(({ to }) => to.includes(address));
/** No other mail than the next one meets the mood that a test orders. */
const nothingWaits = async () => {
  await desk.database.query(
    `UPDATE outbox_message SET not_before = now() + interval '1 day' WHERE state = 'queued' AND why IS NOT NULL`,
  );
  await until('no other mail on its way', async () => {
    const waiting = await desk.database.query(
      `SELECT FROM outbox_message WHERE state = 'sending' OR (state = 'queued' AND not_before <= now())`,
    );
    return waiting.length === 0;
  });
};
const header = (mail: string, name: string) =>
  new RegExp(`^${name}: *(.*)$`, 'im').exec(mail.replace(/\r\n[ \t]+/g, ' '))?.[1]?.trim();

describe('mails leave', () => {
  test('an acknowledgement says that it is automatic, and nothing of us', async () => {
    const from = 'acuse@citizen.example';
    const messageId = '<first@citizen.example>';
    await deliver(port, MAIL_ADDRESS, writeMail({ from, messageId, subject: 'Secreto de asunto' }));
    await until('the acknowledgement', () => sentTo(from).length === 1);
    const [mail] = sentTo(from);
    expect(mail!.from).toBe(''); // nobody answers it (RFC 3834)
    expect(mail!.helo).toBe('desk.example');
    expect(header(mail!.text, 'Auto-Submitted')).toBe('auto-replied');
    expect(header(mail!.text, 'From')).toBe(MAIL_ADDRESS);
    expect(header(mail!.text, 'In-Reply-To')).toBe(messageId);
    expect(header(mail!.text, 'Reply-To')).toMatch(/^tips\+[0-9a-f]{48}@desk\.example$/);
    expect(mail!.text).not.toMatch(/X-Mailer|Received:|nodemailer|127\.0\.0\.1/i);
    expect(decode(mail!.text)).toMatch(/([0-9A-Z]{4}-){3}[0-9A-Z]{4}/);
  });

  test('an answer to it finds its tip by our address, or by our Message-ID alone', async () => {
    const from = 'vuelta@citizen.example';
    await deliver(port, MAIL_ADDRESS, writeMail({ from }));
    const tip = await newestTip();
    await until('the acknowledgement', () => sentTo(from).length === 1);
    const { text } = sentTo(from)[0]!;
    const tagged = header(text, 'Reply-To')!;
    const ours = header(text, 'Message-ID')!;
    const tips = await count('tip');
    await deliver(port, tagged, writeMail({ from, body: 'Además, el coche es azul.\r\n\r\n> su aviso' }));
    await deliver(
      port,
      MAIL_ADDRESS,
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
    await nothingWaits();
    world.moods.push('accept-then-hang-up');
    await deliver(port, MAIL_ADDRESS, writeMail({ from }));
    const { id } = await newestTip();
    const state = async () =>
      (
        await desk.database.query<{ state: string }>('SELECT state FROM outbox_message WHERE tip_id = $1', [
          id,
        ])
      )[0]!.state;
    await until('the mail in doubt', async () => (await state()) === 'ambiguous');
    // The dispatcher looks again and again: what comes after it leaves, and it does not.
    for (const later of ['despues@citizen.example', 'mas.tarde@citizen.example']) {
      await deliver(port, MAIL_ADDRESS, writeMail({ from: later }));
      await until('a later acknowledgement', () => sentTo(later).length === 1);
    }
    expect(sentTo(from)).toHaveLength(1);
    const investigator = await desk.signedIn('investigadora.madrid');
    const { body: lines } = await investigator.get('/api/outbox').expect(200);
    const line = lines.find(({ tipId }: { tipId: string }) => tipId === id);
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
    await nothingWaits();
    world.moods.push(mood);
    await deliver(port, MAIL_ADDRESS, writeMail({ from: `${mood}@citizen.example` }));
    const { id } = await newestTip();
    const line = async () =>
      (
        await desk.database.query<{ state: string; why: string }>(
          'SELECT state, why FROM outbox_message WHERE tip_id = $1',
          [id],
        )
      )[0];
    await until('a word on the mail', async () => (await line())!.why !== null);
    expect(await line()).toMatchObject(expected);
  });
});

test('nobody they went to is in clear in any table or log line', async () => {
  expect(await foundInClear(desk, ['citizen.example'])).toEqual([]);
});

/** The body of a mail, whatever encoding it was given. */
function decode(mail: string): string {
  const body = mail.slice(mail.indexOf('\r\n\r\n') + 4);
  return header(mail, 'Content-Transfer-Encoding') === 'base64'
    ? Buffer.from(body, 'base64').toString()
    : body.replace(/=\r\n/g, '');
}

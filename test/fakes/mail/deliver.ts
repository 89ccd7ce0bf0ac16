import { createRequire } from 'node:module';
import { connect } from 'node:net';
import type SMTPConnectionType from 'nodemailer/lib/smtp-connection';

// Jest's module loader doesn't follow nodemailer's ESM subpaths.
const SMTPConnection = createRequire(import.meta.url)('nodemailer/lib/smtp-connection')
  .default as typeof SMTPConnectionType;

/** Hands one mail to the door as a citizen's mail server does; resolves with the door's word: 250, 4xx or 5xx. */
export function deliver(
  port: number,
  to: string | string[],
  raw: string | Buffer,
  from = 'quien@citizen.example',
): Promise<number> {
  return new Promise((resolve) => {
    const connection = new SMTPConnection({
      host: '127.0.0.1',
      port,
      name: 'mx.citizen.example',
      logger: false,
    });
    const end = (code: number) => {
      connection.removeAllListeners();
      connection.on('error', () => undefined);
      connection.close();
      resolve(code);
    };
    // No word at all: the connection broke, the sender keeps the mail.
    connection.once('error', (error: { responseCode?: number }) => end(error.responseCode ?? 0));
    connection.once('end', () => end(0));
    connection.connect(() =>
      connection.send({ from, to }, raw, (error: { responseCode?: number } | null) =>
        end(error === null || error === undefined ? 250 : (error.responseCode ?? 0)),
      ),
    );
  });
}

/**
 * Breaks off in the middle of the words, or when all of them were said and before the door's answer: a sender that must
 * come again, since it can't know whether it was heard (RFC 5321 4.1.1.4). Its words end with one empty line more than
 * those of `deliver`, as servers differ in that.
 */
export async function deliverAndHangUp(
  port: number,
  to: string,
  raw: string,
  where: 'in-the-middle' | 'before-the-answer',
  from = 'quien@citizen.example',
): Promise<void> {
  const socket = connect(port, '127.0.0.1');
  socket.on('error', () => undefined);
  const isOver = new Promise<void>((over) => socket.once('close', () => over()));
  const answer = () => Promise.race([new Promise((said) => socket.once('data', said)), isOver]);
  await answer();
  for (const line of ['EHLO mx.citizen.example', `MAIL FROM:<${from}>`, `RCPT TO:<${to}>`, 'DATA']) {
    if (socket.destroyed) return;
    socket.write(`${line}\r\n`);
    await answer();
  }
  if (socket.destroyed) return;
  const words = raw.replaceAll('\r\n.', '\r\n..');
  const half = where === 'in-the-middle' ? words.slice(0, words.length / 2) : `${words}\r\n.\r\n`;
  await Promise.race([new Promise((said) => socket.write(half, said)), isOver]);
  socket.destroy();
}

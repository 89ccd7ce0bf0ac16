import { createRequire } from 'node:module';
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

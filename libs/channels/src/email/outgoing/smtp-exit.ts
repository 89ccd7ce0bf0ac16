import SMTPConnection from 'nodemailer/lib/smtp-connection';
import { Readable } from 'node:stream';
import type { SendOutcome } from '#tips';
import type { ComposedMail } from './compose-mail.js';

/** With the longest silence that can be set, within the two minutes that an adapter has. */
const CONNECT_SECONDS = 20;

/** The reply to a try: how far it came decides what may be done next. */
export type SmtpOutcome = SendOutcome | { state: 'not-now'; reason: string };

interface SmtpError extends Error {
  code?: string;
  responseCode?: number;
}

/**
 * Gives one mail to the force's server. Once the first byte of it was taken from us, an answer is the only proof of what
 * became of it (RFC 5321 6.1): without one the outcome is `ambiguous`. Before that nothing was said: `not-now`.
 */
export async function giveToServer(
  url: URL,
  heloName: string,
  mail: ComposedMail,
  silenceSeconds = 60,
): Promise<SmtpOutcome> {
  const connection = connectionTo(url, heloName, silenceSeconds);
  let hasLeft = false;
  const bytes = Readable.from(
    (function* () {
      hasLeft = true;
      yield mail.bytes;
    })(),
  );
  try {
    await new Promise<void>((resolve, reject) => {
      connection.once('error', reject);
      connection.once('end', () => reject(new Error('The connection ended')));
      const failOr = (next: () => void) => (error?: Error | null) => (error ? reject(error) : next());
      const send = () => connection.send({ from: mail.envelopeFrom, to: [mail.to] }, bytes, failOr(resolve));
      connection.connect(failOr(() => signIn(connection, url, failOr(send))));
    });
    return { state: 'sent', remoteId: mail.messageId };
  } catch (error) {
    return outcomeOf(error as SmtpError, hasLeft);
  } finally {
    sayGoodbye(connection);
  }
}

/** Signs in and says goodbye, for `colabora doctor`; why it can't, or undefined. */
export async function trySignIn(url: URL, heloName: string): Promise<string | undefined> {
  const connection = connectionTo(url, heloName, CONNECT_SECONDS);
  try {
    await new Promise<void>((resolve, reject) => {
      connection.once('error', reject);
      connection.once('end', () => reject(new Error('The connection ended')));
      connection.connect((error) =>
        error ? reject(error) : signIn(connection, url, (refused) => (refused ? reject(refused) : resolve())),
      );
    });
    return undefined;
  } catch (error) {
    const outcome = outcomeOf(error as SmtpError, false);
    return 'reason' in outcome ? outcome.reason : 'server-unreachable';
  } finally {
    sayGoodbye(connection);
  }
}

function connectionTo(url: URL, heloName: string, silenceSeconds: number): SMTPConnection {
  return new SMTPConnection({
    host: url.hostname,
    port: url.port === '' ? (url.protocol === 'smtps:' ? 465 : 587) : Number(url.port),
    secure: url.protocol === 'smtps:',
    requireTLS:
      url.protocol === 'smtp:' && !isLoopback(url.hostname) && url.searchParams.get('tls') !== 'none',
    name: heloName, // otherwise this machine's own name would be said
    connectionTimeout: CONNECT_SECONDS * 1000,
    greetingTimeout: CONNECT_SECONDS * 1000,
    socketTimeout: silenceSeconds * 1000,
    dnsTimeout: CONNECT_SECONDS * 1000,
    logger: false,
  });
}

function signIn(connection: SMTPConnection, url: URL, done: (error?: Error | null) => void): void {
  if (url.username === '') return done();
  const user = decodeURIComponent(url.username);
  connection.login({ user, pass: decodeURIComponent(url.password) }, done);
}

function sayGoodbye(connection: SMTPConnection): void {
  connection.removeAllListeners();
  connection.on('error', () => undefined);
  connection.quit();
  setTimeout(() => connection.close(), 2_000).unref();
}

function outcomeOf({ code, responseCode }: SmtpError, hasLeft: boolean): SmtpOutcome {
  const isPermanent = responseCode !== undefined && responseCode >= 500;
  if (code === 'EAUTH') return { state: 'not-now', reason: 'sign-in-refused' };
  if (responseCode !== undefined && responseCode >= 400) {
    if (!isPermanent) return { state: 'not-now', reason: 'server-busy' };
    return { state: 'failed', reason: code === 'EENVELOPE' ? 'address-refused' : 'server-refused' };
  }
  if (hasLeft) return { state: 'ambiguous', detail: 'no-answer-after-sending' };
  return { state: 'not-now', reason: code === 'ETLS' ? 'no-encryption' : 'server-unreachable' };
}

export const isLoopback = (host: string): boolean => /^(localhost|127\.\d+\.\d+\.\d+|\[?::1\]?)$/.test(host);

import { Injectable, Logger, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import type { AddressInfo } from 'node:net';
import {
  SMTPServer,
  type SMTPServerAddress,
  type SMTPServerDataStream,
  type SMTPServerSession,
} from 'smtp-server';
import { Configuration, discreetError } from '#kernel';
import { ChannelHealth } from '../../incoming/channel-health.js';
import { EmailAccounts, type Recipient } from '../email-accounts.js';
import { MAX_MAIL_BYTES, MAX_RECIPIENTS } from '../mail-limits.js';
import { MailIntake } from './mail-intake.js';

/** Deliveries at once: each may hold a whole mail in memory. */
const MOST_CLIENTS = 20;
const SOCKET_SECONDS = 120;

/**
 * Where the force's mail server hands over what citizens send: SMTP or LMTP, in the worker role. The yes (250) is given
 * after commit; for a trouble of ours the answer is 4xx, so that the other server keeps the mail and comes again.
 */
@Injectable()
export class SmtpDoor implements OnApplicationBootstrap, OnModuleDestroy {
  readonly #log = new Logger(SmtpDoor.name);
  #server: SMTPServer | undefined;

  constructor(
    private readonly configuration: Configuration,
    private readonly accounts: EmailAccounts,
    private readonly intake: MailIntake,
    private readonly health: ChannelHealth,
  ) {}

  async onApplicationBootstrap(): Promise<void> {
    const { mailPort, mailHost } = this.configuration;
    if (mailPort === undefined || !this.configuration.plays('worker')) return;
    const server = this.makeServer();
    await new Promise<void>((resolve, reject) => {
      server.once('error', reject);
      server.listen(mailPort, mailHost, () => resolve());
    });
    server.removeAllListeners('error');
    // A client that breaks off or talks nonsense is its own trouble; never let it end the process.
    server.on('error', (error: Error) =>
      this.#log.debug({ err: discreetError(error) }, 'smtp: a client broke off'),
    );
    this.#server = server;
    await this.health.works('email-smtp-in');
  }

  /** The port it listens on; undefined if it doesn't. */
  get port(): number | undefined {
    return (this.#server?.server.address() as AddressInfo | null | undefined)?.port;
  }

  async onModuleDestroy(): Promise<void> {
    const server = this.#server;
    if (server !== undefined) await new Promise<void>((resolve) => server.close(() => resolve()));
  }

  private makeServer(): SMTPServer {
    const { mailTls, mailTlsCert, mailTlsKey, mailProtocol } = this.configuration;
    return new SMTPServer({
      name: 'colabora',
      banner: 'ready',
      lmtp: mailProtocol === 'lmtp',
      secure: mailTls === 'implicit',
      ...(mailTlsCert === undefined ? {} : { cert: mailTlsCert, key: mailTlsKey }),
      disabledCommands: mailTls === 'none' || mailTls === 'implicit' ? ['AUTH', 'STARTTLS'] : ['AUTH'],
      disableReverseLookup: true, // no name of a sender's machine is asked for, nor kept
      logger: false,
      size: MAX_MAIL_BYTES,
      hideSize: true, // a declared size would be refused before we know for whom: then nothing could be recorded
      maxClients: MOST_CLIENTS,
      socketTimeout: SOCKET_SECONDS * 1000,
      closeTimeout: 10_000,
      onMailFrom: (_address, session, done) =>
        done(
          mailTls === 'required' && !session.secure
            ? refusal(530, 'Must issue a STARTTLS command first')
            : null,
        ),
      onRcptTo: (address, session, done) => void this.admit(address, session).then(done),
      onData: (stream, session, done) =>
        void this.receive(stream, session).then(
          (error) => done(error, error === null ? 'OK: kept' : undefined),
          () => done(refusal(451, '4.3.0 Try again later')),
        ),
    });
  }

  private async admit(
    { address }: SMTPServerAddress,
    { envelope }: SMTPServerSession,
  ): Promise<Error | null> {
    if (envelope.rcptTo.length >= MAX_RECIPIENTS) return refusal(452, '4.5.3 Too many recipients');
    try {
      const found = await this.accounts.recipient(address);
      return found === undefined ? refusal(550, '5.1.1 No such address here') : null;
    } catch (error) {
      this.#log.warn({ err: discreetError(error) }, 'smtp: trouble of ours, the sender keeps the mail');
      return refusal(451, '4.3.0 Try again later');
    }
  }

  private async receive(stream: SMTPServerDataStream, session: SMTPServerSession): Promise<Error | null> {
    const raw = await boundedBytes(stream);
    try {
      const { rcptTo, mailFrom } = session.envelope;
      const recipients = await Promise.all(rcptTo.map(({ address }) => this.accounts.recipient(address)));
      const known = distinct(recipients.flatMap((each) => each ?? []));
      if (raw === undefined) {
        await this.intake.refuseTooLarge(known, stream.byteLength);
        return refusal(552, '5.3.4 Message too large');
      }
      await this.intake.take(raw, known, mailFrom === false ? '' : mailFrom.address);
      await this.health.works('email-smtp-in');
      return null;
    } catch (error) {
      this.#log.warn({ err: discreetError(error) }, 'smtp: trouble of ours, the sender keeps the mail');
      return refusal(451, '4.3.0 Try again later');
    }
  }
}

/** The whole mail, or undefined if it is too large: then it is read to its end, as the protocol asks, and forgotten. */
async function boundedBytes(stream: SMTPServerDataStream): Promise<Buffer | undefined> {
  const chunks: Buffer[] = [];
  for await (const chunk of stream as AsyncIterable<Buffer>) {
    if (stream.sizeExceeded) chunks.length = 0;
    else chunks.push(chunk);
  }
  return stream.sizeExceeded ? undefined : Buffer.concat(chunks);
}

/** One of each account: a mail to `desk@` and `desk+tag@` is one mail, and the tag says more. */
function distinct(recipients: Recipient[]): Recipient[] {
  const byAccount = new Map<string, Recipient>();
  for (const each of recipients)
    if (byAccount.get(each.account.id)?.tag === undefined) byAccount.set(each.account.id, each);
  return [...byAccount.values()];
}

const refusal = (responseCode: number, text: string): Error =>
  Object.assign(new Error(text), { responseCode });

import type { AddressInfo, Socket } from 'node:net';
import { buffer } from 'node:stream/consumers';
import { SMTPServer } from 'smtp-server';

/** What the fake does with the next mail; without an order it accepts. */
export type MailServerMood =
  | 'accept'
  /** Takes all of the mail, and the line goes dead before a word of answer. */
  | 'accept-then-silence'
  /** Takes all of the mail, keeps it, and hangs up. */
  | 'accept-then-hang-up'
  | 'busy'
  | 'refuse-recipient'
  | 'refuse-content';

export interface SunkMail {
  from: string;
  to: string[];
  text: string;
  /** What the client called itself. */
  helo: string;
}

/** The force's mail server as the outside world: keeps what it was given, in the mood that a test puts it in. */
export interface FakeMailServer {
  url: string;
  mails: SunkMail[];
  moods: MailServerMood[];
  close(): Promise<void>;
}

export async function startFakeMailServer(): Promise<FakeMailServer> {
  const mails: SunkMail[] = [];
  const moods: MailServerMood[] = [];
  const sockets = new Set<Socket>();
  let mood: MailServerMood = 'accept';
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS', 'AUTH'],
    logger: false,
    closeTimeout: 200,
    onMailFrom: (_address, _session, done) => {
      mood = moods.shift() ?? 'accept';
      done(mood === 'busy' ? refusal(451) : null);
    },
    onRcptTo: (_address, _session, done) => done(mood === 'refuse-recipient' ? refusal(550) : null),
    onData: (stream, session, done) => {
      void buffer(stream).then((bytes) => {
        const kept = mood;
        if (kept !== 'refuse-content') {
          const { mailFrom, rcptTo } = session.envelope;
          mails.push({
            from: mailFrom === false ? '' : mailFrom.address,
            to: rcptTo.map(({ address }) => address),
            text: bytes.toString(),
            helo: session.hostNameAppearsAs,
          });
        }
        if (kept === 'accept-then-silence') return;
        if (kept === 'accept-then-hang-up') {
          for (const socket of sockets) socket.destroy();
          return;
        }
        done(kept === 'refuse-content' ? refusal(554) : null);
      });
    },
  });
  server.on('error', () => undefined);
  server.server.on('connection', (socket: Socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', () => resolve()));
  const { port } = server.server.address() as AddressInfo;
  return {
    url: `smtp://127.0.0.1:${port}`,
    mails,
    moods,
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
}

const refusal = (responseCode: number) => Object.assign(new Error('as the test wants it'), { responseCode });

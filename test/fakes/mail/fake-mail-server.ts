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
  /** For the next mails, one each. */
  moods: MailServerMood[];
  /** Where none is ordered: how likely each is, from 0 to 1. */
  chances: Partial<Record<MailServerMood, number>>;
  /** How often each mood but the good one was shown. */
  struck: Partial<Record<MailServerMood, number>>;
  close(): Promise<void>;
}

/** `random` decides by `chances`; from 0 to below 1. */
export async function startFakeMailServer(random: () => number = Math.random): Promise<FakeMailServer> {
  const mails: SunkMail[] = [];
  const moods: MailServerMood[] = [];
  const chances: FakeMailServer['chances'] = {};
  const struck: FakeMailServer['struck'] = {};
  const sockets = new Set<Socket>();
  const moodOf = new Map<string, MailServerMood>();
  const nextMood = (): MailServerMood => {
    let left = random();
    const atRandom = (Object.keys(chances) as MailServerMood[]).find((each) => (left -= chances[each]!) < 0);
    const mood = moods.shift() ?? atRandom ?? 'accept';
    if (mood !== 'accept') struck[mood] = (struck[mood] ?? 0) + 1;
    return mood;
  };
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS', 'AUTH'],
    logger: false,
    closeTimeout: 200,
    onMailFrom: (_address, session, done) => {
      const mood = nextMood();
      moodOf.set(session.id, mood);
      done(mood === 'busy' ? refusal(451) : null);
    },
    onRcptTo: (_address, session, done) =>
      done(moodOf.get(session.id) === 'refuse-recipient' ? refusal(550) : null),
    onClose: ({ id }) => void moodOf.delete(id),
    onData: (stream, session, done) => {
      const keep = (bytes: Buffer) => {
        const mood = moodOf.get(session.id) ?? 'accept';
        if (mood !== 'refuse-content') {
          const { mailFrom, rcptTo } = session.envelope;
          mails.push({
            from: mailFrom === false ? '' : mailFrom.address,
            to: rcptTo.map(({ address }) => address),
            text: bytes.toString(),
            helo: session.hostNameAppearsAs,
          });
        }
        if (mood === 'accept-then-silence') return;
        if (mood === 'accept-then-hang-up') {
          for (const socket of sockets) socket.destroy();
          return;
        }
        done(mood === 'refuse-content' ? refusal(554) : null);
      };
      // What breaks off before its end was never a mail.
      void buffer(stream).then(keep, () => undefined);
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
    chances,
    struck,
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
}

const refusal = (responseCode: number) => Object.assign(new Error('as the test wants it'), { responseCode });

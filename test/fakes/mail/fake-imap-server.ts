import { once } from 'node:events';
import { type AddressInfo, createServer, type Socket } from 'node:net';

interface StoredMail {
  uid: number;
  source: Buffer;
  isDeleted: boolean;
}

/** One mailbox over IMAP4rev1 with IDLE and UIDPLUS: as much as a client needs that empties it. */
export interface FakeImapServer {
  url: string;
  /** Puts a mail in and tells those who idle; returns its uid. */
  deliver(source: string | Buffer): number;
  uids(): number[];
  /** Every connection breaks, as networks do. */
  breakConnections(): void;
  /** The mailbox is made anew: other UIDVALIDITY, uids from 1. */
  renumber(): void;
  signIns: number;
  close(): Promise<void>;
}

export async function startFakeImapServer(password = 'secret'): Promise<FakeImapServer> {
  let mails: StoredMail[] = [];
  let validity = 1;
  let nextUid = 1;
  const sockets = new Set<Socket>();
  const idling = new Map<Socket, string>();
  /** Those who were busy when mail came: told with their next command. */
  const untold = new Set<Socket>();

  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on('close', () => (sockets.delete(socket), idling.delete(socket)));
    socket.on('error', () => undefined);
    socket.write('* OK [CAPABILITY IMAP4rev1 IDLE UIDPLUS] ready\r\n');
    let pending = '';
    socket.on('data', (chunk) => {
      pending += chunk.toString('latin1');
      for (let end = pending.indexOf('\r\n'); end >= 0; end = pending.indexOf('\r\n')) {
        answer(socket, pending.slice(0, end));
        pending = pending.slice(end + 2);
      }
    });
  });

  const answer = (socket: Socket, line: string): void => {
    const say = (...lines: string[]) => lines.forEach((each) => socket.write(`${each}\r\n`));
    if (untold.delete(socket)) say(`* ${mails.length} EXISTS`);
    if (/^done$/i.test(line)) {
      say(`${idling.get(socket)} OK idle over`);
      idling.delete(socket);
      return;
    }
    const [, tag, command = '', rest = ''] = /^(\S+) ((?:UID )?\S+) ?(.*)$/i.exec(line) ?? [];
    const inSet = (set: string) => {
      const [from, to = from] = set.split(':').map((each) => (each === '*' ? Infinity : Number(each)));
      return mails.filter(({ uid }) => uid >= Math.min(from!, to!) && uid <= Math.max(from!, to!));
    };
    switch (command.toUpperCase()) {
      case 'LOGIN':
        api.signIns += 1;
        return rest.includes(password)
          ? say(`${tag} OK [CAPABILITY IMAP4rev1 IDLE UIDPLUS] in`)
          : say(`${tag} NO [AUTHENTICATIONFAILED] no`);
      case 'CAPABILITY':
        return say('* CAPABILITY IMAP4rev1 IDLE UIDPLUS', `${tag} OK`);
      case 'LIST':
      case 'LSUB':
        return say(`* ${command.toUpperCase()} () "/" INBOX`, `${tag} OK`);
      case 'SELECT':
        return say(
          '* FLAGS (\\Deleted \\Seen)',
          `* ${mails.length} EXISTS`,
          '* 0 RECENT',
          `* OK [UIDVALIDITY ${validity}] is`,
          `* OK [UIDNEXT ${nextUid}] next`,
          `${tag} OK [READ-WRITE] selected`,
        );
      case 'UID SEARCH': {
        const set = /UID (\S+)/i.exec(rest)?.[1] ?? '1:*';
        return say(
          `* SEARCH ${inSet(set)
            .map(({ uid }) => uid)
            .join(' ')}`.trimEnd(),
          `${tag} OK`,
        );
      }
      case 'UID FETCH': {
        const [set = ''] = rest.split(' ');
        for (const mail of inSet(set)) {
          const place = mails.indexOf(mail) + 1;
          const items = [`UID ${mail.uid}`];
          if (/RFC822\.SIZE/i.test(rest)) items.push(`RFC822.SIZE ${mail.source.length}`);
          const section = /BODY\.PEEK\[(HEADER)?\]/i.exec(rest);
          if (section === null) {
            say(`* ${place} FETCH (${items.join(' ')})`);
            continue;
          }
          const source =
            section[1] === undefined
              ? mail.source
              : mail.source.subarray(0, mail.source.indexOf('\r\n\r\n') + 4);
          socket.write(
            `* ${place} FETCH (${items.join(' ')} BODY[${section[1] ?? ''}] {${source.length}}\r\n`,
          );
          socket.write(source);
          say(')');
        }
        return say(`${tag} OK`);
      }
      case 'UID STORE':
        for (const mail of inSet(rest.split(' ')[0]!)) mail.isDeleted = true;
        return say(`${tag} OK`);
      case 'EXPUNGE':
      case 'UID EXPUNGE':
        for (let place = mails.length; place > 0; place--)
          if (mails[place - 1]!.isDeleted) {
            mails.splice(place - 1, 1);
            say(`* ${place} EXPUNGE`);
          }
        return say(`${tag} OK`);
      case 'IDLE':
        idling.set(socket, tag!);
        return say('+ idling');
      case 'LOGOUT':
        say('* BYE', `${tag} OK`);
        return void socket.end();
      default:
        return say(`${tag} OK`);
    }
  };

  const api: FakeImapServer = {
    url: '',
    signIns: 0,
    deliver: (source) => {
      mails.push({ uid: nextUid, source: Buffer.from(source), isDeleted: false });
      for (const socket of sockets)
        if (idling.has(socket)) socket.write(`* ${mails.length} EXISTS\r\n`);
        else untold.add(socket);
      return nextUid++;
    },
    uids: () => mails.map(({ uid }) => uid),
    breakConnections: () => sockets.forEach((socket) => socket.destroy()),
    renumber: () => {
      validity += 1;
      mails = mails.map((mail, place) => ({ ...mail, uid: place + 1 }));
      nextUid = mails.length + 1;
    },
    close: async () => {
      sockets.forEach((socket) => socket.destroy());
      server.close();
      await once(server, 'close');
    },
  };
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  api.url = `imap://desk:${password}@127.0.0.1:${(server.address() as AddressInfo).port}/INBOX`;
  return api;
}

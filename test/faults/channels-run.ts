import { setTimeout as pause } from 'node:timers/promises';
import { ChannelAdapters, Dispatcher } from '#channels';
import { connectAccount } from '../support/x-desk.js';
import { judge, type Verdict } from './channels-verdict.js';
import { type MixedRoom, openMixedRoom } from './mixed-room.js';
import { MixedTraffic } from './mixed-traffic.js';
import { Workers } from './workers.js';

export interface ChannelsRun {
  messages: number;
  kills: number;
  seed: number;
  progress?: (line: string) => void;
}

export interface ChannelsRunResult extends Verdict {
  kills: number;
  /** How often the owner of the account had to sign in again: after a revocation, or a worker that died between X's new token and its keeping. */
  signedInAgain: number;
  seconds: number;
  faults: Record<string, unknown>;
}

/** More than this unread, and X's horizon of 800 mentions would come near. */
const MOST_UNREAD = 300;
/** Five minutes without any progress are a standstill, on the busiest machine. */
const STANDSTILL_LOOKS = 1_200;
const LOOK_MS = 250;

/**
 * Direct messages, mentions and mails through the fakes with every fault at random, and workers killed by SIGKILL on the
 * way. The test's own process plays portal and public. Waiting times of X's windows and of pauses between tries are cut
 * short: what is tested is what happens after them.
 */
export async function runChannels({
  messages,
  kills,
  seed,
  progress,
}: ChannelsRun): Promise<ChannelsRunResult> {
  const startedAt = Date.now();
  const room = await openMixedRoom(seed);
  const workers = new Workers(room);
  const owner = new AccountOwner(room);
  const say = (what: string) => progress?.(`${((Date.now() - startedAt) / 1000).toFixed(0)} s: ${what}`);
  try {
    room.x.faults.chances = X_CHANCES;
    room.outside.chances = MAIL_CHANCES;
    const traffic = new MixedTraffic(room);
    while (traffic.written.length < messages) {
      await traffic.step();
      const { length: number } = traffic.written;
      if (number % 10 === 0) await untilUnread(room, traffic, MOST_UNREAD, workers, owner);
      if (number === Math.floor(messages / 2)) await owner.signInAfter(() => traffic.revoke());
      if (number >= ((workers.kills + 0.5) * messages) / kills && workers.kills < kills) {
        const half = Math.min(number / 2, MOST_UNREAD / 2);
        await untilUnread(room, traffic, half, workers, owner); // in the middle of its work
        await workers.kill(workers.kills % 2);
        say(`${number} written, ${await received(room)} received, ${workers.kills} killed`);
      }
      if (number % Math.ceil(messages / 4) === 0) await workers.cutDatabaseConnections();
    }
    await untilUnread(room, traffic, 0, workers, owner);
    say('all received');
    await untilSettled(room, workers, owner);
    await workers.endAll();
    const verdict = await judge(room, traffic);
    return {
      ...verdict,
      kills: workers.kills,
      signedInAgain: owner.signedInAgain,
      seconds: Math.round((Date.now() - startedAt) / 1000),
      faults: {
        x: room.x.faults.struck,
        mailIn: { ...room.citizens.struck, answers: room.citizens.answers },
        mailOut: room.outside.struck,
        webhooks: traffic.webhooks,
        ...traffic.others,
      },
    };
  } finally {
    workers.killQuietly();
    await room.close();
  }
}

const X_CHANCES = {
  hang: 0.01,
  'html-503': 0.03,
  'rate-limited': 0.02,
  'day-limited': 0.01,
  'rate-limited-bare': 0.01,
  unauthorized: 0.02,
  malformed: 0.02,
  huge: 0.005,
  'wrong-types': 0.03,
  'negative-id': 0.02,
  'empty-page': 0.05,
  duplicate: 0.1,
  'accepted-then-hang': 0.05,
  'media-gone': 0.05,
  'media-slow': 0.02,
  'media-huge': 0.02,
  'media-wrong-type': 0.05,
  'media-redirect': 0.05,
} as const;

const MAIL_CHANCES = {
  'accept-then-silence': 0.01,
  'accept-then-hang-up': 0.03,
  busy: 0.05,
  'refuse-recipient': 0.02,
  'refuse-content': 0.02,
} as const;

/** Whoever the account at X belongs to: signs in again when the portal says that it needs it. */
class AccountOwner {
  signedInAgain = 0;

  constructor(private readonly room: MixedRoom) {}

  async look(): Promise<void> {
    if ((await this.room.account()).state === 'connected') return;
    await connectAccount(this.room.desk, this.room.x, this.room.police, 'tweetredadas');
    this.signedInAgain += 1;
  }

  /** Not before the desk noticed that it must. */
  async signInAfter(cause: () => Promise<void>): Promise<void> {
    await cause();
    for (let look = 0; (await this.room.account()).state === 'connected'; look += 1) {
      if (look > STANDSTILL_LOOKS) throw new Error('nobody noticed that the permission was taken back');
      await pause(LOOK_MS);
    }
    await this.look();
  }
}

/** As if X's windows of 15 minutes and a day lasted a second, and pauses between tries, too. */
async function hurry({ desk }: MixedRoom): Promise<void> {
  await desk.database.query('DELETE FROM x_budget');
  await desk.database.query('UPDATE x_source SET waits_until = NULL WHERE waits_until IS NOT NULL');
  await desk.database.query(
    `UPDATE x_media SET not_before = now() WHERE state = 'waiting' AND not_before > now()`,
  );
  await desk.database.query(
    `UPDATE outbox_message SET not_before = now() WHERE state = 'queued' AND not_before > now()`,
  );
  // Taken 20 s ago: no try lasts so long here, so whoever took it is dead.
  await desk.database.query(
    `UPDATE outbox_message SET sending_until = now()
      WHERE state = 'sending' AND sending_until BETWEEN now() AND now() + interval '4 minutes 40 seconds'`,
  );
}

async function received({ desk }: MixedRoom): Promise<number> {
  const [row] = await desk.database.query<{ count: number }>(
    `SELECT count(*)::int FROM inbound_message WHERE channel LIKE 'x-%' OR channel = 'email'`,
  );
  return row!.count;
}

/** Waits until no more than so many of the written messages are unread. */
async function untilUnread(
  room: MixedRoom,
  { written }: MixedTraffic,
  wanted: number,
  workers: Workers,
  owner: AccountOwner,
): Promise<void> {
  let last = -1;
  for (let still = 0; still < STANDSTILL_LOOKS; still += 1) {
    workers.check();
    await hurry(room);
    await owner.look();
    const now = await received(room);
    if (written.length - now <= wanted) return;
    if (now !== last) still = 0;
    last = now;
    await pause(LOOK_MS);
  }
  throw new Error(`only ${last} of ${written.length} came in`);
}

/** Until nothing waits, is being sent or looked for; asks X about doubts, as the dispatcher does every half minute. */
async function untilSettled(room: MixedRoom, workers: Workers, owner: AccountOwner): Promise<void> {
  const { desk, citizens, mailbox } = room;
  const adapters = desk.app.get(ChannelAdapters);
  let last = '';
  for (let still = 0; still < STANDSTILL_LOOKS; still += 1) {
    workers.check();
    await hurry(room);
    await owner.look();
    const [open] = await desk.database.query<Record<string, number>>(
      `SELECT (SELECT count(*)::int FROM outbox_message WHERE state IN ('queued', 'sending')
                  OR (state = 'ambiguous' AND channel <> 'email')) AS leaving,
              (SELECT count(*)::int FROM x_media WHERE state = 'waiting') AS media,
              (SELECT count(*)::int FROM x_event WHERE sealed IS NOT NULL) AS events`,
    );
    const left = JSON.stringify({ ...open, mails: citizens.waiting, mailbox: mailbox.uids().length });
    if (!/[1-9]/.test(left)) return;
    if (left !== last) still = 0;
    last = left;
    for (const channel of ['x-dm', 'x-mention'] as const)
      await desk.app.get(Dispatcher).lookIntoDoubts(adapters.of(channel)!);
    await pause(LOOK_MS);
  }
  throw new Error(`it never settled: ${last}`);
}

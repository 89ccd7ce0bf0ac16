import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as pause } from 'node:timers/promises';
import { openAuditLog } from '#audit';
import { ChannelAdapters, Dispatcher } from '#channels';
import type { XPerson } from '../fakes/x/world.js';
import { openXDesk, type XDesk } from '../support/x-desk.js';

export interface ChannelsRun {
  messages: number;
  kills: number;
  seed: number;
}

export interface ChannelsRunResult {
  /** Messages written at X. */
  written: number;
  /** Inbound messages in the desk. */
  received: number;
  /** Tips and later messages of their senders: what the unit reads. */
  readable: number;
  /** Acknowledgements that arrived at X, and people who got more than one. */
  acknowledged: number;
  answeredTwice: number;
  /** Messages of ours of which nobody knows whether they arrived. */
  inDoubt: number;
  kills: number;
  faults: Record<string, number>;
  logIsSound: boolean;
}

const SECRET = 'the same secret in every process of this run';

/**
 * Direct messages and mentions through the fake X with every fault at random, and workers killed by SIGKILL on the way.
 * The test's own process plays portal and public; the worker is a process of its own. Waiting times of X's windows are
 * cut short: what is tested is what happens after them.
 */
export async function runChannels({ messages, kills, seed }: ChannelsRun): Promise<ChannelsRunResult> {
  const room = await openXDesk({ COLABORA_ROLES: 'public,portal', COLABORA_SECRET: SECRET }, seed);
  let worker = startWorker(room);
  try {
    room.x.faults.chances = CHANCES;
    const senders: XPerson[] = [];
    let killed = 0;
    for (let number = 0; number < messages; number += 1) {
      senders.push(write(room, number));
      if (number % 10 === 0) await hurry(room);
      const isTime = number >= ((killed + 0.5) * messages) / kills;
      if (isTime && killed < kills) {
        await untilReceived(room, Math.floor(number / 2)); // in the middle of its work
        await kill(worker);
        await room.desk.database.query(
          `UPDATE outbox_message SET sending_until = now() WHERE state = 'sending'`,
        );
        killed += 1;
        worker = startWorker(room);
      }
    }
    await untilReceived(room, messages);
    await untilSettled(room);
    await kill(worker);
    return await judge(room, senders, killed);
  } finally {
    worker.kill('SIGKILL');
    await room.close();
  }
}

const CHANCES = {
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
} as const;

/** Two of three are messages, the others mentions, some of which X shows late. */
function write({ x, police }: XDesk, number: number): XPerson {
  const sender = x.world.person(`persona_${number}`);
  const text = `Aviso número ${number}: ${['venden', 'trapichean', 'esconden', 'reparten'][number % 4]} algo, clave ${seedWord(number)}`;
  if (number % 3 === 2)
    x.world.post(sender, `@${police.username} ${text}`, { lateBy: number % 5 === 0 ? 2_000 : 0 });
  else x.world.dm(sender, police, text);
  return sender;
}

/** Words that no two texts share, so that each is a tip of its own. */
const seedWord = (number: number) =>
  [...String(number)].map((digit) => 'ba ce di fo gu ha je ki lo mu'.split(' ')[Number(digit)]).join('');

function startWorker({ desk, x, settings }: XDesk): ChildProcess {
  return spawn(process.execPath, ['dist/apps/cli/src/main.js', 'start'], {
    env: {
      PATH: process.env['PATH'],
      ...settings,
      COLABORA_ROLES: 'worker',
      COLABORA_SECRET: SECRET,
      COLABORA_DATA_DIR: desk.kernel.configuration.dataDir,
      DATABASE_URL: desk.kernel.configuration.databaseUrl,
      COLABORA_X_CONNECT: x.address,
      COLABORA_X_POLL_SECONDS: '1',
      COLABORA_METRICS_PORT: '0',
      PORT: '0',
    },
    stdio: 'ignore',
  });
}

async function kill(worker: ChildProcess): Promise<void> {
  if (worker.exitCode !== null) throw new Error(`the worker ended by itself: ${worker.exitCode}`);
  const gone = once(worker, 'exit');
  worker.kill('SIGKILL');
  await gone;
}

/** As if X's windows of 15 minutes and a day lasted a second. */
async function hurry({ desk }: XDesk): Promise<void> {
  await desk.database.query('DELETE FROM x_budget');
  await desk.database.query('UPDATE x_source SET waits_until = NULL');
  await desk.database.query(`UPDATE outbox_message SET not_before = now() WHERE state = 'queued'`);
}

async function untilReceived(room: XDesk, wanted: number): Promise<void> {
  let last = -1;
  let still = 0;
  for (;;) {
    await hurry(room);
    const { messages } = await room.counts();
    if (messages >= wanted) return;
    still = messages === last ? still + 1 : 0;
    if (still > 240) throw new Error(`only ${messages} of ${wanted} came in`);
    last = messages;
    await pause(250);
  }
}

/** Until nothing waits, is being sent or is in doubt; asks X about doubts, as the dispatcher does every half minute. */
async function untilSettled(room: XDesk): Promise<void> {
  const { desk } = room;
  for (let look = 0; look < 240; look += 1) {
    await hurry(room);
    const [open] = await desk.database.query<{ count: number }>(
      `SELECT count(*)::int FROM outbox_message WHERE state IN ('queued', 'sending', 'ambiguous')`,
    );
    if (open!.count === 0) return;
    await desk.app.get(Dispatcher).lookIntoDoubts(desk.app.get(ChannelAdapters).of('x-dm')!);
    await pause(250);
  }
}

async function judge(
  { desk, x, police }: XDesk,
  senders: XPerson[],
  kills: number,
): Promise<ChannelsRunResult> {
  const [counts] = await desk.database.query<{ received: number; readable: number; doubt: number }>(
    `SELECT (SELECT count(*)::int FROM inbound_message WHERE channel LIKE 'x-%') AS received,
            (SELECT count(*)::int FROM tip WHERE channel LIKE 'x-%')
              + (SELECT count(*)::int FROM dialogue_message WHERE sender = 'informant') AS readable,
            (SELECT count(*)::int FROM outbox_message WHERE state <> 'sent') AS doubt`,
  );
  const answers = senders.map(
    (sender) => x.world.dmsOf(sender).filter(({ senderId }) => senderId === police.id).length,
  );
  const { database, secret, clock, configuration } = desk.kernel;
  const audit = openAuditLog({ database, secret, clock, configuration });
  await audit.sequencer.drain();
  const { sound } = await audit.verify();
  return {
    written: senders.length,
    received: counts!.received,
    readable: counts!.readable,
    acknowledged: answers.reduce((sum, each) => sum + each, 0),
    answeredTwice: answers.filter((each) => each > 1).length,
    inDoubt: counts!.doubt,
    kills,
    faults: x.faults.struck as Record<string, number>,
    logIsSound: sound,
  };
}

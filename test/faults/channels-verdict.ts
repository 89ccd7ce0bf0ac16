import { openAuditLog } from '#audit';
import type { MixedRoom } from './mixed-room.js';
import type { MixedTraffic } from './mixed-traffic.js';

/** What became of everything, counted from the outside: in the desk's tables, at X, in the outer mail server. */
export interface Verdict {
  written: number;
  /** Inbound messages in the desk. */
  received: number;
  /** Messages whose words stand in no tip and no dialogue, and those that stand in two. */
  lost: string[];
  doubled: string[];
  /** Tips and later messages of their senders. */
  readable: number;
  /** Unreadable mails and encrypted messages: written, and recorded as rejections. */
  unreadable: number;
  rejected: number;
  /** Whoever got more than one automatic "it arrived", or an answer more often than it was given. */
  thankedTwice: string[];
  answeredTwice: string[];
  /** Who wrote privately, could be answered, and was not thanked; mails whose server refused or is in doubt left out. */
  unthanked: string[];
  /** Answers that count as sent and never arrived. */
  sentAndNotThere: number;
  /** What a machine can't decide: mails whose server fell silent. On X: none, it is asked. */
  inDoubtOnX: number;
  inDoubtByMail: number;
  /** Deliveries of X's webhook that were not signed and were taken. */
  forgedTaken: number;
  /** Refresh tokens that were used twice: each would be a dead account. */
  tokensReused: number;
  logIsSound: boolean;
}

export async function judge(room: MixedRoom, traffic: MixedTraffic): Promise<Verdict> {
  const { desk } = room;
  const rows = <Row>(sql: string) => desk.database.query<Row>(sql);
  const one = async (sql: string) => (await rows<{ count: number }>(sql))[0]!.count;
  const texts = await rows<{ text: string }>(
    `SELECT text FROM tip WHERE channel LIKE 'x-%' OR channel = 'email'
      UNION ALL SELECT text FROM dialogue_message WHERE sender = 'informant'`,
  );
  const found = countKeys(texts.map(({ text }) => text));
  const keys = traffic.written.map(({ key }) => key);
  const { database, secret, clock, configuration } = desk.kernel;
  const audit = openAuditLog({ database, secret, clock, configuration });
  await audit.sequencer.drain();
  return {
    written: keys.length,
    received: await one(
      `SELECT count(*)::int FROM inbound_message AS message WHERE (channel LIKE 'x-%' OR channel = 'email')
          AND NOT EXISTS (SELECT FROM tip WHERE tip.id = message.tip_id AND channel IN ('web', 'api', 'staff'))`,
    ),
    lost: keys.filter((key) => !found.has(key)),
    doubled: keys.filter((key) => (found.get(key) ?? 0) > 1),
    readable: texts.length,
    unreadable: traffic.unreadable + traffic.encrypted,
    rejected: await one(`SELECT count(*)::int FROM channel_rejection WHERE reason = 'encrypted'`),
    ...(await judgeAnswers(room, traffic)),
    inDoubtOnX: await one(
      `SELECT count(*)::int FROM outbox_message WHERE state NOT IN ('sent', 'failed') AND channel LIKE 'x-%'`,
    ),
    inDoubtByMail: await one(
      `SELECT count(*)::int FROM outbox_message WHERE state = 'ambiguous' AND channel = 'email'`,
    ),
    forgedTaken: traffic.webhooks.forgedTaken,
    tokensReused: room.x.grants.reused,
    logIsSound: (await audit.verify()).sound,
  };
}

type AnswersVerdict = Pick<Verdict, 'thankedTwice' | 'answeredTwice' | 'unthanked' | 'sentAndNotThere'>;

async function judgeAnswers(room: MixedRoom, traffic: MixedTraffic): Promise<AnswersVerdict> {
  const arrived = arrivals(room);
  const isAnswer = (text: string) => /Respuesta q[a-z]+z/.test(text);
  const thanks = new Map<string, number>();
  for (const { to, text } of arrived) if (!isAnswer(text)) thanks.set(to, (thanks.get(to) ?? 0) + 1);
  const keysThere = countKeys(arrived.map(({ text }) => text).filter(isAnswer));
  const given = new Map<string, number>();
  for (const { key } of traffic.answered) given.set(key, (given.get(key) ?? 0) + 1);
  const private_ = new Set(
    traffic.written.filter(({ channel }) => channel !== 'x-mention').map(({ sender }) => sender),
  );
  const [counts] = await room.desk.database.query<{ sent: number; open: number; failed: number }>(
    `SELECT count(*) FILTER (WHERE state = 'sent')::int AS sent,
            count(*) FILTER (WHERE channel = 'email' AND kind = 'acknowledgement' AND state <> 'sent')::int AS open
       FROM outbox_message`,
  );
  const unthanked = [...private_].filter((who) => !thanks.has(who) && !traffic.closedToUs.has(who));
  return {
    thankedTwice: [...thanks].filter(([, times]) => times > 1).map(([who]) => who),
    answeredTwice: [...keysThere].filter(([key, times]) => times > given.get(key)!).map(([key]) => key),
    unthanked: unthanked.slice(0, Math.max(0, unthanked.length - counts!.open)),
    sentAndNotThere: Math.max(0, counts!.sent - arrived.length),
  };
}

/** Everything of ours that reached somebody: by direct message, in public, by mail. */
function arrivals({ x, police, outside }: MixedRoom): { to: string; text: string }[] {
  return [
    ...x.world.dms
      .filter(({ senderId }) => senderId === police.id)
      .map(({ recipientId: to, text }) => ({ to, text })),
    ...[...x.world.posts.values()]
      .filter(({ authorId }) => authorId === police.id)
      .map(({ replyTo, text }) => ({ to: `post ${replyTo}`, text })),
    ...outside.mails.map(({ to, text }) => ({ to: to[0]!, text })),
  ];
}

function countKeys(texts: string[]): Map<string, number> {
  const counted = new Map<string, number>();
  for (const text of texts)
    for (const [key] of text.matchAll(/\bq[a-z]+z\b/g)) counted.set(key, (counted.get(key) ?? 0) + 1);
  return counted;
}

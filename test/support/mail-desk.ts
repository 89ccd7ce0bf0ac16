import { EmailAccounts, SmtpDoor } from '#channels';
import { operatorContext } from '#kernel';
import { type FakeImapServer, startFakeImapServer } from '../fakes/mail/fake-imap-server.js';
import { type FakeMailServer, startFakeMailServer } from '../fakes/mail/fake-mail-server.js';
import { type Desk, openDesk } from './desk.js';

/** Where citizens write to. */
export const MAIL_ADDRESS = 'tips@desk.example';

export interface MailedTip {
  id: string;
  text: string;
  language: string;
  set_aside: { kind: string; sign: string } | null;
  files: number;
}

/** The whole product between two fake servers: one that takes our mails, one with a mailbox that we empty. */
export interface MailDesk {
  desk: Desk;
  world: FakeMailServer;
  mailbox: FakeImapServer;
  /** Where our own SMTP door listens. */
  port: number;
  newestTip(): Promise<MailedTip>;
  count(table: string): Promise<number>;
  rejections(): Promise<{ reason: string; kept: boolean; bytes: number }[]>;
  close(): Promise<void>;
}

export async function openMailDesk(): Promise<MailDesk> {
  const world = await startFakeMailServer();
  const mailbox = await startFakeImapServer();
  const desk = await openDesk({
    COLABORA_MAIL_PORT: '0',
    COLABORA_MAIL_OUT_URL: world.url,
    COLABORA_MAIL_IMAP_URL: mailbox.url,
    COLABORA_PUBLIC_URL: 'http://localhost:8080',
  });
  const { app, database } = desk;
  const campaignId = await desk.campaignId('tweetredadas');
  await database.transaction((tx) =>
    app
      .get(EmailAccounts)
      .add(tx, { address: MAIL_ADDRESS, campaignId, acknowledges: true }, operatorContext('test')),
  );
  return {
    desk,
    world,
    mailbox,
    port: app.get(SmtpDoor).port!,
    newestTip: async () => {
      const [tip] = await database.query<MailedTip>(
        `SELECT id, text, language, set_aside, (SELECT count(*)::int FROM tip_file WHERE tip_id = tip.id) AS files
           FROM tip WHERE channel = 'email' ORDER BY received_at DESC, id DESC LIMIT 1`,
      );
      return tip!;
    },
    count: async (table) => {
      const [row] = await database.query<{ rows: number }>(`SELECT count(*)::int AS rows FROM ${table}`);
      return row!.rows;
    },
    rejections: () =>
      database.query(
        'SELECT reason, blob IS NOT NULL AS kept, bytes::float8 AS bytes FROM channel_rejection ORDER BY id',
      ),
    close: async () => {
      await desk.close();
      await mailbox.close();
      await world.close();
    },
  };
}

/** Which of these secrets stand in clear in a table or a log line, and where. */
export async function foundInClear({ database, logLines }: Desk, secrets: string[]): Promise<string[]> {
  const tables = await database.query<{ name: string }>(
    `SELECT format('%I.%I', schemaname, tablename) AS name FROM pg_tables
      WHERE schemaname NOT IN ('pg_catalog', 'information_schema')`,
  );
  const found: string[] = [];
  for (const { name } of tables) {
    const [row] = await database.query<{ rows: string | null }>(
      `SELECT string_agg(t::text, E'\\n') AS rows FROM ${name} AS t`,
    );
    const holds = (words: string) => row!.rows?.includes(words) ?? false;
    const inTable = secrets.filter((each) => holds(each) || holds(Buffer.from(each).toString('hex')));
    found.push(...inTable.map((secret) => `${name}: ${secret}`));
  }
  return [
    ...found,
    ...secrets.filter((each) => logLines.join('').includes(each)).map((each) => `log: ${each}`),
  ];
}

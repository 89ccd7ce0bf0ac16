import { Injectable, Logger, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import type { ImapFlow } from 'imapflow';
import { Configuration, Database, discreetError, onlyOne } from '#kernel';
import { ChannelHealth } from '../../incoming/channel-health.js';
import { EmailAccounts, type Recipient } from '../email-accounts.js';
import { MAX_MAIL_BYTES } from '../mail-limits.js';
import { folderOf, imapConnectionTo, imapTrouble } from './imap-connection.js';
import { MailIntake } from './mail-intake.js';
import { readMail } from './read-mail.js';

/** A server that forgets to tell of new mail is asked; IDLE makes it sooner. */
const LOOK_SECONDS = 60;
/** After a trouble; doubled up to the last. */
const FIRST_PAUSE_MS = 1_000;
const LAST_PAUSE_MS = 120_000;
/** How soon another worker takes over from one that died. */
const STAND_BY_MS = 5_000;

/**
 * Empties a mailbox over IMAP, in the worker role; of several workers one at a time, the others stand by. A mail is removed (or passed over for good) only after it is committed
 * here; one that meets a trouble of ours stays and is taken again, and what comes twice is one tip.
 */
@Injectable()
export class ImapDoor implements OnApplicationBootstrap, OnModuleDestroy {
  readonly #log = new Logger(ImapDoor.name);
  #running: Promise<void> | undefined;
  #isStopping = false;
  /** Mail came, or the connection went, while we were busy with the last. */
  #hasNews = false;
  #wake: () => void = () => undefined;
  #client: ImapFlow | undefined;

  constructor(
    private readonly configuration: Configuration,
    private readonly database: Database,
    private readonly accounts: EmailAccounts,
    private readonly intake: MailIntake,
    private readonly health: ChannelHealth,
  ) {}

  onApplicationBootstrap(): void {
    const { mailImapUrl } = this.configuration;
    if (mailImapUrl === undefined || !this.configuration.plays('worker')) return;
    this.#running = this.run(new URL(mailImapUrl));
  }

  async onModuleDestroy(): Promise<void> {
    this.#isStopping = true;
    this.#wake();
    this.#client?.close();
    await this.#running;
  }

  /** Connects again and again, with growing pauses: a mail server that is away for an hour is everyday life. */
  private async run(url: URL): Promise<void> {
    let pauseMs = FIRST_PAUSE_MS;
    while (!this.#isStopping) {
      try {
        const visited = await onlyOne(this.database, nameOf(url), (lost) =>
          this.visit(url, lost, () => (pauseMs = FIRST_PAUSE_MS)),
        );
        if (visited === 'busy') await this.pause(STAND_BY_MS);
      } catch (error) {
        if (this.#isStopping) return;
        this.#log.warn({ err: discreetError(error) }, 'imap: trouble, connecting again later');
        await this.health.hasTrouble('email-imap-in', imapTrouble(error)).catch(() => undefined);
        await this.pause(pauseMs);
        pauseMs = Math.min(pauseMs * 2, LAST_PAUSE_MS);
      }
    }
  }

  private async visit(url: URL, lost: AbortSignal, onWorking: () => void): Promise<void> {
    const client = imapConnectionTo(url);
    client.on('error', () => this.#wake()); // what waits finds the connection gone
    this.#client = client;
    try {
      await client.connect();
      await client.mailboxOpen(folderOf(url));
      const news = () => {
        this.#hasNews = true;
        this.#wake();
      };
      client.on('exists', news);
      client.on('close', news);
      lost.addEventListener('abort', news);
      while (!this.#isStopping && client.usable && !lost.aborted) {
        this.#hasNews = false;
        await this.empty(client, nameOf(url), lost);
        await this.health.works('email-imap-in');
        onWorking();
        if (this.#hasNews) continue;
        // Ends with the next command, or when the connection does; what it throws, the next command throws too.
        void client.idle().catch(() => false);
        await this.pause(LOOK_SECONDS * 1000);
      }
    } finally {
      client.removeAllListeners();
      client.on('error', () => undefined);
      client.close();
    }
    if (!this.#isStopping) throw new Error('The connection ended');
  }

  /** Takes in everything that is new, in the order of its arrival. */
  private async empty(client: ImapFlow, name: string, lost: AbortSignal): Promise<void> {
    if ((await this.accounts.list()).length === 0) return; // until an address is bound, mail waits where it is
    const isKept = this.configuration.mailImapAfter === 'keep';
    const mailbox = client.mailbox;
    if (mailbox === false) return;
    const validity = String(mailbox.uidValidity);
    const after = isKept ? await this.lastUid(name, validity) : 0;
    const found = await client.search({ uid: `${after + 1}:*` }, { uid: true });
    for (const uid of (found || []).filter((each) => each > after).sort((one, other) => one - other)) {
      if (this.#isStopping || lost.aborted) return;
      await this.takeOne(client, uid);
      if (isKept) await this.rememberUid(name, validity, uid);
      else await client.messageDelete(String(uid), { uid: true });
    }
  }

  private async takeOne(client: ImapFlow, uid: number): Promise<void> {
    const known = await client.fetchOne(String(uid), { size: true, headers: true }, { uid: true });
    if (known === false) return; // somebody removed it meanwhile
    if ((known.size ?? 0) > MAX_MAIL_BYTES) {
      await this.intake.refuseTooLarge(
        await this.recipientsOf(known.headers ?? Buffer.alloc(0)),
        known.size!,
      );
      return;
    }
    const whole = await client.fetchOne(String(uid), { source: true }, { uid: true });
    if (whole === false || whole.source === undefined) return;
    await this.intake.take(whole.source, await this.recipientsOf(whole.source));
  }

  /** Whose it is, as its header says; the first account where it names none of ours (a blind copy, a list). */
  private async recipientsOf(raw: Buffer): Promise<Recipient[]> {
    const named = await readMail(raw).then(
      ({ recipients }) => recipients,
      () => [],
    );
    const found = (await Promise.all(named.map((address) => this.accounts.recipient(address)))).flatMap(
      (each) => each ?? [],
    );
    if (found.length > 0) return found.slice(0, 1);
    const [first] = await this.accounts.list();
    return first === undefined ? [] : [{ account: first }];
  }

  private async lastUid(name: string, validity: string): Promise<number> {
    const [known] = await this.database.query<{ last_uid: string }>(
      'SELECT last_uid FROM email_mailbox WHERE name = $1 AND uid_validity = $2',
      [name, validity],
    );
    return Number(known?.last_uid ?? 0);
  }

  /** A new UIDVALIDITY starts from the first: what was read comes again and is recognised (RFC 3501 2.3.1.1). */
  private async rememberUid(name: string, validity: string, uid: number): Promise<void> {
    await this.database.query(
      `INSERT INTO email_mailbox (name, uid_validity, last_uid) VALUES ($1, $2, $3)
       ON CONFLICT (name) DO UPDATE SET uid_validity = $2, last_uid = $3`,
      [name, validity, uid],
    );
  }

  private pause(milliseconds: number): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, milliseconds);
      this.#wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }
}

const nameOf = (url: URL): string => `${url.username}@${url.host}/${folderOf(url)}`;

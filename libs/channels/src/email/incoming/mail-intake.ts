import { Injectable, Logger } from '@nestjs/common';
import type { Campaign } from '#campaigns';
import { citizenContext, discreetError, Problem } from '#kernel';
import { type InboundMessage, Intake, type MachineSign, Outbox, ReplyTokens } from '#tips';
import { isDatabaseAway } from '../../incoming/database-away.js';
import { Rejections } from '../../incoming/rejections.js';
import { type EmailAccount, EmailAccounts, type Recipient } from '../email-accounts.js';
import { isDeliveryReport, machineSign } from './machine-signs.js';
import { digest, messageFrom } from './mail-to-message.js';
import { readMail } from './read-mail.js';
import { type MailRefusal, type ReceivedMail, UnreadableMail } from './received-mail.js';

/** The one door behind both ways in. */
@Injectable()
export class MailIntake {
  readonly #log = new Logger(MailIntake.name);

  constructor(
    private readonly accounts: EmailAccounts,
    private readonly intake: Intake,
    private readonly outbox: Outbox,
    private readonly tokens: ReplyTokens,
    private readonly rejections: Rejections,
  ) {}

  /**
   * When it resolves, the mail is a tip, part of one, or a recorded rejection, committed. It rejects only for troubles of
   * ours: whoever delivers must keep the mail then and come again. The same mail again changes nothing.
   * @param envelopeFrom undefined where no envelope is known (IMAP).
   */
  async take(raw: Buffer, recipients: Recipient[], envelopeFrom?: string): Promise<void> {
    let mail: ReceivedMail;
    try {
      mail = await readMail(raw);
    } catch (error) {
      for (const { account } of recipients) await this.reject(account, reasonFor(error), raw);
      return;
    }
    const ours = new Set((await this.accounts.list()).map(({ address }) => address));
    const sign = machineSign(mail, envelopeFrom, ours);
    for (const recipient of recipients) await this.takeFor(recipient, mail, sign, raw);
  }

  /** One that was too large to keep; whoever sent it is told at the door. */
  async refuseTooLarge(recipients: Recipient[], bytes: number): Promise<void> {
    for (const { account } of recipients) await this.reject(account, 'too-large', undefined, { bytes });
  }

  private async takeFor(
    { account, tag: addressTag }: Recipient,
    mail: ReceivedMail,
    sign: MachineSign | undefined,
    raw: Buffer,
  ): Promise<void> {
    const campaign = await this.accounts.campaignOf(account);
    if (campaign === undefined) throw new Error('An e-mail account names a campaign that does not exist');
    const tag = addressTag ?? tagAmong(mail.references);
    const tipId = tag === undefined ? undefined : this.tokens.tipOf(tag);
    if (tipId !== undefined && isDeliveryReport(mail)) await this.outbox.noteBounce(tipId);
    try {
      const message = messageFrom(mail, {
        account,
        campaign,
        raw,
        ...(tag === undefined ? {} : { tag }),
        ...(sign === undefined ? {} : { machineSign: sign }),
      });
      await this.receive(message, mail);
    } catch (error) {
      if (isOurTrouble(error)) throw error;
      if (!(error instanceof Problem || error instanceof UnreadableMail))
        this.#log.warn({ err: discreetError(error) }, 'a mail broke a reader and was set down as malformed');
      await this.reject(account, reasonFor(error), raw, { campaign });
    }
  }

  /** Another mail under a Message-ID that was used before is another message: ids are claims, not proofs. */
  private async receive(message: InboundMessage, mail: ReceivedMail): Promise<void> {
    try {
      await this.intake.receive(message, citizenContext('citizen-mail'));
    } catch (error) {
      if (!(error instanceof Problem && error.code === 'idempotency-key-reused')) throw error;
      const remoteId = `${message.remoteId} ${digest(mail)}`;
      await this.intake.receive({ ...message, remoteId }, citizenContext('citizen-mail'));
    }
  }

  private async reject(
    account: EmailAccount,
    reason: MailRefusal,
    raw: Buffer | undefined,
    known: { campaign?: Campaign; bytes?: number } = {},
  ): Promise<void> {
    const campaign = known.campaign ?? (await this.accounts.campaignOf(account));
    if (campaign === undefined) throw new Error('An e-mail account names a campaign that does not exist');
    await this.rejections.record({
      channel: 'email',
      channelAccount: account.address,
      campaign,
      reason,
      ...(known.bytes === undefined ? {} : { bytes: known.bytes }),
      ...(raw === undefined ? {} : { raw }),
    });
  }
}

/** Our own Message-IDs carry the tag too: an answer finds its tip where a program dropped it from the address. */
const tagAmong = (references: string[]): string | undefined =>
  references.map((id) => /^([0-9a-f]{48})\./.exec(id)?.[1]).findLast((tag) => tag !== undefined);

function reasonFor(error: unknown): MailRefusal {
  if (error instanceof UnreadableMail) return error.reason;
  return error instanceof Problem && error.code === 'campaign-not-open' ? 'campaign-closed' : 'malformed';
}

/**
 * A database or disk that fails is ours, and passes, as does a row of ours that doesn't fit (SQLSTATE class 23); a value
 * that PostgreSQL refuses or an engine that breaks on it is the mail's, and would never pass.
 */
function isOurTrouble(error: unknown): boolean {
  if (error instanceof Problem || error instanceof UnreadableMail) return false;
  const { code, driverError } = error as { code?: unknown; driverError?: { code?: unknown } };
  return isDatabaseAway(error) || /^(23|E[A-Z]+$)/.test(String(driverError?.code ?? code));
}

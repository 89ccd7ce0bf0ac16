import { Injectable } from '@nestjs/common';
import { Clock, Configuration } from '#kernel';
import type { OutboxItem, SendOutcome } from '#tips';
import type { ChannelAdapter } from '../../channel-adapter.js';
import { ChannelHealth } from '../../incoming/channel-health.js';
import { EmailAccounts } from '../email-accounts.js';
import { composeMail, type DkimKey } from './compose-mail.js';
import { giveToServer } from './smtp-exit.js';

/** Pauses between tries, in minutes; the last one repeats until the outbox gives up. */
const PAUSES = [1, 5, 15, 60];

/** E-mail as a way out: one mail an answer, in the thread of what the informant wrote. */
@Injectable()
export class EmailAdapter implements ChannelAdapter {
  readonly channel = 'email';
  readonly capabilities = {
    private: true,
    publicReply: false,
    media: true,
    edits: false,
    deletions: false,
    longestMessage: 10_000,
  };

  constructor(
    private readonly configuration: Configuration,
    private readonly accounts: EmailAccounts,
    private readonly health: ChannelHealth,
    private readonly clock: Clock,
  ) {}

  async send(item: OutboxItem): Promise<SendOutcome> {
    const { mailOutUrl, mailSilenceSeconds } = this.configuration;
    if (mailOutUrl === undefined) return this.later(item, 'outgoing-mail-not-set-up');
    const account = item.to.channelAccount;
    const mail = await composeMail(item, this.accounts.taggedAddress(account, item.tipId), this.dkim);
    const domain = account.slice(account.indexOf('@') + 1);
    const outcome = await giveToServer(new URL(mailOutUrl), domain, mail, mailSilenceSeconds);
    if (outcome.state === 'not-now') {
      await this.health.hasTrouble('email-out', outcome.reason);
      return this.later(item, outcome.reason);
    }
    if (outcome.state === 'ambiguous') await this.health.hasTrouble('email-out', outcome.detail);
    else await this.health.works('email-out');
    return outcome;
  }

  private later({ attempt }: OutboxItem, reason: string): SendOutcome {
    const minutes = PAUSES[Math.min(attempt, PAUSES.length) - 1]!;
    return { state: 'wait', until: new Date(this.clock.now().getTime() + minutes * 60_000), reason };
  }

  private get dkim(): DkimKey | undefined {
    const { mailDkimSelector: selector, mailDkimKey: privateKey } = this.configuration;
    return selector === undefined || privateKey === undefined ? undefined : { selector, privateKey };
  }
}

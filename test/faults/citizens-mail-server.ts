import { setTimeout as pause } from 'node:timers/promises';
import type { SeededRandom } from '../../apps/server/src/demo/seeded-random.js';
import { deliver, deliverAndHangUp } from '../fakes/mail/deliver.js';

/** What goes wrong on the way to the door. */
export const MAIL_FAULTS = ['before-the-answer', 'in-the-middle', 'twice'] as const;
export type MailFault = (typeof MAIL_FAULTS)[number];

/** Of 100 mails, so many. */
const CHANCES: Record<MailFault, number> = { 'before-the-answer': 8, 'in-the-middle': 5, twice: 8 };
const AT_ONCE = 4;
const AGAIN_AFTER_MS = 300;

interface Waiting {
  to: string;
  from: string;
  raw: string;
  faults: MailFault[];
}

/**
 * The mail server of whoever writes: keeps each mail until the door said yes, comes again after everything else, and
 * breaks off at random. A 5xx is the end of a mail: it is counted.
 */
export class CitizensMailServer {
  readonly struck: Partial<Record<MailFault, number>> = {};
  /** The door's answers but 250; 0 is a connection that broke or wasn't made. */
  readonly answers: Record<number, number> = {};
  refused = 0;
  readonly #queue: Waiting[] = [];
  readonly #lines: Promise<void>[];
  #underWay = 0;
  #isClosing = false;

  constructor(
    private readonly port: number,
    private readonly random: SeededRandom,
  ) {
    this.#lines = Array.from({ length: AT_ONCE }, () => this.run());
  }

  get waiting(): number {
    return this.#queue.length + this.#underWay;
  }

  post(mail: Omit<Waiting, 'faults'>): void {
    const faults = MAIL_FAULTS.filter((fault) => this.random.below(100) < CHANCES[fault]);
    this.#queue.push({ ...mail, faults });
  }

  async close(): Promise<void> {
    this.#isClosing = true;
    await Promise.all(this.#lines);
  }

  private async run(): Promise<void> {
    while (!this.#isClosing) {
      const mail = this.#queue.shift();
      if (mail === undefined) {
        await pause(50);
        continue;
      }
      this.#underWay += 1;
      const isDone = await this.tryOne(mail);
      this.#underWay -= 1;
      if (isDone) continue;
      this.#queue.push(mail);
      await pause(AGAIN_AFTER_MS);
    }
  }

  /** True when it needn't come again. */
  private async tryOne(mail: Waiting): Promise<boolean> {
    const { to, from, raw } = mail;
    const fault = mail.faults.shift();
    if (fault !== undefined) this.struck[fault] = (this.struck[fault] ?? 0) + 1;
    if (fault === 'before-the-answer' || fault === 'in-the-middle') {
      await deliverAndHangUp(this.port, to, raw, fault, from);
      return false;
    }
    const answer = await deliver(this.port, to, raw, from);
    if (answer !== 250) this.answers[answer] = (this.answers[answer] ?? 0) + 1;
    if (answer >= 500) this.refused += 1;
    return answer >= 500 || (answer === 250 && fault !== 'twice');
  }
}

import { createHash } from 'node:crypto';
import type { Campaign } from '#campaigns';
import type { InboundMessage, MachineSign } from '#tips';
import type { EmailAccount } from '../email-accounts.js';
import { TIP_LENGTH } from '../mail-limits.js';
import { guessLanguage } from './guess-language.js';
import { allWords, ownWords } from './own-words.js';
import { type ReceivedMail, UnreadableMail } from './received-mail.js';

/** How a mail reached us. */
export interface MailDelivery {
  account: EmailAccount;
  campaign: Campaign;
  /** The tag that stood in our address, if one did. */
  tag?: string;
  /** Why it looks automatic. */
  machineSign?: MachineSign;
  raw: Buffer;
}

const ANSWER = /^\s*((re|rv|aw|resp|fwd?|fw|rv|reenv|tr)\s*(\[\d+\])?\s*:\s*)+/i;
const FORWARD = /^\s*((re|aw)\s*:\s*)*(fwd?|fw|rv|reenv|tr)\s*:/i;
/** A signature's telephone, to be known to the masking: at least nine digits, however they are spaced. */
const PHONE = /(?:\+|00)?\d(?:[\s().-]?\d){8,14}/;

/** What a mail says, as an inbound message. Everything that names its sender goes where it is sealed or only masked by. */
export function messageFrom(mail: ReceivedMail, delivery: MailDelivery): InboundMessage {
  const { account, campaign, tag, machineSign: sign, raw } = delivery;
  const { text, signature } = wordsOf(mail, delivery);
  const name = [mail.from?.name ?? '', namesIn(signature)].join(' ').trim();
  const phone = PHONE.exec(signature)?.[0];
  return {
    channel: 'email',
    channelAccount: account.address,
    remoteId: mail.messageId ?? digest(mail),
    campaignId: campaign.id,
    language: guessLanguage(text, campaign.languages),
    text,
    sender: {
      ...(mail.from === undefined ? {} : { email: mail.from.address }),
      ...(name === '' ? {} : { name }),
      ...(phone === undefined ? {} : { phone }),
    },
    files: mail.files,
    raw,
    startsAnew: true,
    ...(tag === undefined ? {} : { tag }),
    ...(sign === undefined ? {} : { suspicion: { kind: 'automatic' as const, sign } }),
    ...(mail.answerTo === undefined
      ? {}
      : {
          replyTo: {
            address: mail.answerTo,
            acknowledge: account.acknowledges,
            thread: threadOf(mail),
          },
        }),
  };
}

function wordsOf(mail: ReceivedMail, { tag }: MailDelivery): { text: string; signature: string } {
  const { text, forwarded, signature } = ownWords(mail.body, FORWARD.test(mail.subject));
  const subject = mail.subject.replace(ANSWER, '').trim();
  const isAnswer = tag !== undefined || mail.references.length > 0;
  const parts = [isAnswer ? '' : subject, text, forwarded, ...mail.forwarded.map(passedOn)];
  const all = [...new Set(parts.map((part) => part.trim()).filter((part) => part !== ''))].join('\n\n');
  if (all !== '') return { text: shortened(all), signature };
  // Not where it answers us: what it quotes then is ours, with the code of its receipt.
  const uncut = tag === undefined ? allWords(mail.body) : '';
  if (uncut !== '') return { text: shortened(uncut), signature };
  if (mail.files.length === 0) throw new UnreadableMail('nothing-in-it');
  return { text: '[…]', signature };
}

const passedOn = (body: string): string => {
  const { text, forwarded } = ownWords(body, true);
  return [text, forwarded].filter((part) => part !== '').join('\n\n');
};

function shortened(text: string): string {
  const letters = [...text];
  return letters.length <= TIP_LENGTH ? text : `${letters.slice(0, TIP_LENGTH - 4).join('')} […]`;
}

/** The lines of a signature that can be names: few words, no digits, no addresses. */
const namesIn = (signature: string): string =>
  signature
    .split('\n')
    .filter((line) => line.length <= 60 && !/[\d@]|https?:|www\./i.test(line))
    .slice(0, 3)
    .join(' ')
    .replace(/^--\s*/, '');

function threadOf({ messageId, references, subject }: ReceivedMail): Record<string, string> {
  return {
    ...(messageId === undefined
      ? {}
      : { messageId, references: [...references.slice(-10), messageId].join(' ') }),
    subject: subject.replace(ANSWER, '').trim().slice(0, 200),
  };
}

/** Names a mail that has no Message-ID by what it says; what servers on the way add, empty lines at its end too, has no part in it. */
export function digest(mail: ReceivedMail): string {
  const hash = createHash('sha256').update(
    JSON.stringify([mail.from?.address, mail.header.get('date'), mail.subject, mail.body.trimEnd()]),
  );
  for (const { bytes } of mail.files) hash.update(createHash('sha256').update(bytes).digest());
  return `digest:${hash.digest('hex')}`;
}

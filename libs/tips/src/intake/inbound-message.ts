import type { Language } from '#campaigns';
import type { Suspicion as ContentSuspicion } from '#dedup';
import type { KnownSender } from '#privacy';

export const CHANNELS = ['web', 'x-dm', 'x-mention', 'email', 'staff', 'api'] as const;
export type Channel = (typeof CHANNELS)[number];

/** A file as it arrived, in memory only; `name` and `declaredType` are the sender's claims and are never trusted. */
export interface ReceivedFile {
  name: string;
  declaredType: string;
  bytes: Buffer;
}

/** Why a channel or the duplicate engine doubts a message. It goes to the set-aside lane; it is never refused. */
export type Suspicion = ContentSuspicion | { kind: 'automatic'; sign: MachineSign };

/** What tells that a program sent it; the portal says it in the reader's language. */
export const MACHINE_SIGNS = [
  'hidden-field',
  'form-not-opened',
  'too-fast',
  'too-old',
  'own-address',
  'delivery-report',
  'automatic-answer',
  'mailing-list',
  'bulk-mail',
  'no-envelope-sender',
  'machine-address',
  'automatic-subject',
] as const;
export type MachineSign = (typeof MACHINE_SIGNS)[number];

/**
 * Why a tip is set aside, as it is stored: a machine's sign, or a person's reason in their own words (as were the machine's,
 * in English, before it gave signs).
 */
export interface SetAside {
  kind: Suspicion['kind'] | 'by-hand';
  sign?: Suspicion['sign'];
  count?: number;
  reason?: string;
}

/** What a channel received, once: (channel, channelAccount, remoteId) names it for ever. */
export interface InboundMessage {
  channel: Channel;
  /** Which of our accounts or forms received it. */
  channelAccount: string;
  /**
   * The sender's system's name for the message; for the web form a secret of the form, from which the receipt's code is
   * derived, so that a repeated delivery is answered with the same receipt. Stored only as a hash.
   */
  remoteId: string;
  campaignId: string;
  language: Language;
  text: string;
  /** Where it happens, in the citizen's words. */
  place?: string;
  /** How to reach the citizen, in their words. */
  contact?: string;
  sender?: KnownSender;
  files: ReceivedFile[];
  suspicion?: Suspicion;
  /** Where the sender can be answered, where the channel can answer. */
  replyTo?: ReplyTo;
  /** The tag of a tip that stood in the address of ours to which this was sent (`ReplyTokens.tagOf`). */
  tag?: string;
  /** The remote id of the message of which this is a later version. */
  versionOf?: string;
  /** True where a sender's next message is another matter unless it says otherwise (an e-mail that answers none). */
  startsAnew?: boolean;
  /** Exactly what arrived, headers and all; sealed to the tip. */
  raw?: Buffer;
}

/** How to answer, in memory only; sealed to the tip as a token (`ReplyTokens`). */
export interface ReplyTo {
  /** An e-mail address, an X user id… in one spelling, as it also keys the conversation. */
  address: string;
  /** What the channel needs to thread an answer: message ids, a subject, a post's id. */
  thread?: Record<string, string>;
  /** True where anybody can read the answer: no receipt code is ever written there. */
  isPublic?: boolean;
  /** True if the automatic acknowledgement is wanted on this account. */
  acknowledge?: boolean;
}

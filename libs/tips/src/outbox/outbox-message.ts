import type { Language } from '#campaigns';
import type { Channel } from '../intake/inbound-message.js';

export const OUTBOX_STATES = ['queued', 'sending', 'sent', 'ambiguous', 'failed'] as const;
/**
 * `ambiguous`: the connection broke after the words had left, or the process died meanwhile. It may have arrived, so it is
 * never sent again by a machine: the channel looks whether it is there, or a person decides.
 */
export type OutboxState = (typeof OUTBOX_STATES)[number];

/** Where an answer goes. In clear only in memory; at rest sealed to the tip, or in the outbox until it is sent. */
export interface ReplyAddress {
  channel: Channel;
  /** Which of our accounts speaks. */
  channelAccount: string;
  /** An e-mail address, an X user id… */
  address: string;
  /** What the channel needs to thread the answer: message ids, a subject, a post's id. */
  thread?: Record<string, string>;
}

/** What waits to leave. People's answers go before automatic ones. */
export interface NewOutboxMessage {
  /** Named by whoever queues it, so that the same answer sent twice is one. */
  id: string;
  tipId: string;
  kind: 'answer' | 'acknowledgement';
  /** The account of whoever wrote an answer. */
  authorId?: string;
  to: ReplyAddress;
  language: Language;
  text: string;
}

/** What a channel is given to send: opened, in memory only. */
export interface OutboxItem {
  id: string;
  tipId: string;
  /** An automatic message says so where the channel has a way to (RFC 3834). */
  automatic: boolean;
  /** 1 for the first try. */
  attempt: number;
  to: ReplyAddress;
  language: Language;
  text: string;
  queuedAt: Date;
}

/** What became of it. Reasons are stable words (`unknown-recipient`), never an address or the remote side's sentence. */
export type SendOutcome =
  | { state: 'sent'; remoteId: string }
  | { state: 'ambiguous'; detail: string }
  | { state: 'failed'; reason: string }
  | { state: 'wait'; until: Date; reason: string };

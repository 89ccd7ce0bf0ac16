import type { Language } from '#campaigns';
import type { KnownSender } from '#privacy';

export type Channel = 'web' | 'x-dm' | 'x-mention' | 'email' | 'staff' | 'api';

/** A file as it arrived, in memory only; `name` and `declaredType` are the sender's claims and are never trusted. */
export interface ReceivedFile {
  name: string;
  declaredType: string;
  bytes: Buffer;
}

/** Why a channel doubts a message. It goes to the set-aside lane, where people find it; it is never refused. */
export interface Suspicion {
  kind: 'spam' | 'abuse' | 'brigading' | 'threat-to-staff' | 'automatic';
  /** In English, for the portal: which sign was seen, never what was written. */
  reason: string;
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
}

import type { Channel, OutboxItem, SendOutcome } from '#tips';

/** What a channel can carry: the portal says so before somebody writes in vain. */
export interface ChannelCapabilities {
  /** Only the informant reads what is sent. */
  private: boolean;
  /** Answers can be given where others read them. */
  publicReply: boolean;
  /** Files arrive. */
  media: boolean;
  /** Senders can change what they sent; a change arrives as a new version. */
  edits: boolean;
  /** The channel tells when something was taken back. */
  deletions: boolean;
  /** In code points; one answer is never cut into several. */
  longestMessage: number;
}

/** What looking for a message in doubt found. `unknown`: it can't be told (yet). */
export type ReadBack = { state: 'sent'; remoteId: string } | { state: 'not-sent' } | { state: 'unknown' };

/**
 * One way out (docs/architecture.md, "The way back"). Reading in is the channel's own affair: each takes what arrives and
 * hands it to `Intake`.
 */
export interface ChannelAdapter {
  readonly channel: Channel;
  readonly capabilities: ChannelCapabilities;
  /**
   * Sends once. `ambiguous` if a byte of the words may have reached the other side without its yes; `wait` if surely
   * nothing did and a later try may work. Must end by itself within two minutes. What it throws counts as `ambiguous`.
   */
  send(item: OutboxItem): Promise<SendOutcome>;
  /** Looks whether a message in doubt is there. A channel that can't leaves it out: a person decides then. */
  readBack?(item: OutboxItem): Promise<ReadBack>;
}

/** A mail as it was read: everything but `words` is identity or claims, in memory only. */
export interface ReceivedMail {
  /** The sender's system's name for it, without brackets. */
  messageId: string | undefined;
  /** The messages it answers, the nearest last. */
  references: string[];
  from: { address: string; name: string } | undefined;
  /** Where an answer goes, in lower case: Reply-To, else From. */
  answerTo: string | undefined;
  /** Addresses that it was sent to, as the header says. */
  recipients: string[];
  subject: string;
  /** The body as plain text, as written: quotes and signature still in it. */
  body: string;
  /** Bodies of mails forwarded as files. */
  forwarded: string[];
  files: { name: string; declaredType: string; bytes: Buffer }[];
  /** Files that were left in the original alone. */
  leftInOriginal: number;
  /** Lower-case names of the header's fields with their values, unfolded; for telling machines from people. */
  header: ReadonlyMap<string, string>;
  /** The type of the whole, such as `multipart/report`. */
  contentType: string;
}

/** Why a mail can't become a tip. It is recorded, sealed and shown: never lost, never a crash. */
export type MailRefusal =
  | 'too-large'
  | 'too-many-parts'
  | 'header-too-large'
  | 'malformed'
  | 'encrypted'
  | 'nothing-in-it'
  | 'campaign-closed'
  | 'unknown-recipient';

export class UnreadableMail extends Error {
  constructor(readonly reason: MailRefusal) {
    super(`A mail could not be read: ${reason}`);
  }
}

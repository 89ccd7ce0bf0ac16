import DKIM from 'nodemailer/lib/dkim';
import MailComposer from 'nodemailer/lib/mail-composer';
import { buffer } from 'node:stream/consumers';
import type { OutboxItem } from '#tips';

/** A mail ready to leave, with the envelope that goes before it. */
export interface ComposedMail {
  /** Empty for automatic mails: nobody answers or bounces to them (RFC 3834 3.3). */
  envelopeFrom: string;
  to: string;
  messageId: string;
  bytes: Buffer;
}

export interface DkimKey {
  selector: string;
  privateKey: string;
}

const DEFAULT_SUBJECT = {
  es: 'Tu aviso',
  ca: 'El teu avís',
  gl: 'O teu aviso',
  eu: 'Zure abisua',
  en: 'Your message',
};

/**
 * Writes the mail. It names the desk and nobody on it: no person, no program, no machine of ours. `taggedAddress` brings an
 * answer back to the tip; the Message-ID carries the same tag and is the same however often the item is tried, so that the
 * other side can recognise a second copy.
 */
export async function composeMail(
  item: OutboxItem,
  taggedAddress: string,
  dkim?: DkimKey,
): Promise<ComposedMail> {
  const { to, text, language, automatic } = item;
  const domain = to.channelAccount.slice(to.channelAccount.indexOf('@') + 1);
  const tag = taggedAddress.slice(taggedAddress.indexOf('+') + 1, taggedAddress.indexOf('@'));
  const messageId = `${tag}.${item.id}@${domain}`;
  const { subject = '', messageId: answered, references = '' } = to.thread ?? {};
  const composer = new MailComposer({
    from: to.channelAccount,
    replyTo: taggedAddress,
    to: to.address,
    subject: subject === '' ? DEFAULT_SUBJECT[language] : `Re: ${subject}`,
    text,
    messageId: `<${messageId}>`,
    ...(answered === undefined
      ? {}
      : { inReplyTo: `<${answered}>`, references: references.split(' ').map((id) => `<${id}>`) }),
    headers: { 'Auto-Submitted': automatic ? 'auto-replied' : 'no' },
    newline: 'windows', // as it travels: what is signed and what is sent are the same bytes
    disableFileAccess: true,
    disableUrlAccess: true,
    xMailer: false,
  });
  const plain = await composer.compile().build();
  return {
    envelopeFrom: automatic ? '' : taggedAddress,
    to: to.address,
    messageId,
    bytes: dkim === undefined ? plain : await signed(plain, domain, dkim),
  };
}

const signed = (mail: Buffer, domainName: string, { selector, privateKey }: DkimKey): Promise<Buffer> =>
  buffer(new DKIM({ domainName, keySelector: selector, privateKey }).sign(mail));

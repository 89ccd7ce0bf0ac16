import { type AddressObject, type Attachment, type ParsedMail, simpleParser } from 'mailparser';
import { MAX_FILE_BYTES } from '../../web/form/limits.js';
import {
  DECORATION_BYTES,
  MAX_EMBEDDED_DEPTH,
  MAX_HEADER_BYTES,
  MAX_MAIL_BYTES,
  MAX_MAIL_FILES,
  MAX_PARTS,
} from '../mail-limits.js';
import { textOfHtml } from './text-of-html.js';
import { type MailRefusal, type ReceivedMail, UnreadableMail } from './received-mail.js';

/**
 * Reads a mail within bounds: bytes, parts, header, HTML, depth. Nothing is written, fetched or executed; archives are
 * not opened. Whatever arrives, it ends in a `ReceivedMail` or an `UnreadableMail`.
 */
export async function readMail(raw: Buffer): Promise<ReceivedMail> {
  if (raw.length > MAX_MAIL_BYTES) throw new UnreadableMail('too-large');
  const parsed = await parse(raw);
  const header = headerOf(parsed);
  const contentType = typeOf(parsed);
  if (ENCRYPTED.test(contentType)) throw new UnreadableMail('encrypted');
  const body = bodyOf(parsed);
  if (PGP_MESSAGE.test(body)) throw new UnreadableMail('encrypted');
  const { files, left } = filesOf(parsed.attachments);
  const from = firstAddress(parsed.from);
  return {
    messageId: idOf(parsed.messageId),
    references: referencesOf(parsed),
    from,
    answerTo: (firstAddress(parsed.replyTo) ?? from)?.address,
    recipients: recipientsOf(parsed, header),
    subject: plain(parsed.subject ?? '').replace(/\s+/g, ' '),
    body,
    forwarded: await embeddedBodies(parsed.attachments, 1),
    files,
    leftInOriginal: left,
    header,
    contentType,
  };
}

/** Written into the text by hand or by a program (RFC 9580 6.2); a line before it is a greeting, not a tip. */
const PGP_MESSAGE = /^(?:[^\n]{0,200}\n){0,3}-----BEGIN PGP MESSAGE-----/;
const ENCRYPTED = /^(multipart\/encrypted|application\/(x-)?pkcs7-mime)/;

async function parse(raw: Buffer): Promise<ParsedMail> {
  try {
    return await simpleParser(raw, {
      maxChildNodes: MAX_PARTS,
      maxHeadSize: MAX_HEADER_BYTES,
      skipHtmlToText: true,
      skipTextToHtml: true,
      skipTextLinks: true,
      skipImageLinks: true,
      keepCidLinks: true,
      keepDeliveryStatus: true,
      ignoreEmbedded: true,
      checksumAlgo: false,
    });
  } catch (error) {
    throw new UnreadableMail(refusalFor(error));
  }
}

/** The parser says in words which of its bounds was passed. */
function refusalFor(error: unknown): MailRefusal {
  const message = error instanceof Error ? error.message : '';
  if (/child nodes/i.test(message)) return 'too-many-parts';
  return /header size|head size/i.test(message) ? 'header-too-large' : 'malformed';
}

/** The written text; of HTML alone what a person would read, without addresses of links and pictures. */
function bodyOf({ text, html }: Pick<ParsedMail, 'text' | 'html'>): string {
  if (text !== undefined && text.trim() !== '') return plain(text);
  if (typeof html !== 'string') return '';
  return plain(textOfHtml(html));
}

/** One kind of line end; no control characters, which PostgreSQL can't keep, and none that turn the direction. */
function plain(text: string): string {
  return text
    .replace(/\r\n?/g, '\n')
    .replace(/[^\P{Cc}\n\t]/gu, '')
    .replace(/[\u202a-\u202e\u2066-\u2069\ufeff]/g, '')
    .normalize('NFC');
}

async function embeddedBodies(attachments: Attachment[], depth: number): Promise<string[]> {
  if (depth > MAX_EMBEDDED_DEPTH) return [];
  const bodies: string[] = [];
  for (const { content } of attachments.filter(isMail).slice(0, MAX_EMBEDDED_DEPTH)) {
    try {
      const inner = await parse(content);
      bodies.push(bodyOf(inner), ...(await embeddedBodies(inner.attachments, depth + 1)));
    } catch {
      // What can't be read inside stays in the original; the mail around it is a tip.
    }
  }
  return bodies.filter((body) => body.trim() !== '');
}

const isMail = ({ contentType }: Attachment) => contentType === 'message/rfc822';

/** Signatures, cards and delivery reports say who wrote or which machine: they stay in the original. */
const ABOUT_THE_SENDER =
  /^(application\/(x-)?(pkcs7|pgp)-|text\/(x-)?vcard|text\/directory|text\/rfc822-headers|message\/)/;

function filesOf(attachments: Attachment[]): { files: ReceivedMail['files']; left: number } {
  const wanted = attachments.filter(
    ({ contentType, content, related }) =>
      content.length > 0 &&
      content.length <= MAX_FILE_BYTES &&
      !ABOUT_THE_SENDER.test(contentType) &&
      !(related === true && content.length < DECORATION_BYTES),
  );
  const files = wanted.slice(0, MAX_MAIL_FILES).map(({ filename = '', contentType, content }) => ({
    name: filename,
    declaredType: contentType,
    bytes: content,
  }));
  return { files, left: attachments.length - files.length };
}

function firstAddress(field: AddressObject | undefined): { address: string; name: string } | undefined {
  const found = field?.value
    .flatMap((each) => each.group ?? [each])
    .find(({ address }) => isAddress(address));
  return found === undefined ? undefined : { address: found.address!.toLowerCase(), name: found.name ?? '' };
}

const isAddress = (address: string | undefined): address is string =>
  address !== undefined && address.length <= 320 && /^[^\s@<>"]+@[^\s@<>"]+$/.test(address);

const DELIVERED_TO = ['x-original-to', 'delivered-to', 'envelope-to'];

function recipientsOf({ to, cc }: ParsedMail, header: ReadonlyMap<string, string>): string[] {
  const fields = [to, cc].flatMap((field) => field ?? []);
  const named = fields.flatMap(({ value }) => value.flatMap((each) => each.group ?? [each]));
  // What delivered the mail into a mailbox names the recipient better than the writer did.
  const delivered = DELIVERED_TO.map((name) => header.get(name) ?? '');
  return [...delivered, ...named.map(({ address }) => address ?? '')]
    .map((address) => address.split(',')[0]!.trim().replace(/^<|>$/g, '').toLowerCase())
    .filter(isAddress)
    .slice(0, 200);
}

function referencesOf({ references, inReplyTo }: ParsedMail): string[] {
  const ids = [references ?? [], inReplyTo ?? []].flat().flatMap((each) => each.split(/\s+/));
  return [...new Set(ids.flatMap((id) => idOf(id) ?? []))].slice(-20);
}

/** An id as it may stand in a header of ours: anything else could smuggle in a line. */
const idOf = (id: string | undefined): string | undefined => /^<?([^\s<>"]{3,200})>?$/.exec(id ?? '')?.[1];

function headerOf({ headerLines }: ParsedMail): ReadonlyMap<string, string> {
  const header = new Map<string, string>();
  for (const { key, line } of headerLines) {
    const value = line
      .slice(line.indexOf(':') + 1)
      .replace(/\s+/g, ' ')
      .trim();
    header.set(key, header.has(key) ? `${header.get(key)}, ${value}` : value);
  }
  return header;
}

function typeOf({ headers }: ParsedMail): string {
  const field = headers.get('content-type');
  return typeof field === 'object' && 'value' in field && typeof field.value === 'string'
    ? field.value.toLowerCase()
    : '';
}

import { createPrivateKey, createPublicKey, X509Certificate } from 'node:crypto';
import { resolveTxt } from 'node:dns/promises';
import { once } from 'node:events';
import { connect } from 'node:net';
import { connect as connectTls } from 'node:tls';
import type { Configuration, Kernel } from '#kernel';
import { folderOf, imapConnectionTo, imapTrouble } from './incoming/imap-connection.js';
import { trySignIn } from './outgoing/smtp-exit.js';

export interface MailDiagnosis {
  verdict: 'ok' | 'warning' | 'failed';
  says: string;
}

/** What DNS holds as TXT; replaced where a test has no DNS. */
type TextLookUp = (name: string) => Promise<string[][]>;

type Complaint = MailDiagnosis | undefined;

const GREETING_MS = 15_000;
const CERTIFICATE_DAYS = 14;

/**
 * For `colabora doctor`: is there a way in and a way out, do both let us in, does the world find the key that we sign with.
 * It signs in and says goodbye; it sends and fetches nothing. What servers say is not repeated.
 */
export async function diagnoseMail(kernel: Kernel, lookUp: TextLookUp = resolveTxt): Promise<MailDiagnosis> {
  const { configuration, database } = kernel;
  const accounts = await database.query<{ address: string }>(
    'SELECT address FROM email_account ORDER BY address',
  );
  const addresses = accounts.map(({ address }) => address);
  const { mailPort, mailImapUrl, mailOutUrl } = configuration;
  if ([mailPort, mailImapUrl, mailOutUrl].every((each) => each === undefined)) {
    return addresses.length === 0
      ? { verdict: 'ok', says: 'off: no way in and no way out is set up' }
      : failed(`${addresses.join(', ')} is bound to a campaign, but no way in and no way out is set up`);
  }
  const complaints = [
    waysMissing(configuration, addresses),
    await listens(configuration),
    certificate(configuration, kernel.clock.now()),
    await mailbox(configuration),
    await exit(configuration, addresses),
    ...(await signatures(configuration, addresses, lookUp)),
  ].filter((each) => each !== undefined);
  if (complaints.length === 0) return { verdict: 'ok', says: addresses.join(', ') };
  const isShut = complaints.some(({ verdict }) => verdict === 'failed');
  return { verdict: isShut ? 'failed' : 'warning', says: complaints.map(({ says }) => says).join('; ') };
}

const warning = (says: string): MailDiagnosis => ({ verdict: 'warning', says });
const failed = (says: string): MailDiagnosis => ({ verdict: 'failed', says });

function waysMissing({ mailPort, mailImapUrl, mailOutUrl }: Configuration, addresses: string[]): Complaint {
  if (addresses.length === 0) return warning('no address is bound to a campaign, so every mail is refused');
  if (mailPort === undefined && mailImapUrl === undefined)
    return failed('no way in: set COLABORA_MAIL_PORT or COLABORA_MAIL_IMAP_URL');
  if (mailOutUrl === undefined)
    return warning('no way out: acknowledgements and answers wait until COLABORA_MAIL_OUT_URL is set');
  return undefined;
}

/** Somebody greets on the port that mail servers are sent to. */
async function listens({ mailPort, mailHost, mailTls }: Configuration): Promise<Complaint> {
  if (mailPort === undefined || mailPort === 0) return undefined;
  const host = mailHost === '0.0.0.0' ? '127.0.0.1' : mailHost === '::' ? '::1' : mailHost;
  const socket =
    mailTls === 'implicit'
      ? connectTls({ host, port: mailPort, rejectUnauthorized: false }) // our own door, by whatever name
      : connect(mailPort, host);
  try {
    const [greeting] = (await once(socket, 'data', { signal: AbortSignal.timeout(GREETING_MS) })) as [Buffer];
    return greeting.toString('latin1').startsWith('220')
      ? undefined
      : failed(`what listens on port ${mailPort} is no mail door`);
  } catch {
    return failed(`nobody takes in mail on ${mailHost}:${mailPort}: is a worker running there?`);
  } finally {
    socket.on('error', () => undefined);
    socket.destroy();
  }
}

function certificate({ mailTls, mailTlsCert }: Configuration, now: Date): Complaint {
  if (mailTls === 'none') return undefined;
  if (mailTlsCert === undefined)
    return failed('COLABORA_MAIL_TLS asks for a certificate: COLABORA_MAIL_TLS_CERT_FILE is missing');
  const days = (new X509Certificate(mailTlsCert).validToDate.getTime() - now.getTime()) / 86_400_000;
  if (days < 0) return failed('the certificate of the mail door is over: mail servers turn away');
  return days < CERTIFICATE_DAYS
    ? warning(`the certificate of the mail door ends in ${Math.floor(days)} days`)
    : undefined;
}

async function mailbox({ mailImapUrl }: Configuration): Promise<Complaint> {
  if (mailImapUrl === undefined) return undefined;
  const url = new URL(mailImapUrl);
  const client = imapConnectionTo(url);
  client.on('error', () => undefined);
  try {
    await client.connect();
  } catch (error) {
    return failed(
      imapTrouble(error) === 'sign-in-refused'
        ? 'the mailbox refuses our sign-in: look at name and password in COLABORA_MAIL_IMAP_URL'
        : `the mailbox’s server ${url.host} can’t be reached`,
    );
  }
  try {
    await client.mailboxOpen(folderOf(url), { readOnly: true });
    return undefined;
  } catch {
    return failed(`there is no folder ${folderOf(url)} in the mailbox`);
  } finally {
    await client.logout().catch(() => undefined);
  }
}

const EXIT_SAYS: Record<string, string> = {
  'sign-in-refused': 'refuses our sign-in: look at name and password in COLABORA_MAIL_OUT_URL',
  'no-encryption': 'offers no encryption: use smtps://, or ?tls=none on a line that you trust',
};

async function exit({ mailOutUrl }: Configuration, [address]: string[]): Promise<Complaint> {
  if (mailOutUrl === undefined) return undefined;
  const url = new URL(mailOutUrl);
  const trouble = await trySignIn(url, address?.split('@')[1] ?? 'localhost');
  if (trouble === undefined) return undefined;
  return failed(`the outgoing mail server ${url.host} ${EXIT_SAYS[trouble] ?? 'can’t be reached'}`);
}

/** RFC 6376 3.6.2.1: what we sign with must stand in DNS, for the domain of each address. */
async function signatures(
  { mailDkimSelector: selector, mailDkimKey: key }: Configuration,
  addresses: string[],
  lookUp: TextLookUp,
): Promise<Complaint[]> {
  if (selector === undefined && key === undefined) return [];
  if (selector === undefined || key === undefined)
    return [failed('DKIM needs both COLABORA_MAIL_DKIM_SELECTOR and COLABORA_MAIL_DKIM_KEY_FILE')];
  if (createPrivateKey(key).asymmetricKeyType !== 'rsa')
    return [failed('COLABORA_MAIL_DKIM_KEY_FILE must hold an RSA key: others can’t be signed with here')];
  const wanted = publicHalf(key);
  const domains = [...new Set(addresses.map((address) => address.split('@')[1]!))];
  return Promise.all(
    domains.map(async (domain) => {
      const name = `${selector}._domainkey.${domain}`;
      try {
        const found = (await lookUp(name)).map((parts) => parts.join('').replace(/\s+/g, ''));
        const isThere = found.some((record) => /(?:^|;)p=([^;]*)/.exec(record)?.[1] === wanted);
        return isThere
          ? undefined
          : failed(`DNS holds another key than ours at ${name}: our signatures fail`);
      } catch (error) {
        const isMissing = ['ENOTFOUND', 'ENODATA'].includes((error as { code?: string }).code ?? '');
        return isMissing
          ? failed(`DNS lacks the key that we sign with: ${name} TXT "v=DKIM1; k=rsa; p=${wanted}"`)
          : warning(`${name} could not be looked up`);
      }
    }),
  );
}

/** As `p=` holds it. */
const publicHalf = (pem: string): string =>
  createPublicKey(pem).export({ format: 'der', type: 'spki' }).toString('base64');

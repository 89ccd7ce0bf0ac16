import { ImapFlow } from 'imapflow';
import { isLoopback } from '../outgoing/smtp-exit.js';

/** Not yet connected; without TLS only to this machine. */
export function imapConnectionTo(url: URL): ImapFlow {
  return new ImapFlow({
    host: url.hostname,
    port: url.port === '' ? (url.protocol === 'imaps:' ? 993 : 143) : Number(url.port),
    secure: url.protocol === 'imaps:',
    doSTARTTLS: url.protocol === 'imap:' && !isLoopback(url.hostname) ? true : undefined,
    auth: { user: decodeURIComponent(url.username), pass: decodeURIComponent(url.password) },
    clientInfo: { name: 'colabora' },
    logger: false,
    socketTimeout: 5 * 60_000,
    greetingTimeout: 30_000,
    connectionTimeout: 30_000,
  });
}

export const folderOf = (url: URL): string => decodeURIComponent(url.pathname.slice(1)) || 'INBOX';

/** A stable word for why it can't be used. */
export function imapTrouble(error: unknown): string {
  if ((error as { authenticationFailed?: boolean }).authenticationFailed === true) return 'sign-in-refused';
  return 'server-unreachable';
}

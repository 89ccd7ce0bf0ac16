import type { MachineSign } from '#tips';
import type { ReceivedMail } from './received-mail.js';

/** Subjects of automatic answers whose senders don't say so in the header. */
const SUBJECT =
  /^(respuesta automática|fuera de la oficina|ausente|resposta automàtica|fora de l'oficina|resposta automática|fóra da oficina|erantzun automatikoa|bulegotik kanpo|automatic reply|auto-?reply|out of (the )?office|undeliverable|undelivered mail|delivery status notification|mail delivery (failed|failure|subsystem)|no se puede entregar|entrega fallida)\b/iu;
const POSTMASTER =
  /^(mailer-daemon|postmaster|no-?reply|do-?not-?reply|bounces?|majordomo|listserv)([+@.-]|$)/i;

/**
 * Why a mail looks written by a machine; undefined for a person's. Such mails are set aside where
 * people find them, and never answered (RFC 3834 2; RFC 5230 4.6). `ours` are our own addresses: a loop.
 */
export function machineSign(
  mail: ReceivedMail,
  envelopeFrom: string | undefined,
  ours: ReadonlySet<string>,
): MachineSign | undefined {
  const { header, from } = mail;
  if (from !== undefined && ours.has(from.address)) return 'own-address';
  if (isDeliveryReport(mail)) return 'delivery-report';
  const submitted = header.get('auto-submitted')?.toLowerCase() ?? 'no';
  if (!submitted.startsWith('no')) return 'automatic-answer';
  if (['x-autoreply', 'x-autorespond', 'x-autoresponse'].some((name) => header.has(name)))
    return 'automatic-answer';
  if (/auto.?reply/i.test(header.get('precedence') ?? '')) return 'automatic-answer';
  if (['list-id', 'list-unsubscribe', 'list-post'].some((name) => header.has(name))) return 'mailing-list';
  if (/^(bulk|list|junk)/i.test(header.get('precedence') ?? '')) return 'bulk-mail';
  if (envelopeFrom === '') return 'no-envelope-sender';
  if (POSTMASTER.test(from?.address ?? '')) return 'machine-address';
  return SUBJECT.test(mail.subject) ? 'automatic-subject' : undefined;
}

/** RFC 3464: our own answer didn't arrive, or something that pretended to be ours. */
export const isDeliveryReport = ({ contentType }: ReceivedMail): boolean =>
  contentType === 'multipart/report' || contentType === 'message/delivery-status';

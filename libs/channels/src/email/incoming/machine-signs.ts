import type { ReceivedMail } from './received-mail.js';

/** Subjects of automatic answers whose senders don't say so in the header. */
const SUBJECT =
  /^(respuesta automática|fuera de la oficina|ausente|resposta automàtica|fora de l'oficina|resposta automática|fóra da oficina|erantzun automatikoa|bulegotik kanpo|automatic reply|auto-?reply|out of (the )?office|undeliverable|undelivered mail|delivery status notification|mail delivery (failed|failure|subsystem)|no se puede entregar|entrega fallida)\b/iu;
const POSTMASTER =
  /^(mailer-daemon|postmaster|no-?reply|do-?not-?reply|bounces?|majordomo|listserv)([+@.-]|$)/i;

/**
 * Why a mail looks written by a machine, in English for the portal; undefined for a person's. Such mails are set aside where
 * people find them, and never answered (RFC 3834 2; RFC 5230 4.6). `ours` are our own addresses: a loop.
 */
export function machineSign(
  mail: ReceivedMail,
  envelopeFrom: string | undefined,
  ours: ReadonlySet<string>,
): string | undefined {
  const { header, from } = mail;
  if (from !== undefined && ours.has(from.address)) return 'it came from our own address: a loop';
  if (isDeliveryReport(mail)) return 'a delivery report';
  const submitted = header.get('auto-submitted')?.toLowerCase() ?? 'no';
  if (!submitted.startsWith('no')) return 'an automatic answer (Auto-Submitted)';
  if (['x-autoreply', 'x-autorespond', 'x-autoresponse'].some((name) => header.has(name)))
    return 'an automatic answer (X-Autoreply)';
  if (/auto.?reply/i.test(header.get('precedence') ?? '')) return 'an automatic answer (Precedence)';
  if (['list-id', 'list-unsubscribe', 'list-post'].some((name) => header.has(name)))
    return 'a mailing list (List-…)';
  if (/^(bulk|list|junk)/i.test(header.get('precedence') ?? '')) return 'bulk mail (Precedence)';
  if (envelopeFrom === '') return 'no sender in the envelope';
  if (POSTMASTER.test(from?.address ?? '')) return 'a machine’s address';
  return SUBJECT.test(mail.subject) ? 'the subject of an automatic answer' : undefined;
}

/** RFC 3464: our own answer didn't arrive, or something that pretended to be ours. */
export const isDeliveryReport = ({ contentType }: ReceivedMail): boolean =>
  contentType === 'multipart/report' || contentType === 'message/delivery-status';

import { randomUUID } from 'node:crypto';

interface Mail {
  from?: string;
  to?: string;
  subject?: string;
  messageId?: string;
  header?: Record<string, string>;
  body?: string;
}

/** A mail as a citizen's program writes it. */
export function writeMail({ from, to, subject, messageId, header = {}, body }: Mail = {}): string {
  const fields = {
    From: from ?? 'Quién Escribe <quien@citizen.example>',
    To: to ?? 'tips@desk.example',
    Subject: subject ?? 'Venden en mi portal',
    Date: 'Tue, 24 Nov 2026 10:00:00 +0100',
    'Message-ID': messageId ?? `<${randomUUID()}@citizen.example>`,
    'MIME-Version': '1.0',
    'Content-Type': 'text/plain; charset=utf-8',
    'Content-Transfer-Encoding': '8bit',
    ...header,
  };
  const lines = Object.entries(fields).map(([name, value]) => `${name}: ${value}`);
  return `${lines.join('\r\n')}\r\n\r\n${body ?? `Todas las noches venden en el portal ${randomUUID().slice(0, 8)}.`}\r\n`;
}

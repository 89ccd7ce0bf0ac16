import { Transform } from 'class-transformer';
import { IsIn, IsInt, IsOptional, IsString, Matches, Max, Min } from 'class-validator';

const number = ({ value }: { value: unknown }) => (typeof value === 'string' ? Number(value) : value);

/** E-mail both ways; without any of these the channel is off. docs/operators.md, "E-mail", says how they fit together. */
export class MailSettings {
  /** `COLABORA_MAIL_PORT`: where the worker takes in mail; unset: nowhere; 0 takes a free one. */
  @IsOptional()
  @Transform(number)
  @IsInt({ message: 'COLABORA_MAIL_PORT must be a whole number' })
  @Min(0)
  @Max(65535)
  mailPort?: number;

  /** `COLABORA_MAIL_HOST`: address to take in mail on. */
  @IsString()
  mailHost = '127.0.0.1';

  /** `COLABORA_MAIL_PROTOCOL`: `lmtp` answers for each recipient. */
  @IsIn(['smtp', 'lmtp'])
  mailProtocol: 'smtp' | 'lmtp' = 'smtp';

  /** `COLABORA_MAIL_TLS`: `offered` (STARTTLS), `required` (no mail without it), `implicit` (from the first byte). */
  @IsIn(['none', 'offered', 'required', 'implicit'])
  mailTls: 'none' | 'offered' | 'required' | 'implicit' = 'none';

  /** `COLABORA_MAIL_TLS_CERT_FILE`, `COLABORA_MAIL_TLS_KEY_FILE`: PEM, of the name that mail servers call us by. */
  @IsOptional()
  @Matches(/-----BEGIN CERTIFICATE-----/, { message: 'COLABORA_MAIL_TLS_CERT must be a PEM certificate' })
  mailTlsCert?: string;

  @IsOptional()
  @Matches(/-----BEGIN [A-Z ]*PRIVATE KEY-----/, {
    message: 'COLABORA_MAIL_TLS_KEY must be a PEM private key',
  })
  mailTlsKey?: string;

  /** `COLABORA_MAIL_OUT_URL`: the force's mail server: `smtp://user:password@host:587` or `smtps://…:465`. */
  @IsOptional()
  @Matches(/^smtps?:\/\/[^\s/]+\/?(\?\S*)?$/, {
    message: 'COLABORA_MAIL_OUT_URL must start with smtp:// or smtps:// and name a host',
  })
  mailOutUrl?: string;

  /** `COLABORA_MAIL_SILENCE_SECONDS`: so long may that server say nothing before a mail counts as in doubt. */
  @Transform(number)
  @IsInt({ message: 'COLABORA_MAIL_SILENCE_SECONDS must be a whole number' })
  @Min(1)
  @Max(90)
  mailSilenceSeconds = 60;

  /** `COLABORA_MAIL_DKIM_SELECTOR`, `COLABORA_MAIL_DKIM_KEY_FILE`: sign here; unset: the mail server does. */
  @IsOptional()
  @Matches(/^[a-z0-9._-]{1,63}$/i, { message: 'COLABORA_MAIL_DKIM_SELECTOR must be a DNS label' })
  mailDkimSelector?: string;

  @IsOptional()
  @Matches(/-----BEGIN [A-Z ]*PRIVATE KEY-----/, {
    message: 'COLABORA_MAIL_DKIM_KEY must be a PEM private key',
  })
  mailDkimKey?: string;

  /** `COLABORA_MAIL_IMAP_URL`: a mailbox to empty: `imaps://user:password@host/INBOX`. */
  @IsOptional()
  @Matches(/^imaps?:\/\/[^\s/]+(\/\S*)?$/, {
    message: 'COLABORA_MAIL_IMAP_URL must start with imap:// or imaps:// and name a host',
  })
  mailImapUrl?: string;

  /** `COLABORA_MAIL_IMAP_AFTER`: what happens to a mail that is safe here. */
  @IsIn(['delete', 'keep'])
  mailImapAfter: 'delete' | 'keep' = 'delete';
}

/** The environment's names of the above. */
export const MAIL_VARIABLES: Record<string, keyof MailSettings> = {
  COLABORA_MAIL_PORT: 'mailPort',
  COLABORA_MAIL_HOST: 'mailHost',
  COLABORA_MAIL_PROTOCOL: 'mailProtocol',
  COLABORA_MAIL_TLS: 'mailTls',
  COLABORA_MAIL_TLS_CERT: 'mailTlsCert',
  COLABORA_MAIL_TLS_KEY: 'mailTlsKey',
  COLABORA_MAIL_OUT_URL: 'mailOutUrl',
  COLABORA_MAIL_SILENCE_SECONDS: 'mailSilenceSeconds',
  COLABORA_MAIL_DKIM_SELECTOR: 'mailDkimSelector',
  COLABORA_MAIL_DKIM_KEY: 'mailDkimKey',
  COLABORA_MAIL_IMAP_URL: 'mailImapUrl',
  COLABORA_MAIL_IMAP_AFTER: 'mailImapAfter',
};

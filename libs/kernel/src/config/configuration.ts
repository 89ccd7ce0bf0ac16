import { plainToInstance, Transform } from 'class-transformer';
import {
  IsIn,
  IsInt,
  IsOptional,
  IsString,
  IsUrl,
  Matches,
  Max,
  Min,
  MinLength,
  validateSync,
} from 'class-validator';
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { MAIL_VARIABLES, MailSettings } from './mail-settings.js';

/** The parts one process may play; by default it plays all three (docs/architecture.md, "Outgrowing one machine"). */
export const ROLES = ['public', 'portal', 'worker'] as const;
export type Role = (typeof ROLES)[number];

const list = ({ value }: { value: unknown }) =>
  typeof value === 'string' ? value.split(',').map((each) => each.trim()) : value;
const number = ({ value }: { value: unknown }) => (typeof value === 'string' ? Number(value) : value);

/** Everything an operator can set, from the environment. docs/operators.md lists the same names. */
export class Configuration extends MailSettings {
  /** `DATABASE_URL`: PostgreSQL 15 or newer. Unset: the embedded PostgreSQL below `dataDir`. */
  @IsOptional()
  @Matches(/^postgres(ql)?:\/\//, { message: 'DATABASE_URL must start with postgres://' })
  databaseUrl?: string;

  /** `COLABORA_DATA_DIR`: embedded database, sealed files, server secret. */
  @IsString()
  dataDir = resolve('.colabora');

  /** `COLABORA_HOST`: address to listen on. */
  @IsString()
  host = '127.0.0.1';

  /** `PORT`: 0 takes a free one. */
  @Transform(number)
  @IsInt({ message: 'PORT must be a whole number' })
  @Min(0, { message: 'PORT must be 0 or more' })
  @Max(65535, { message: 'PORT must be at most 65535' })
  port = 8080;

  /** `COLABORA_PUBLIC_URL`: the address people type, without a slash at the end. `https:` hardens the cookies. */
  @IsOptional()
  @IsUrl({ require_tld: false, protocols: ['http', 'https'], require_protocol: true })
  publicUrl?: string;

  /** `COLABORA_METRICS_PORT`: Prometheus metrics, on loopback only; 0 switches them off. */
  @Transform(number)
  @IsInt({ message: 'COLABORA_METRICS_PORT must be a whole number' })
  @Min(0)
  @Max(65535)
  metricsPort = 9464;

  /** `COLABORA_ROLES`: comma-separated subset of public, portal, worker. */
  @Transform(list)
  @IsIn(ROLES, { each: true, message: 'COLABORA_ROLES may name only: public, portal, worker' })
  roles: Role[] = [...ROLES];

  /** `COLABORA_SECRET` (or `COLABORA_SECRET_FILE`): at least 32 characters; unset: made once and kept in `dataDir`. */
  @IsOptional()
  @MinLength(32, { message: 'COLABORA_SECRET must have at least 32 characters' })
  secret?: string;

  /** `COLABORA_LOG_LEVEL`. */
  @IsIn(['fatal', 'error', 'warn', 'info', 'debug', 'silent'])
  logLevel = 'info';

  /** `COLABORA_DB_POOL`: connections held by this process. */
  @Transform(number)
  @IsInt()
  @Min(2)
  @Max(500)
  databasePoolSize = 20;

  /** `COLABORA_TRUST_PROXY`: how many reverse proxies stand in front (their X-Forwarded-Proto is believed). */
  @Transform(number)
  @IsInt()
  @Min(0)
  @Max(5)
  trustedProxies = 0;

  /** `COLABORA_SECURITY_CONTACT`: `mailto:` or `https:` address for /.well-known/security.txt (RFC 9116). */
  @IsOptional()
  @Matches(/^(mailto:|https:\/\/)\S+$/, {
    message: 'COLABORA_SECURITY_CONTACT must start with mailto: or https://',
  })
  securityContact?: string;

  /** `COLABORA_ORGANISATION`: who is responsible for the data, named on the privacy and accessibility pages. */
  @IsOptional()
  @IsString()
  organisation?: string;

  /** `COLABORA_ORGANISATION_CONTACT`: where people reach it (an address, a telephone). */
  @IsOptional()
  @IsString()
  organisationContact?: string;

  /** `COLABORA_ORGANISATION_DPO`: how to reach its data-protection officer. */
  @IsOptional()
  @IsString()
  organisationDpo?: string;

  /** `COLABORA_ORGANISATION_COMPLAINTS`: where to complain about accessibility (RD 1112/2018 art. 13). */
  @IsOptional()
  @IsString()
  organisationComplaints?: string;

  /** `COLABORA_WITNESSES`: who cosigns the audit log, each `<verifier key> <address>` (C2SP tlog-witness). */
  @Transform(list)
  @Matches(/^\S+\s+(https:\/\/|http:\/\/(127\.0\.0\.1|localhost)[:/])\S+$/, {
    each: true,
    message:
      'COLABORA_WITNESSES must hold, for each witness, its verifier key, a space and its https: address',
  })
  witnesses: string[] = [];

  /** `COLABORA_TSA_URL`: the authority that time-stamps the audit log's checkpoints (RFC 3161). Unset: none. */
  @IsOptional()
  @Matches(/^(https?):\/\/\S+$/, { message: 'COLABORA_TSA_URL must be an http: or https: address' })
  tsaUrl?: string;

  /** `COLABORA_TSA_ROOTS`: a file with the root certificates (PEM) of the authorities that are believed. */
  @IsOptional()
  @IsString()
  tsaRoots?: string;

  /** `COLABORA_TSA_MINUTES`: how long the authority is left alone between two stamps. */
  @Transform(number)
  @IsInt()
  @Min(1)
  @Max(10_080)
  tsaMinutes = 60;

  /** `COLABORA_X_CLIENT_ID`: our app at X. Unset: the X channel is off and nothing speaks to X. */
  @IsOptional()
  @IsString()
  xClientId?: string;

  /** `COLABORA_X_CLIENT_SECRET` (or `…_FILE`): signs people in and refreshes tokens. */
  @IsOptional()
  @IsString()
  xClientSecret?: string;

  /** `COLABORA_X_API_SECRET` (or `…_FILE`): the app's consumer secret, with which X signs webhooks. Unset: no webhook. */
  @IsOptional()
  @IsString()
  xApiSecret?: string;

  /** `COLABORA_X_BEARER` (or `…_FILE`): the app's own token, for what needs no account. */
  @IsOptional()
  @IsString()
  xBearer?: string;

  /** `COLABORA_X_POLL_SECONDS`: how often each inbox is asked for; unset: as X's limits allow; 0: not at all. */
  @IsOptional()
  @Transform(number)
  @IsInt()
  @Min(0)
  @Max(3600)
  xPollSeconds?: number;

  /** `COLABORA_X_SILENCE_SECONDS`: how long X may say nothing before a request counts as failed. */
  @Transform(number)
  @IsInt()
  @Min(1)
  @Max(120)
  xSilenceSeconds = 15;

  /** `COLABORA_X_CONNECT`: a program on this machine that plays X, for trials and tests. Never anything but loopback. */
  @IsOptional()
  @Matches(/^(127\.0\.0\.1|localhost):\d{1,5}$/, {
    message: 'COLABORA_X_CONNECT may only name a port of this machine, as 127.0.0.1:18081',
  })
  xConnect?: string;

  /** True where an app at X is set up. */
  get xIsOn(): boolean {
    return this.xClientId !== undefined && this.xClientSecret !== undefined;
  }

  plays(role: Role): boolean {
    return this.roles.includes(role);
  }

  /** True where people reach us by https: cookies are then `Secure` with the `__Host-` prefix. */
  get isSecure(): boolean {
    return this.publicUrl?.startsWith('https:') ?? false;
  }
}

const VARIABLES: Record<string, keyof Configuration> = {
  DATABASE_URL: 'databaseUrl',
  COLABORA_DATA_DIR: 'dataDir',
  COLABORA_HOST: 'host',
  PORT: 'port',
  COLABORA_PUBLIC_URL: 'publicUrl',
  COLABORA_METRICS_PORT: 'metricsPort',
  COLABORA_ROLES: 'roles',
  COLABORA_SECRET: 'secret',
  COLABORA_LOG_LEVEL: 'logLevel',
  COLABORA_DB_POOL: 'databasePoolSize',
  COLABORA_TRUST_PROXY: 'trustedProxies',
  COLABORA_SECURITY_CONTACT: 'securityContact',
  COLABORA_ORGANISATION: 'organisation',
  COLABORA_ORGANISATION_CONTACT: 'organisationContact',
  COLABORA_ORGANISATION_DPO: 'organisationDpo',
  COLABORA_ORGANISATION_COMPLAINTS: 'organisationComplaints',
  COLABORA_WITNESSES: 'witnesses',
  COLABORA_TSA_URL: 'tsaUrl',
  COLABORA_TSA_ROOTS: 'tsaRoots',
  COLABORA_TSA_MINUTES: 'tsaMinutes',
  ...MAIL_VARIABLES,
  COLABORA_X_CLIENT_ID: 'xClientId',
  COLABORA_X_CLIENT_SECRET: 'xClientSecret',
  COLABORA_X_API_SECRET: 'xApiSecret',
  COLABORA_X_BEARER: 'xBearer',
  COLABORA_X_POLL_SECONDS: 'xPollSeconds',
  COLABORA_X_SILENCE_SECONDS: 'xSilenceSeconds',
  COLABORA_X_CONNECT: 'xConnect',
};

/** Thrown when a setting is wrong: one line a setting, in words, without the value (it may be a secret). */
export class ConfigurationError extends Error {
  constructor(readonly complaints: string[]) {
    super(`Colabora can't start with these settings:\n${complaints.map((each) => `  - ${each}`).join('\n')}`);
  }
}

/**
 * Reads and validates the environment. Each variable may instead be given as `NAME_FILE`, a path whose content is
 * the value (Docker and Kubernetes secrets). Unknown `COLABORA_…` names are refused: a typo must not pass silently.
 */
export function readConfiguration(environment: NodeJS.ProcessEnv = process.env): Configuration {
  const given: Record<string, string> = {};
  const complaints: string[] = [];
  for (const [name, value] of Object.entries(environment)) {
    if (value === undefined || value === '') continue;
    const plain = name.replace(/_FILE$/, '');
    const key = VARIABLES[name] ?? VARIABLES[plain];
    if (key === undefined) {
      if (name.startsWith('COLABORA_') && !name.startsWith('COLABORA_TEST_'))
        complaints.push(`${name} is not a setting`);
    } else if (VARIABLES[name] !== undefined) {
      given[key] = value;
    } else {
      try {
        given[key] = readFileSync(value, 'utf8').trim();
      } catch {
        complaints.push(`${name}: the file can't be read`);
      }
    }
  }
  const configuration = plainToInstance(Configuration, given, { exposeDefaultValues: true });
  for (const error of validateSync(configuration, { validationError: { target: false, value: false } })) {
    const variable =
      Object.entries(VARIABLES).find(([, key]) => key === error.property)?.[0] ?? error.property;
    for (const text of Object.values(error.constraints ?? {})) {
      complaints.push(text.includes(variable) ? text : text.replace(error.property, variable));
    }
  }
  if (complaints.length > 0) throw new ConfigurationError(complaints);
  configuration.dataDir = resolve(configuration.dataDir);
  return configuration;
}

import { ConfigurationError, type Kernel } from '#kernel';
import connectPgSimple from 'connect-pg-simple';
import type { RequestHandler } from 'express';
import session from 'express-session';

declare module 'express-session' {
  interface SessionData {
    accountId: string;
    /** Milliseconds since 1970. */
    openedAt: number;
  }
}

/** Without a request for this long a session ends (OWASP ASVS 3.3.2)… */
export const IDLE_MINUTES = 30;
/** …and in any case after a long shift. */
export const ABSOLUTE_HOURS = 12;

/** `__Host-` binds the cookie to this host, https and the path `/` (RFC 6265bis 4.1.3.2); browsers refuse it on http. */
export const sessionCookieName = (isSecure: boolean): string => (isSecure ? '__Host-colabora' : 'colabora');

export const sessionCookieAttributes = (isSecure: boolean) =>
  ({ path: '/', httpOnly: true, sameSite: 'lax', secure: isSecure }) as const;

/**
 * Staff sessions in PostgreSQL. Mount it on `/api` and `/staff` only: a citizen's page never sees it. No cookie is set
 * before somebody signs in. The table alone opens nothing: the cookie carries a signature made with the server's
 * secret.
 */
export function sessionMiddleware({
  configuration,
  database,
  secret,
}: Pick<Kernel, 'configuration' | 'database' | 'secret'>): RequestHandler {
  const { isSecure, trustedProxies } = configuration;
  if (isSecure && trustedProxies === 0) {
    throw new ConfigurationError([
      'COLABORA_TRUST_PROXY must be 1 or more where COLABORA_PUBLIC_URL is https: otherwise no browser gets the secure cookie',
    ]);
  }
  const Store = connectPgSimple(session);
  return session({
    name: sessionCookieName(isSecure),
    secret: secret.key('session-cookie').toString('hex'),
    store: new Store({
      pool: database.pool,
      tableName: 'staff_session',
      pruneSessionInterval: false, // `Tidying` does
    }),
    cookie: { ...sessionCookieAttributes(isSecure), maxAge: IDLE_MINUTES * 60_000 },
    rolling: true,
    resave: false,
    saveUninitialized: false,
    unset: 'destroy',
  });
}

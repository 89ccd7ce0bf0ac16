import { Injectable } from '@nestjs/common';
import { AuditLog } from '#audit';
import { Clock, Database, Problem } from '#kernel';
import type { Request } from 'express';
import type { Session, SessionData } from 'express-session';
import { createHash } from 'node:crypto';
import type { AccountSummary } from './account-summary.js';
import { Accounts } from './accounts.js';
import { ABSOLUTE_HOURS } from './session-middleware.js';
import { staffContext, type StaffMember } from './staff-member.js';

/** Why a session ended, for the log. Idle sessions just lapse. */
type Ending = 'signed-out' | 'too-old' | 'replaced';

/** Opens, reads and closes the session of a request. */
@Injectable()
export class Sessions {
  constructor(
    private readonly database: Database,
    private readonly audit: AuditLog,
    private readonly accounts: Accounts,
    private readonly clock: Clock,
  ) {}

  /** Starts a fresh session (never the id that the visitor came with) for an account that proved itself. */
  async open(request: Request, account: AccountSummary, requestId: string): Promise<StaffMember> {
    const former = await this.find(request);
    if (former !== undefined) await this.close(request, former, 'replaced', requestId);

    await settled((done) => request.session.regenerate(done));
    request.session.accountId = account.accountId;
    request.session.openedAt = this.clock.now().getTime();
    const staff = memberFrom(account, request.sessionID);
    await this.database.transaction((tx) =>
      this.audit.append(tx, staffContext(staff, 'sign-in', requestId), {
        action: 'session.opened',
        subject: { kind: 'session', id: staff.sessionId },
      }),
    );
    await settled((done) => request.session.save(done));
    return staff;
  }

  /** Who is signed in here; asked of the database each time, so that disabling somebody works at once. */
  async find(request: Request): Promise<StaffMember | undefined> {
    const session = currentSession(request);
    if (session?.accountId === undefined) return undefined;
    const account = await this.accounts.byId(session.accountId);
    if (account?.state !== 'active') return undefined;
    return memberFrom(account, request.sessionID);
  }

  /** As `find`, for endpoints that need somebody. Ends what is older than a long shift. */
  async require(request: Request, requestId: string): Promise<StaffMember> {
    const staff = await this.find(request);
    if (staff === undefined) throw new Problem('unauthenticated', 401, 'Sign in first.');
    if (this.clock.now() >= this.endOf(request)) {
      await this.close(request, staff, 'too-old', requestId);
      throw new Problem('unauthenticated', 401, 'The session has ended; sign in again.');
    }
    return staff;
  }

  /** When the session ends whatever happens. */
  endOf(request: Request): Date {
    return new Date((currentSession(request)?.openedAt ?? 0) + ABSOLUTE_HOURS * 3_600_000);
  }

  async close(request: Request, staff: StaffMember, reason: Ending, requestId: string): Promise<void> {
    await this.database.transaction((tx) =>
      this.audit.append(
        tx,
        staffContext(staff, reason === 'signed-out' ? 'sign-out' : 'session-end', requestId),
        {
          action: 'session.closed',
          subject: { kind: 'session', id: staff.sessionId },
          reason,
        },
      ),
    );
    // A fresh, empty session takes its place: it is never stored and leaves the request usable.
    await settled((done) => request.session.regenerate(done));
  }
}

/**
 * Names a session in the log without giving away what opens it: SHA-256 of the session id, written as a UUID of
 * version 8 (RFC 9562 section 5.8).
 */
export function sessionReference(sessionId: string): string {
  const bytes = createHash('sha256').update(sessionId).digest().subarray(0, 16);
  bytes[6] = (bytes[6]! & 0x0f) | 0x80;
  bytes[8] = (bytes[8]! & 0x3f) | 0x80;
  const hex = bytes.toString('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}

/** Absent where the middleware isn't mounted: such an address has no signed-in people. */
const currentSession = (request: Request) =>
  (request as { session?: Session & Partial<SessionData> }).session;

const memberFrom = (account: AccountSummary, sid: string): StaffMember => ({
  accountId: account.accountId,
  name: account.name,
  email: account.email,
  roles: account.roles,
  unitIds: account.unitIds,
  sessionId: sessionReference(sid),
});

const settled = (work: (done: (error: unknown) => void) => void) =>
  new Promise<void>((resolve, reject) =>
    work((error) => (error == null ? resolve() : reject(error as Error))),
  );

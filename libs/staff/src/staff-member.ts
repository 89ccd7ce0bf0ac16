import type { WorkContext } from '#kernel';
import type { StaffRole } from './roles.js';

/** Somebody who is signed in, as every staff endpoint sees them. */
export interface StaffMember {
  accountId: string;
  name: string;
  email: string;
  roles: StaffRole[];
  /** The units they belong to: the border of what they may see. */
  unitIds: string[];
  /** Names the session without opening it (`sessionReference`). */
  sessionId: string;
}

/** The trace a member leaves: who, in which session, why. */
export const staffContext = (staff: StaffMember, purpose: string, requestId: string): WorkContext => ({
  actor: { kind: 'staff', accountId: staff.accountId, sessionId: staff.sessionId, unitIds: staff.unitIds },
  purpose,
  requestId,
});

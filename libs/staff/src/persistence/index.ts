import type { Persistence } from '#kernel';
import { Account } from './account.entity.js';
import { SetupLink } from './setup-link.entity.js';
import { StaffAccounts1764000000300 } from './staff-accounts-1764000000300.js';
import { StaffKeys1765000000300 } from './staff-keys-1765000000300.js';
import { StaffSessions1764000000301 } from './staff-sessions-1764000000301.js';
import { Unit } from './unit.entity.js';

export const staffPersistence: Persistence = {
  entities: [Account, SetupLink, Unit],
  migrations: [StaffAccounts1764000000300, StaffSessions1764000000301, StaffKeys1765000000300],
};

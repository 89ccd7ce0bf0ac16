import type { Persistence } from '#kernel';
import { Account } from './account.entity.js';
import { FourEyesOff1765000005110 } from './four-eyes-off-1765000005110.js';
import { SetupLink } from './setup-link.entity.js';
import { StaffAccounts1764000000300 } from './staff-accounts-1764000000300.js';
import { StaffKeys1765000000300 } from './staff-keys-1765000000300.js';
import { StaffSessions1764000000301 } from './staff-sessions-1764000000301.js';
import { Unit } from './unit.entity.js';

export const staffPersistence: Persistence = {
  entities: [Account, SetupLink, Unit],
  migrations: [
    StaffAccounts1764000000300,
    StaffSessions1764000000301,
    StaffKeys1765000000300,
    FourEyesOff1765000005110,
  ],
  rights: {
    tables: {
      // Intake seals to a unit's public key. Column by column: nothing else that a unit may get is for strangers.
      unit: {
        public: 'SELECT (id, slug, name, territory, topics, recipient, four_eyes, created_at)',
        portal: 'SELECT, INSERT, UPDATE',
        worker: 'SELECT',
      },
      account: { portal: 'SELECT, INSERT, UPDATE', worker: 'SELECT (id, name, roles, state)' },
      membership: { portal: 'SELECT, INSERT, UPDATE, DELETE', worker: 'SELECT' },
      setup_link: { portal: 'SELECT, INSERT, UPDATE, DELETE' },
      staff_session: { portal: 'SELECT, INSERT, UPDATE, DELETE' },
      member_key: { portal: 'SELECT, INSERT, UPDATE, DELETE' },
      member_key_wrap: { portal: 'SELECT, INSERT, DELETE' },
      unit_key: { portal: 'SELECT, INSERT, UPDATE' },
      unit_key_share: { portal: 'SELECT, INSERT, UPDATE, DELETE' },
      sign_in_attempt: { portal: 'SELECT, INSERT, UPDATE, DELETE' },
    },
  },
};

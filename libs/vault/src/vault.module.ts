import { Module } from '@nestjs/common';
import type { Persistence } from '#kernel';
import { Grants } from './grants.js';
import { Vault1764000000200 } from './persistence/1764000000200-vault.js';
import { VaultGrants1765000000200 } from './persistence/1765000000200-vault-grants.js';
import { VaultOpen1765000005100 } from './persistence/1765000005100-vault-open.js';
import { Vault } from './vault.js';

export const vaultPersistence: Persistence = {
  entities: [],
  migrations: [Vault1764000000200, VaultGrants1765000000200, VaultOpen1765000005100],
  rights: {
    tables: {
      // Taking in needs to add and never to read: only the public key of a tip. Its grants come with it, by a function.
      vault_subject: { public: 'SELECT (tip_id, recipient)', portal: 'SELECT', worker: 'SELECT' },
      vault_grant: {
        portal: 'SELECT, INSERT, DELETE',
        worker: 'SELECT (tip_id, unit_id), DELETE',
      },
      vault_record: { public: 'INSERT', portal: 'SELECT', worker: 'SELECT (id, tip_id, kind), DELETE' },
    },
    functions: {
      'vault_open(uuid, text, uuid[], text[], bytea[], uuid[], text[], text[], bytea[])': ['public'],
    },
  },
};

@Module({ providers: [Vault, Grants], exports: [Vault, Grants] })
export class VaultModule {}

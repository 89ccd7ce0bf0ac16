import { Module } from '@nestjs/common';
import type { Persistence } from '#kernel';
import { Grants } from './grants.js';
import { Vault1764000000200 } from './persistence/1764000000200-vault.js';
import { VaultGrants1765000000200 } from './persistence/1765000000200-vault-grants.js';
import { Vault } from './vault.js';

export const vaultPersistence: Persistence = {
  entities: [],
  migrations: [Vault1764000000200, VaultGrants1765000000200],
};

@Module({ providers: [Vault, Grants], exports: [Vault, Grants] })
export class VaultModule {}

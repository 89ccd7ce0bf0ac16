import { Module } from '@nestjs/common';
import type { Persistence } from '#kernel';
import { Vault1764000000200 } from './persistence/1764000000200-vault.js';
import { Vault } from './vault.js';

export const vaultPersistence: Persistence = { entities: [], migrations: [Vault1764000000200] };

@Module({ providers: [Vault], exports: [Vault] })
export class VaultModule {}

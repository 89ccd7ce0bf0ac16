export { type AgeKeyPair, isRecipient, newKeyPair, openBytes, sealBytes } from './age.js';
export { ServerBox } from './server-box.js';
export { type Grantee, type RecordKind, type SecretRecord, Vault } from './vault.js';
export { VaultModule, vaultPersistence } from './vault.module.js';

export { type AgeKeyPair, isRecipient, newKeyPair, openBytes, sealBytes } from './age.js';
export { type Grant, Grants, GRANTS_AT_ONCE } from './grants.js';
export { DropBox } from './drop-box.js';
export { ServerBox } from './server-box.js';
export {
  type Grantee,
  RECORD_KINDS,
  type RecordKind,
  type SealedRecord,
  type SecretRecord,
  Vault,
} from './vault.js';
export { VaultModule, vaultPersistence } from './vault.module.js';

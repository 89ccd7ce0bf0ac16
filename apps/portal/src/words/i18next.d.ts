import 'i18next';
import type { AuditWords } from './es/audit.js';
import type { retention } from './es/retention.js';
import type { VaultWords } from './es/vault.js';
import type { Words } from './es.js';

declare module 'i18next' {
  interface CustomTypeOptions {
    defaultNS: 'translation';
    resources: {
      translation: Words & { audit: AuditWords; vault: VaultWords; retention: typeof retention };
    };
  }
}

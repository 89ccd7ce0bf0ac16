import 'i18next';
import type { AuditWords } from './es/audit.js';
import type { FilesWords } from './es/files.js';
import type { retention } from './es/retention.js';
import type { MessagesWords } from './es/messages.js';
import type { RevealWords } from './es/reveal.js';
import type { VaultWords } from './es/vault.js';
import type { Words } from './es.js';

declare module 'i18next' {
  interface CustomTypeOptions {
    defaultNS: 'translation';
    resources: {
      translation: Words & {
        audit: AuditWords;
        files: FilesWords;
        messages: MessagesWords;
        vault: VaultWords;
        reveal: RevealWords;
        retention: typeof retention;
      };
    };
  }
}

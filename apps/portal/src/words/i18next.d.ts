import 'i18next';
import type { FilesWords } from './es/files.js';
import type { groups } from './es/groups.js';
import type { retention } from './es/retention.js';
import type { VaultWords } from './es/vault.js';
import type { Words } from './es.js';

declare module 'i18next' {
  interface CustomTypeOptions {
    defaultNS: 'translation';
    resources: {
      translation: Words & {
        files: FilesWords;
        vault: VaultWords;
        retention: typeof retention;
        groups: typeof groups;
      };
    };
  }
}

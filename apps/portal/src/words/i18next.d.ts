import 'i18next';
import type { PrivacyWords } from './es/privacy.js';
import type { AuditWords } from './es/audit.js';
import type { FilesWords } from './es/files.js';
import type { groups } from './es/groups.js';
import type { retention } from './es/retention.js';
import type { MessagesWords } from './es/messages.js';
import type { RevealWords } from './es/reveal.js';
import type { VaultWords } from './es/vault.js';
import type { XWords } from './es/x.js';
import type { CampaignsWords } from './es/campaigns.js';
import type { TeamWords } from './es/team.js';
import type { Words } from './es.js';

declare module 'i18next' {
  interface CustomTypeOptions {
    defaultNS: 'translation';
    resources: {
      translation: Words &
        CampaignsWords &
        TeamWords & {
          audit: AuditWords;
          files: FilesWords;
          messages: MessagesWords;
          groups: typeof groups;
          privacy: PrivacyWords;
          vault: VaultWords;
          reveal: RevealWords;
          retention: typeof retention;
          x: XWords;
        };
    };
  }
}

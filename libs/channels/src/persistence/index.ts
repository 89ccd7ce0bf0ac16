import type { Persistence } from '#kernel';
import { XChannel1765000000910 } from '../x/persistence/1765000000910-x-channel.js';
import { XSpeaking1765000001310 } from '../x/persistence/1765000001310-x-speaking.js';
import { xRights } from '../x/persistence/x-rights.js';
import { Channels1764000000900 } from './1764000000900-channels.js';
import { Email1765000000930 } from './1765000000930-email.js';
import { ForgetErasedTips1765000000980 } from './1765000000980-forget-erased-tips.js';
import { OneRejectionList1765000001300 } from './1765000001300-one-rejection-list.js';

export const channelsPersistence: Persistence = {
  entities: [],
  migrations: [
    Channels1764000000900,
    XChannel1765000000910,
    Email1765000000930,
    ForgetErasedTips1765000000980,
    OneRejectionList1765000001300,
    XSpeaking1765000001310,
  ],
  rights: {
    tables: {
      web_code_attempt: { public: 'SELECT, INSERT, UPDATE, DELETE' },
      email_account: { portal: 'SELECT, INSERT, DELETE', worker: 'SELECT' },
      email_mailbox: { worker: 'SELECT, INSERT, UPDATE' },
      // The worker reads the inboxes and seals what it couldn't take; staff see that there is something, and why.
      channel_rejection: {
        portal:
          'SELECT (id, channel, channel_account, campaign_id, unit_id, reason, bytes, blob, state, received_at), UPDATE (state, sealed, settled_at, settled_by)',
        worker: 'SELECT, INSERT, UPDATE',
      },
      channel_health: { portal: 'SELECT', worker: 'SELECT, INSERT, UPDATE' },
      ...xRights,
    },
  },
};

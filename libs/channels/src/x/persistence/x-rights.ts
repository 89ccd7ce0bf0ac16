import type { DatabaseRights } from '#kernel';

/** Strangers' process only drops what X pushed into a box; the worker reads the inboxes; the portal manages accounts. */
export const xRights: DatabaseRights['tables'] = {
  x_account: { portal: 'SELECT, INSERT, UPDATE', worker: 'SELECT, UPDATE' },
  x_sign_in: { portal: 'SELECT, INSERT, DELETE' },
  x_binding: { portal: 'SELECT, INSERT, DELETE', worker: 'SELECT' },
  x_source: { portal: 'SELECT, INSERT, UPDATE', worker: 'SELECT, UPDATE' },
  x_message: {
    portal: 'SELECT (account_id, source, name, tip_id, outcome, gone_at, gone_why, below_ours, summons)',
    worker: 'SELECT, INSERT, UPDATE, DELETE',
  },
  x_media: { portal: 'SELECT (account_id, state, why)', worker: 'SELECT, INSERT, UPDATE, DELETE' },
  x_budget: { portal: 'SELECT, INSERT, UPDATE', worker: 'SELECT, INSERT, UPDATE' },
  x_sent: { worker: 'SELECT, INSERT, UPDATE' },
  x_hiding: { portal: 'SELECT, INSERT, UPDATE', worker: 'SELECT, UPDATE' },
  x_post: { portal: 'SELECT, INSERT, UPDATE', worker: 'SELECT, UPDATE' },
  x_event: { public: 'INSERT', worker: 'SELECT, UPDATE, DELETE' },
};

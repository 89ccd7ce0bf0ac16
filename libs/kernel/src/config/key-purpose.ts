import type { Role } from './configuration.js';

/** What a derived key is for. One purpose, one key: a leak of one says nothing of another (RFC 5869). */
export type KeyPurpose =
  | 'session-cookie'
  | 'receipt-code'
  | 'receipt-lookup'
  | 'form-token'
  | 'setup-link'
  | 'rate-limit'
  | 'entity-token'
  | 'message-name'
  | 'conversation'
  | 'conversation-tag'
  | 'reply-token'
  | 'outbox-box'
  | 'file-box'
  | 'x-tokens'
  | 'x-message'
  | 'x-event'
  | 'x-rejection'
  | 'file-print'
  | 'searched-words'
  | 'backup-mark'
  | 'audit-signing'
  | 'unit-key-proof'
  | SealingPurpose;

/** X25519 keys: whoever has the public half can seal, only the worker can open. */
export type SealingPurpose = (typeof SEALING_PURPOSES)[number];
export const SEALING_PURPOSES = ['waiting-file', 'waiting-x-event'] as const;

/**
 * What a process of one role derives keys for, and is handed where it runs apart. `public` speaks to strangers: it has
 * what taking in needs, no key of a session, of the log, of a file, of an address. Only commands with the root secret
 * mark a backup.
 */
export const PURPOSES_OF_ROLE: Record<Role, readonly KeyPurpose[]> = {
  public: [
    'receipt-code',
    'receipt-lookup',
    'form-token',
    'rate-limit',
    'entity-token',
    'message-name',
    'x-event',
  ],
  portal: [
    'session-cookie',
    'setup-link',
    'rate-limit',
    'unit-key-proof',
    'entity-token',
    'searched-words',
    'file-box',
    'reply-token',
    'conversation',
    'conversation-tag',
    'outbox-box',
    'x-tokens',
    'x-message',
  ],
  worker: [
    'receipt-code',
    'receipt-lookup',
    'entity-token',
    'message-name',
    'conversation',
    'conversation-tag',
    'reply-token',
    'outbox-box',
    'file-box',
    'file-print',
    'x-tokens',
    'x-message',
    'x-event',
    'x-rejection',
    'audit-signing',
    'waiting-file',
    'waiting-x-event',
  ],
};

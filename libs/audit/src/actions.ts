/**
 * Every action that leaves a trace, with the kind of processing it is in law: LED 2016/680 art. 25 and
 * LO 7/2021 art. 33 name collection, alteration, consultation, disclosure (with transfer), combination and erasure;
 * `access` is what ENS (RD 311/2022, op.acc and op.exp.8) asks for on top: sign-ins, rights and settings.
 * A lib that needs another action adds it here.
 */
export const OPERATION_OF = {
  'tip.received': 'collection',
  'tip.repeated': 'collection',
  'tip.anonymised': 'alteration',
  'tip.grouped': 'combination',
  'tip.ungrouped': 'alteration',
  'tip.routed': 'disclosure',
  'tip.sealed': 'alteration',
  'tip.masked': 'alteration',
  'tip.looked-at': 'alteration',
  'tip.set-aside': 'alteration',
  'tip.returned': 'alteration',
  'tip.opened': 'consultation',
  'tip.listed': 'consultation',
  'tip.searched': 'consultation',
  'tip.counted': 'consultation',
  'tip.history-read': 'consultation',
  'tip.exported': 'disclosure',
  'tip.revealed': 'consultation',
  'tip.reveal-asked': 'access',
  'tip.reveal-approved': 'access',
  'tip.reveal-refused': 'access',
  'tip.state-changed': 'alteration',
  'tip.assigned': 'alteration',
  'tip.note-added': 'alteration',
  'tip.asked': 'disclosure',
  'tip.answered': 'disclosure',
  'tip.acknowledged': 'disclosure',
  'tip.message-sent': 'disclosure',
  'tip.message-failed': 'alteration',
  'tip.message-doubted': 'alteration',
  'tip.message-decided': 'alteration',
  'tip.informant-replied': 'collection',
  'tip.informant-opted-out': 'alteration',
  'tip.file-added': 'collection',
  'tip.file-cleaned': 'alteration',
  'tip.file-opened': 'consultation',
  'tip.receipt-used': 'consultation',
  'tip.held': 'alteration',
  'tip.released': 'alteration',
  'tip.erased': 'erasure',
  'case.opened': 'combination',
  'case.changed': 'alteration',
  'case.tip-linked': 'combination',
  'case.tip-unlinked': 'alteration',
  'case.closed': 'alteration',
  'session.opened': 'access',
  'session.refused': 'access',
  'session.closed': 'access',
  'account.created': 'access',
  'account.activated': 'access',
  'account.changed': 'access',
  'account.disabled': 'access',
  'account.enabled': 'access',
  'account.setup-link-made': 'access',
  'account.listed': 'access',
  'unit.created': 'access',
  'unit.changed': 'access',
  'campaign.created': 'alteration',
  'campaign.changed': 'alteration',
  'campaign.launched': 'alteration',
  'campaign.paused': 'alteration',
  'campaign.resumed': 'alteration',
  'campaign.closed': 'alteration',
  'campaign.counted': 'consultation',
  'channel.connected': 'access',
  'channel.disconnected': 'access',
  'channel.posted': 'disclosure',
  'channel.rejected': 'collection',
  'channel.listed': 'consultation',
  'routing.changed': 'access',
  'access.denied': 'access',
  'audit.searched': 'consultation',
  'audit.exported': 'disclosure',
  'audit.entry-erased': 'erasure',
  'audit.key-made': 'access',
} as const satisfies Record<string, Operation>;

/**
 * The legal basis of each kind of processing, as an entry names it: the task of a competent authority (LO 7/2021
 * art. 11), the right to erasure (art. 23), the log itself (art. 33), the National Security Framework (RD 311/2022).
 */
export const BASIS_OF: Record<Operation, string> = {
  collection: 'LO 7/2021 art. 11',
  alteration: 'LO 7/2021 art. 11',
  consultation: 'LO 7/2021 art. 11',
  disclosure: 'LO 7/2021 art. 11',
  combination: 'LO 7/2021 art. 11',
  erasure: 'LO 7/2021 art. 23',
  access: 'RD 311/2022',
};

/** The kinds of processing that the law wants logged, and `access` for rights and settings. */
export type Operation =
  'collection' | 'alteration' | 'consultation' | 'disclosure' | 'combination' | 'erasure' | 'access';

export type AuditAction = keyof typeof OPERATION_OF;

/** What each permission is for; the portal names those that an account lacks. */
export const X_SCOPES = {
  'users.read': 'read',
  'tweet.read': 'read',
  'dm.read': 'read-messages',
  'dm.write': 'answer-messages',
  'tweet.write': 'publish',
  'tweet.moderate.write': 'hide-replies',
  'media.write': 'publish-pictures',
  'offline.access': 'stay-signed-in',
} as const;
export type XScope = keyof typeof X_SCOPES;

/**
 * What whoever connects an account confirms first, because X's terms and the law make it a condition, not a wish: that the
 * force lets them speak for it; that X's agreement covers a public body's use (enterprise plan, every user named); that it
 * is a letter box for who wants to write, and nobody is watched with it (docs/decisions/0044).
 */
export const X_CONFIRMATIONS = ['authority', 'terms', 'letter-box'] as const;
export type XConfirmation = (typeof X_CONFIRMATIONS)[number];

export type XAccountState = 'connected' | 'needs-sign-in' | 'disconnected';

/** An account of ours on X. */
export interface XAccount {
  id: string;
  /** X's number for it. */
  userId: string;
  handle: string;
  name: string;
  scopes: string[];
  state: XAccountState;
  connectedAt: Date;
  /** Who connected it last, and what they confirmed before. */
  connectedBy: string;
  confirmed: XConfirmation[];
  confirmedAt: Date | null;
}

export const missingScopes = ({ scopes }: Pick<XAccount, 'scopes'>): XScope[] =>
  (Object.keys(X_SCOPES) as XScope[]).filter((scope) => !scopes.includes(scope));

/** Which campaign a message belongs to. */
export interface XBinding {
  /** `hashtag` first, then `mention` (for posts that name us), then `default`. */
  kind: 'hashtag' | 'mention' | 'default';
  /** `#tweetredadas`, lower-case; empty for the other kinds. */
  value: string;
  campaignId: string;
}

export const X_SOURCES = ['dm', 'mention'] as const;
export type XSource = (typeof X_SOURCES)[number];

/** As `Channel` calls what came from a source. */
export const channelOf = (source: XSource): 'x-dm' | 'x-mention' => (source === 'dm' ? 'x-dm' : 'x-mention');

export const ACCOUNT_COLUMNS =
  'id, user_id AS "userId", handle, name, scopes, state, connected_at AS "connectedAt", connected_by AS "connectedBy", confirmed, confirmed_at AS "confirmedAt"';

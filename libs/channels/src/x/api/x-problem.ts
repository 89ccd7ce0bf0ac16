import { ApiRequestError, ApiResponseError } from 'twitter-api-v2';

/** Why X didn't do it, as far as somebody has to act differently. */
export type XTrouble =
  /** Wait until `until`. */
  | 'rate-limited'
  /** The token is refused: refresh once, then ask for a new sign-in. */
  | 'unauthorized'
  /** Never retried; `forbidden` says which. */
  | 'forbidden'
  | 'not-found'
  /** X didn't understand: our mistake, or an old page token. */
  | 'invalid'
  /** Over capacity, unreachable or silent: the same again later. */
  | 'unavailable'
  /** An answer that isn't what X's contract says. */
  | 'unreadable'
  /** No credit left at X. */
  | 'out-of-credit';

export type XForbidden =
  | 'dm-closed'
  | 'duplicate-content'
  | 'not-summoned'
  | 'post-gone'
  | 'missing-permission'
  | 'not-enrolled'
  | 'other';

export class XProblem extends Error {
  constructor(
    readonly trouble: XTrouble,
    readonly more: { until?: Date; forbidden?: XForbidden; wroteMaybe?: boolean } = {},
  ) {
    super(`X: ${trouble}${more.forbidden === undefined ? '' : ` (${more.forbidden})`}`);
    this.name = 'XProblem';
  }
}

/** A 429 without headers: X's windows last 15 minutes. */
const WINDOW_MS = 15 * 60_000;

const NEVER_CONNECTED = new Set(['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'EHOSTUNREACH', 'ENETUNREACH']);

/** What went wrong, without X's words: a problem's text can quote what somebody wrote. */
export function toXProblem(error: unknown, now: Date): XProblem {
  if (error instanceof XProblem) return error;
  if (error instanceof ApiResponseError) return fromAnswer(error, now);
  // A request that broke, or JSON that ends in the middle: a write may have been done all the same.
  if (error instanceof ApiRequestError) {
    // The library keeps the cause, but its own `requestError` looks for it under another name.
    const { error: cause } = (error as unknown as { _options: { error?: NodeJS.ErrnoException } })._options;
    const code = cause?.code;
    return new XProblem('unavailable', { wroteMaybe: !NEVER_CONNECTED.has(code ?? '') });
  }
  return new XProblem('unreadable', { wroteMaybe: true });
}

function fromAnswer(error: ApiResponseError, now: Date): XProblem {
  switch (error.code) {
    case 401:
      return new XProblem('unauthorized');
    case 402:
      return new XProblem('out-of-credit');
    case 403:
      return new XProblem('forbidden', { forbidden: forbiddenKind(error) });
    case 404:
    case 410:
      return new XProblem('not-found');
    case 429:
      return new XProblem('rate-limited', { until: resetOf(error, now) });
    default:
      return error.code >= 500 ? new XProblem('unavailable', { wroteMaybe: true }) : new XProblem('invalid');
  }
}

/** X's problem types are addresses on either of its hosts: only the last part tells. An HTML body is a string. */
function forbiddenKind(error: ApiResponseError): XForbidden {
  const { type, detail } = (typeof error.data === 'object' ? error.data : {}) as {
    type?: unknown;
    detail?: unknown;
  };
  const problem = typeof type === 'string' ? type.split('/').at(-1) : undefined;
  if (problem === 'client-forbidden') return 'not-enrolled';
  if (problem === 'unsupported-authentication') return 'missing-permission';
  const says = typeof detail === 'string' ? detail.toLowerCase() : '';
  if (says.includes('permission to dm') || says.includes('cannot send messages')) return 'dm-closed';
  if (says.includes('duplicate content')) return 'duplicate-content';
  if (says.includes('not been mentioned') || says.includes('reply to this conversation'))
    return 'not-summoned';
  if (says.includes('deleted or not visible')) return 'post-gone';
  if (says === 'forbidden' || says.includes('not permitted')) return 'missing-permission';
  return 'other';
}

/** The later of the spent windows: X tells of 15 minutes and, sometimes, of the day. */
function resetOf(error: ApiResponseError, now: Date): Date {
  const { rateLimit } = error;
  const spent = [rateLimit, rateLimit?.day, rateLimit?.userDay]
    .filter((window) => window !== undefined && window.remaining === 0)
    .map((window) => window!.reset * 1000)
    .filter((reset) => Number.isFinite(reset));
  return spent.length === 0 ? new Date(now.getTime() + WINDOW_MS) : new Date(Math.max(...spent));
}

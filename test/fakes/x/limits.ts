/** What X allows one user in 15 minutes (its rate-limit page); a day where it says so. */
const LIMITS: Record<string, { window: number; day?: number }> = {
  'GET /2/users/me': { window: 75 },
  'GET /2/dm_events': { window: 15 },
  'GET /2/dm_conversations/with/:id/dm_events': { window: 15 },
  'POST /2/dm_conversations/with/:id/messages': { window: 15, day: 1440 },
  'GET /2/users/:id/mentions': { window: 300 },
  'GET /2/users/:id/tweets': { window: 900 },
  'GET /2/tweets': { window: 5000 },
  'POST /2/tweets': { window: 100 },
  'DELETE /2/tweets/:id': { window: 50 },
  'PUT /2/tweets/:id/hidden': { window: 50 },
};
const WINDOW_MS = 15 * 60_000;
const DAY_MS = 24 * 3_600_000;

interface Spent {
  count: number;
  since: number;
}

/** Counts each token's calls and tells by headers what is left. */
export class XLimits {
  /** Off: the headers are sent, nobody is refused. */
  enforced = true;
  readonly #windows = new Map<string, Spent>();
  readonly #days = new Map<string, Spent>();

  constructor(private readonly now: () => number) {}

  /** Counts a call; `allowed` is false where it is one too many. */
  count(token: string, endpoint: string): { allowed: boolean; headers: Record<string, string> } {
    const limit = LIMITS[endpoint];
    if (limit === undefined || !this.enforced) return { allowed: true, headers: {} };
    const window = this.spend(this.#windows, `${token} ${endpoint}`, WINDOW_MS);
    const headers: Record<string, string> = {
      'x-rate-limit-limit': String(limit.window),
      'x-rate-limit-remaining': String(Math.max(0, limit.window - window.count)),
      'x-rate-limit-reset': String(Math.ceil((window.since + WINDOW_MS) / 1000)),
    };
    if (limit.day === undefined) return { allowed: window.count <= limit.window, headers };
    const day = this.spend(this.#days, `${token} ${endpoint}`, DAY_MS);
    headers['x-user-limit-24hour-limit'] = String(limit.day);
    headers['x-user-limit-24hour-remaining'] = String(Math.max(0, limit.day - day.count));
    headers['x-user-limit-24hour-reset'] = String(Math.ceil((day.since + DAY_MS) / 1000));
    return { allowed: window.count <= limit.window && day.count <= limit.day, headers };
  }

  private spend(all: Map<string, Spent>, key: string, lasts: number): Spent {
    const former = all.get(key);
    const spent =
      former !== undefined && former.since + lasts > this.now() ? former : { count: 0, since: this.now() };
    spent.count += 1;
    all.set(key, spent);
    return spent;
  }
}

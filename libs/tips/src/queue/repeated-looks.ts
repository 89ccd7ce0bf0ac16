/** A portal asks for the numbers every half minute: one entry tells of a quarter of an hour of that. */
const ONE_LOOK_MS = 15 * 60_000;
/** Beyond this many sessions the old ones are forgotten, which costs an entry too many at most. */
const KEPT_SESSIONS = 10_000;

/**
 * Tells a new look from the next poll of the same one, so that watching a number all day doesn't bury the log. It
 * lives in one process: another one writes an entry of its own, never one too few.
 */
export class RepeatedLooks {
  readonly #lastEntry = new Map<string, number>();

  isNew(sessionId: string, now: Date): boolean {
    const at = this.#lastEntry.get(sessionId);
    if (at !== undefined && now.getTime() - at < ONE_LOOK_MS) return false;
    if (this.#lastEntry.size >= KEPT_SESSIONS) this.#lastEntry.clear();
    this.#lastEntry.set(sessionId, now.getTime());
    return true;
  }
}

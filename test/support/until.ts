import { setTimeout as pause } from 'node:timers/promises';

/** A busy machine's rounds take their time; less than Jest's own limit, so that it is said what was waited for. */
const PATIENCE_MS = 120_000;
const LOOK_EVERY_MS = 50;

/** Looks again and again until there is something to see, and returns it. @throws with `what` in words if it never is. */
export async function until<T>(
  what: string,
  look: () => T | Promise<T>,
): Promise<Exclude<T, false | null | undefined>> {
  for (const end = Date.now() + PATIENCE_MS; ; await pause(LOOK_EVERY_MS)) {
    const seen = await look();
    if (seen !== false && seen !== undefined && seen !== null)
      return seen as Exclude<T, false | null | undefined>;
    if (Date.now() > end) throw new Error(`It never came to be: ${what}`);
  }
}

import { TIME_ZONE } from '../words/times.js';

/** A wall clock in Spain as date fields write it: `2026-11-24T09:30`. */
export type WallTime = string;

/** What clocks in Spain show at an instant. */
export function wallTimeOf(instant: string): WallTime {
  // Sweden writes dates the ISO way.
  const written = new Intl.DateTimeFormat('sv', {
    timeZone: TIME_ZONE,
    dateStyle: 'short',
    timeStyle: 'short',
  }).format(new Date(instant));
  return written.replace(' ', 'T');
}

/**
 * The instant at which clocks in Spain show this. In the hour that autumn repeats it is the earlier of both; in the
 * hour that spring leaves out, as long after the change as the clock would have shown.
 */
export function instantOf(wallTime: WallTime): string {
  const asIfUtc = new Date(`${wallTime}:00Z`).getTime();
  const [first, second] = [asIfUtc - DAY, asIfUtc + DAY].map((near) =>
    new Date(asIfUtc - offsetAt(near)).toISOString(),
  ) as [string, string];
  return [first, second].find((instant) => wallTimeOf(instant) === wallTime) ?? first;
}

/** When a day in Spain (`2026-11-24`) begins, and when the next one does. */
export const startOfDay = (day: string): string => instantOf(`${day}T00:00`);
export function endOfDay(day: string): string {
  const next = new Date(Date.parse(`${day}T00:00:00Z`) + DAY).toISOString().slice(0, 10);
  return startOfDay(next);
}

const DAY = 86_400_000;

/** How far Spain is ahead of UTC at a time, in milliseconds. */
const offsetAt = (time: number): number =>
  new Date(`${wallTimeOf(new Date(time).toISOString())}:00Z`).getTime() - time;

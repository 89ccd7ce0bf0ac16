import { useTranslation } from 'react-i18next';
import { useSyncExternalStore } from 'react';

/** Campaigns and clocks are Spain's, wherever the browser is. */
export const TIME_ZONE = 'Europe/Madrid';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** Times in words of the portal's language. */
export function useTimes() {
  const { i18n } = useTranslation();
  const language = localeOf(i18n.language);
  const format = (options: Intl.DateTimeFormatOptions) => (time: string | Date) =>
    new Intl.DateTimeFormat(language, { timeZone: TIME_ZONE, ...options }).format(new Date(time));
  return {
    /** `24 nov, 10:42`, or `10:42` for today. */
    moment: (time: string) =>
      isToday(time)
        ? format({ hour: '2-digit', minute: '2-digit' })(time)
        : format({ day: 'numeric', month: 'short', hour: '2-digit', minute: '2-digit' })(time),
    /** With weekday and year: what goes into titles and histories. */
    exact: format({ dateStyle: 'full', timeStyle: 'medium' }),
    /** `10:42` */
    clock: format({ hour: '2-digit', minute: '2-digit' }),
    /** `martes, 24 de noviembre de 2026` */
    fullDay: format({ dateStyle: 'full' }),
    day: format({ day: 'numeric', month: 'short' }),
    date: format({ dateStyle: 'long' }),
    dateTime: format({ dateStyle: 'medium', timeStyle: 'short' }),
    /** `in 12 minutes`, `2 hours ago`. */
    distance: (time: string, now: number) => distance(new Date(time).getTime() - now, language),
  };
}

/** English as it is written in Europe: 24 hours, the day before the month. */
const localeOf = (language: string): string => (language === 'en' ? 'en-GB' : language);

function distance(milliseconds: number, language: string): string {
  const words = new Intl.RelativeTimeFormat(language, { numeric: 'always', style: 'short' });
  const size = Math.abs(milliseconds);
  if (size < HOUR) return words.format(Math.trunc(milliseconds / MINUTE), 'minute');
  if (size < 2 * DAY) return words.format(Math.trunc(milliseconds / HOUR), 'hour');
  return words.format(Math.trunc(milliseconds / DAY), 'day');
}

const dayOf = (time: Date) => new Intl.DateTimeFormat('sv', { timeZone: TIME_ZONE }).format(time);
const isToday = (time: string) => dayOf(new Date(time)) === dayOf(new Date());

/** The time now, to the half minute: clocks on the page move by themselves. */
export const useNow = (): number => useSyncExternalStore(subscribeToClock, () => now);

const TICK = MINUTE / 2;
let now = Date.now();
const listeners = new Set<() => void>();
let timer: ReturnType<typeof setInterval> | undefined;

function tick(): void {
  now = Date.now();
  listeners.forEach((tell) => tell());
}

function subscribeToClock(listener: () => void): () => void {
  listeners.add(listener);
  if (timer === undefined) {
    tick();
    timer = setInterval(tick, TICK);
  }
  return () => {
    listeners.delete(listener);
    if (listeners.size > 0) return;
    clearInterval(timer);
    timer = undefined;
  };
}

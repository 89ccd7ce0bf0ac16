import { describe, expect, test } from '@jest/globals';
import { endOfDay, instantOf, startOfDay, wallTimeOf } from './madrid-time.js';

describe('a campaign opens by the clocks of Spain', () => {
  test.each([
    ['in winter', '2026-11-24T09:30', '2026-11-24T08:30:00.000Z'],
    ['in summer', '2026-07-01T00:00', '2026-06-30T22:00:00.000Z'],
    ['an hour after the spring change', '2026-03-29T03:30', '2026-03-29T01:30:00.000Z'],
    ['in the repeated autumn hour, the first time', '2026-10-25T02:30', '2026-10-25T00:30:00.000Z'],
    ['after the autumn change', '2026-10-25T03:30', '2026-10-25T02:30:00.000Z'],
  ])('%s', (_, wallTime, instant) => {
    expect(instantOf(wallTime)).toBe(instant);
    expect(wallTimeOf(instant)).toBe(wallTime);
  });

  test.each([
    ['2026-11-24', '2026-11-23T23:00:00.000Z', '2026-11-24T23:00:00.000Z'],
    ['2026-10-25', '2026-10-24T22:00:00.000Z', '2026-10-25T23:00:00.000Z'], // 25 hours
    ['2026-12-31', '2026-12-30T23:00:00.000Z', '2026-12-31T23:00:00.000Z'],
  ])('the day %s begins and ends there', (day, from, to) => {
    expect([startOfDay(day), endOfDay(day)]).toEqual([from, to]);
  });

  test('an hour that spring leaves out becomes the hour after', () => {
    expect(wallTimeOf(instantOf('2026-03-29T02:30'))).toBe('2026-03-29T03:30');
  });
});

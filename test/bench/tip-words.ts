import { REWORDINGS, STORIES } from '../../apps/server/src/demo/demo-stories.js';

/** About every third tip repeats another in other words; the others share only everyday words. */
const REPEATS = 0.3;

const VOCABULARY = [...new Set(STORIES.flatMap(({ text }) => text.split(/[^\p{L}]+/u)))].filter(Boolean);

/** What somebody might write, at random. */
export function tipWords(): string {
  const story = pick(STORIES).text;
  if (Math.random() < REPEATS) return pick(REWORDINGS)(story);
  return Array.from({ length: 40 }, () => pick(VOCABULARY)).join(' ');
}

const pick = <T>(choices: readonly T[]): T => choices[Math.floor(Math.random() * choices.length)]!;

import { expect, test } from '@jest/globals';
import { choosePlace, type Compared } from './placement.js';

const never = () => 'unlike' as const;
const same = () => 'near' as const;
const always = () => 'contradicting' as const;
const item = (id: string, groupId: string, verdict: Compared['verdict'], score: number): Compared => ({
  id,
  groupId,
  verdict,
  score,
  isCanonical: id === groupId,
});

test('who is like the canonical tip joins its group', () => {
  expect(choosePlace([item('a', 'a', 'near', 0.9)], never)?.groupId).toBe('a');
});

test('one member alone that is not canonical does not bring it in; two do', () => {
  const canonical = item('a', 'a', 'unlike', 0.7);
  const members = [item('b', 'a', 'near', 0.9), item('c', 'a', 'near', 0.9)];
  expect(choosePlace([canonical, members[0]!], never)).toBeUndefined();
  expect(choosePlace([canonical, ...members], same)?.groupId).toBe('a');
  expect(choosePlace([canonical, ...members], never)).toBeUndefined(); // they came by others themselves
});

test('one member that it contradicts keeps it out, unless it repeats another exactly', () => {
  const contradicted = item('b', 'a', 'contradicting', 0.95);
  expect(choosePlace([item('a', 'a', 'near', 0.9), contradicted], never)).toBeUndefined();
  expect(choosePlace([item('c', 'a', 'exact', 1), contradicted], never)?.groupId).toBe('a');
});

test('between two groups the closer one wins; between two that contradict each other and are as close, none', () => {
  const [left, right] = [item('a', 'a', 'near', 0.9), item('z', 'z', 'near', 0.91)];
  expect(choosePlace([left, right], never)?.groupId).toBe('z');
  expect(choosePlace([left, right], always)).toBeUndefined();
  expect(choosePlace([item('a', 'a', 'near', 0.8), right], always)?.groupId).toBe('z');
});

import type { groups as es } from '../es/groups.js';

/** Comparing tips and deciding which say the same. */
export const groups: typeof es = {
  action: 'Compare and group',
  title: 'Compare and group',
  same_one: '{{count}} tip of yours says this',
  same_other: '{{count}} tips of yours say this',
  alike: 'Alike, or naming the same thing',
  noneAlike: 'No other tip of yours is like it.',
  choose: 'Choose a tip to compare it with the one that stands for the group.',
  stands: 'Stands for the group',
  byHand: 'A person put it here',
  split: 'Separate',
  canonical: 'Let it stand for the group',
  merge: 'It is the same: join',
  refuse: 'It is not the same',
  undo: 'Undo the last step',
  pictures: 'Photos one over the other',
  slide: 'How much of each photo is seen',
  failed: 'It could not be done. The group is as it was.',
  keys: 'j and k go from tip to tip; p separates, c puts it first, m joins, d dismisses, z undoes.',
  related: 'May belong here',
  beforeClosing_one: 'Before closing: {{count}} tip is like this one and not in its group.',
  beforeClosing_other: 'Before closing: {{count}} tips are like this one and not in its group.',
  look: 'See them',
};

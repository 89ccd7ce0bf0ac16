import type { EntityType } from '../entity.js';

/** What the tagger tells apart; MISC (works, events) is learned so that it isn't taken for a name, and dropped. */
export const TAGGED_KINDS = ['PERSON', 'PLACE', 'ADDRESS', 'DATE', 'ID', 'EMAIL', 'ORG', 'MISC'] as const;
export type TaggedKind = (typeof TAGGED_KINDS)[number];

export const OUTSIDE = 0;
/** Outside, then begin and inside of every kind. */
export const TAG_COUNT = 1 + 2 * TAGGED_KINDS.length;

export function beginTag(kind: TaggedKind): number {
  return 1 + 2 * TAGGED_KINDS.indexOf(kind);
}

export function kindOf(tag: number): TaggedKind {
  return TAGGED_KINDS[(tag - 1) >> 1]!;
}

export function isBegin(tag: number): boolean {
  return tag > 0 && tag % 2 === 1;
}

export const ENTITY_OF_KIND: Readonly<Record<Exclude<TaggedKind, 'MISC'>, EntityType>> = {
  PERSON: 'PERSON',
  PLACE: 'PLACE',
  ADDRESS: 'ADDRESS',
  DATE: 'DATE',
  ID: 'ID_NUMBER',
  EMAIL: 'EMAIL',
  ORG: 'ORGANISATION',
};

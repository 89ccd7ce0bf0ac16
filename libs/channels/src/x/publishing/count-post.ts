import { createRequire } from 'node:module';

/** Its package offers Node a CommonJS file only, whose names an import can't see. */
const twitterText = createRequire(import.meta.url)('twitter-text') as typeof import('twitter-text');

export interface PostCount {
  /** As X counts: an address is 23, an emoji 2, most letters 1. */
  letters: number;
  most: number;
  fits: boolean;
  /** What X asks for it, in US dollars (pay-per-use, 2026): an address makes it thirteen times dearer. */
  dollars: number;
  hasLink: boolean;
}

export const MOST_LETTERS = 280;
const PLAIN_DOLLARS = 0.015;
const LINK_DOLLARS = 0.2;
/** The words that stand for a picture are a call of their own. */
const PICTURE_DOLLARS = 0.005;

/** Counts a post as X does, by X's own library, and says what it costs. A picture takes no letters. */
export function countPost(text: string, hasPicture = false): PostCount {
  const { weightedLength, valid } = twitterText.parseTweet(text);
  const hasLink = twitterText.extractUrls(text).length > 0;
  return {
    letters: weightedLength,
    most: MOST_LETTERS,
    fits: valid && weightedLength <= MOST_LETTERS,
    dollars: toMills((hasLink ? LINK_DOLLARS : PLAIN_DOLLARS) + (hasPicture ? PICTURE_DOLLARS : 0)),
    hasLink,
  };
}

const toMills = (dollars: number): number => Math.round(dollars * 1_000) / 1_000;

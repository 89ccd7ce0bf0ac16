import type { Word } from '../text/words.js';

/** A list of phrases made ready to be counted in texts. */
export class Phrases {
  readonly #byFirstWord = new Map<string, string[][]>();
  readonly #beginnings: string[] = [];

  constructor(entries: readonly string[]) {
    for (const entry of entries) {
      const words = entry.split(/[ ']/);
      if (words.length === 1 && entry.endsWith('*')) this.#beginnings.push(entry.slice(0, -1));
      else this.#byFirstWord.set(words[0]!, [...(this.#byFirstWord.get(words[0]!) ?? []), words]);
    }
  }

  /** How many stand in the text, none counted twice. */
  countIn(words: Word[]): number {
    let count = 0;
    for (let at = 0; at < words.length; at++) {
      const length = this.#lengthAt(words, at);
      if (length > 0) count++;
      at += Math.max(0, length - 1);
    }
    return count;
  }

  #lengthAt(words: Word[], at: number): number {
    const { folded } = words[at]!;
    const phrases = this.#byFirstWord.get(folded) ?? [];
    const lengths = phrases
      .filter((phrase) => phrase.every((part, step) => words[at + step]?.folded === part))
      .map((phrase) => phrase.length);
    if (lengths.length > 0) return Math.max(...lengths);
    return this.#beginnings.some((beginning) => folded.startsWith(beginning)) ? 1 : 0;
  }
}

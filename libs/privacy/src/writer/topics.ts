import { readFileSync } from 'node:fs';
import { hashWords } from '../gazetteer/lexicon-format.js';

/**
 * What a word is about (a room, a trade, kin, illness…), so that one that was never learned counts like its kind. From
 * `data/topics.txt`: `topic: words`, folded, of all five languages; where a word stands twice, the first counts. The
 * order is what the weights were learned with.
 */
export class Topics {
  private static loaded: Topics | undefined;

  static get shared(): Topics {
    return (Topics.loaded ??= new Topics(
      readFileSync(new URL('../../data/topics.txt', import.meta.url), 'utf8'),
    ));
  }

  private readonly numbers = new Map<number, number>();

  private constructor(lists: string) {
    lists.split('\n').forEach((line, number) => {
      for (const word of line.slice(line.indexOf(':') + 1).split(' ')) {
        const hash = hashWords(word) | 0;
        if (word && !this.numbers.has(hash)) this.numbers.set(hash, number + 1);
      }
    });
  }

  /** The topic's number of a word given by its hash, 0 for none. */
  of(hash: number): number {
    return this.numbers.get(hash) ?? 0;
  }
}

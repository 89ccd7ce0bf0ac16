import { Injectable } from '@nestjs/common';
import { ServerSecret } from '#kernel';
import { ServerBox } from '#vault';

/** Bound to the sealed words, so that nothing else sealed under the key passes for them. */
const NAME = 'searched-words';

/**
 * The words somebody searched for, as their audit entry holds them: sealed, as they may name a person. An auditor
 * opens them with a reason, which is an entry too; whoever holds the log alone can't.
 */
@Injectable()
export class SearchedWords {
  readonly #box: ServerBox;

  constructor(secret: ServerSecret) {
    this.#box = new ServerBox(() => secret.key('searched-words'));
  }

  /** Base64; the length says the words' length to the next 32 bytes only. */
  seal(words: string): string {
    const bytes = Buffer.from(words);
    const padded = Buffer.alloc(Math.ceil((bytes.length + 1) / 32) * 32);
    bytes.copy(padded);
    return this.#box.seal(padded, NAME).toString('base64');
  }

  /** Throws where they weren't sealed here. */
  open(sealed: string): string {
    const padded = this.#box.open(Buffer.from(sealed, 'base64'), NAME);
    const end = padded.indexOf(0);
    return padded.toString('utf8', 0, end < 0 ? padded.length : end);
  }
}

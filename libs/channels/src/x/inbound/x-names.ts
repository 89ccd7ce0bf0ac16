import { Injectable } from '@nestjs/common';
import { ServerSecret } from '#kernel';
import { ServerBox } from '#vault';

/**
 * X's ids lead to people: a post's to its author, on X, for everybody. They are kept as a keyed hash, to find them again,
 * and sealed under a key of the server, to ask X about them; in clear nowhere.
 */
@Injectable()
export class XNames {
  readonly #box: ServerBox;

  constructor(private readonly secret: ServerSecret) {
    this.#box = new ServerBox(() => secret.key('x-message', 'id'));
  }

  nameOf(id: string): Buffer {
    return this.secret.mac('x-message', id);
  }

  seal(id: string): Buffer {
    return this.#box.seal(Buffer.from(id), 'x-id');
  }

  open(sealed: Buffer): string {
    return this.#box.open(sealed, 'x-id').toString();
  }
}

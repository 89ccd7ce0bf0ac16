import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { projectRoot } from '#kernel';
import type { CheckedTile, Stretch } from './check-stretch.js';

/** More would only wait for PostgreSQL, which has as much to do. */
const MOST_THREADS = 4;

/** What each thread has in hand: one is read while another is hashed. */
const STRETCHES_IN_HAND = 2;

/** The compiled program of a thread (`checking-thread.ts`), also where the sources run. */
const program = () => join(projectRoot(), 'dist/libs/audit/src/verify/checking-thread.js');

/** What a thread is told when it begins. */
export interface CheckingThreadData {
  databaseUrl: string;
  connections: number;
}

/**
 * Threads that read and check stretches by connections of their own, so that PostgreSQL reads and several cores hash at
 * the same time. With few objects of its own a thread is hardly ever held up to tidy its memory, as the main one is.
 */
export class CheckingThreads {
  readonly #threads: CheckingThread[];
  #next = 0;

  constructor(databaseUrl: string) {
    const count = Math.min(MOST_THREADS, availableParallelism());
    this.#threads = Array.from({ length: count }, () => new CheckingThread(databaseUrl));
  }

  /** How many stretches are worth asking for before the first has been answered. */
  get atOnce(): number {
    return this.#threads.length * STRETCHES_IN_HAND;
  }

  /** The threads take turns. */
  check(stretch: Stretch): Promise<CheckedTile[]> {
    this.#next = (this.#next + 1) % this.#threads.length;
    return this.#threads[this.#next]!.check(stretch);
  }

  async close(): Promise<void> {
    await Promise.all(this.#threads.map((thread) => thread.close()));
  }
}

/** Megabytes: a thread keeps next to nothing; with more room it would only tidy later. */
const HEAP = { maxYoungGenerationSizeMb: 8, maxOldGenerationSizeMb: 128 };

/** What a thread says of one stretch, in the order asked. */
export type CheckingAnswer = { checked: CheckedTile[] } | { failure: Error };

class CheckingThread {
  readonly #worker: Worker;
  readonly #asked: { resolve(checked: CheckedTile[]): void; reject(error: unknown): void }[] = [];

  constructor(databaseUrl: string) {
    const workerData: CheckingThreadData = { databaseUrl, connections: STRETCHES_IN_HAND };
    this.#worker = new Worker(program(), { workerData, resourceLimits: HEAP });
    this.#worker.on('message', (answer: CheckingAnswer) => {
      const asked = this.#asked.shift();
      if ('failure' in answer) asked?.reject(answer.failure);
      else asked?.resolve(answer.checked);
    });
    this.#worker.on('error', (error) => this.#giveUp(error));
    this.#worker.on('exit', () => this.#giveUp(new Error('A thread that checks entries has ended.')));
  }

  check(stretch: Stretch): Promise<CheckedTile[]> {
    return new Promise((resolve, reject) => {
      this.#asked.push({ resolve, reject });
      this.#worker.postMessage(stretch);
    });
  }

  async close(): Promise<void> {
    await this.#worker.terminate();
  }

  #giveUp(error: unknown): void {
    for (const asked of this.#asked.splice(0)) asked.reject(error);
  }
}

import { SingleBar } from 'cli-progress';

/** Progress of long work: a bar where a person watches, nothing where a program reads. */
export interface Progress {
  at(done: number): void;
  end(): void;
}

/** A bar on stderr if that is a terminal and `--json` wasn't asked for. */
export function showProgress(what: string, total: number, json = false): Progress {
  if (json || !process.stderr.isTTY || total === 0) return { at: () => undefined, end: () => undefined };
  const bar = new SingleBar({
    format: `${what} {bar} {value}/{total} · {eta_formatted} left`,
    stream: process.stderr,
    hideCursor: true,
    barsize: 30,
  });
  bar.start(total, 0);
  return { at: (done) => bar.update(done), end: () => bar.stop() };
}

/** Prints for a program (`--json`) or for a person. */
export function print(json: boolean, value: unknown, words: () => string): void {
  console.log(json ? JSON.stringify(value) : words());
}

/** A name that somebody else chose, for a person's terminal: line ends and control characters shown, not obeyed. */
export const harmless = (name: string): string =>
  name.replace(/\p{C}/gu, (character) => `\\u{${character.codePointAt(0)!.toString(16)}}`);

import { once } from 'node:events';
import { createReadStream } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { createInterface } from 'node:readline';
import type { Command } from 'commander';
import { DuplicateMatcher, type ImageFingerprint, type Matched } from '#dedup';

const EXAMPLES = `
Each input line is an item: {"id": "…", "text": "…", "image": "path"}; text or image may be left out. An image is a path,
relative to the current directory. Each output line answers one item, in order:
  {"id", "group", "matches": [{"id", "score", "kind", "evidence"}]}
where group is the id of the first item that says the same, and matches are the earlier items of that group.
A line that can't be read is answered with "error" and reported on stderr; the others go on.

Examples:
  $ colabora match --jsonl tips.jsonl > groups.jsonl
  $ cat tips.jsonl | colabora match --jsonl
  $ echo '{"id":"1","image":"photo.jpg"}' | colabora match --jsonl

Exit codes: 0 all lines answered, 1 some line could not be read, 2 wrong usage.`;

/** `colabora match`: the duplicate engine over a list of items, without a database. */
export function matchCommand(program: Command): void {
  program
    .command('match')
    .summary('find repeats in a list of tips and pictures')
    .description('Finds which tips and pictures repeat an earlier one, and says why. Needs no database.')
    .option('--jsonl [FILE]', 'read items, one JSON object a line, from FILE or from standard input')
    .option('--json', 'write JSON lines (the only format; for symmetry with the other commands)')
    .addHelpText('after', EXAMPLES)
    .action(async ({ jsonl }: { jsonl?: string | true }, command: Command) => {
      if (jsonl === undefined) command.error('error: give --jsonl [FILE]', { exitCode: 2 });
      const isFile = typeof jsonl === 'string' && jsonl !== '-';
      process.exitCode = await matchLines(isFile ? createReadStream(jsonl) : process.stdin, command);
    });
}

async function matchLines(input: NodeJS.ReadableStream, command: Command): Promise<number> {
  const failure = new Promise<never>((_, fail) => input.once('error', fail));
  failure.catch(() => undefined);
  const matcher = new DuplicateMatcher();
  let lineNumber = 0;
  let exitCode = 0;
  try {
    for await (const line of createInterface({ input, crlfDelay: Infinity })) {
      lineNumber++;
      if (line.trim() === '') continue;
      const answer = await answerLine(matcher, line, lineNumber);
      if (answer.error !== undefined) {
        exitCode = 1;
        process.stderr.write(`line ${lineNumber}: ${answer.error}\n`);
      }
      if (!process.stdout.write(`${JSON.stringify(answer)}\n`)) await once(process.stdout, 'drain');
    }
    await Promise.race([failure, Promise.resolve()]);
  } catch (error) {
    command.error(`error: the input can't be read (${(error as NodeJS.ErrnoException).code ?? 'unknown'})`, {
      exitCode: 2,
    });
  }
  return exitCode;
}

type Answer = { id: string | null; group: string | null; matches: Matched['matches']; error?: string };

async function answerLine(matcher: DuplicateMatcher, line: string, lineNumber: number): Promise<Answer> {
  const item = readItem(line);
  if ('error' in item) {
    const id = item.id ?? null;
    return { id, group: id ?? `line-${lineNumber}`, matches: [], error: item.error };
  }
  const { id, text, image } = item;
  let fingerprint: ImageFingerprint | undefined;
  let error: string | undefined;
  try {
    if (image !== undefined) fingerprint = await DuplicateMatcher.fingerprintImage(await readFile(image));
  } catch {
    error = 'the image can not be read';
  }
  if (error !== undefined) return { id, group: id, matches: [], error };
  return {
    id,
    ...matcher.add({ id, ...(text !== undefined && { text }), ...(fingerprint && { image: fingerprint }) }),
  };
}

interface Item {
  id: string;
  text?: string;
  image?: string;
}

function readItem(line: string): Item | { error: string; id?: string } {
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch {
    return { error: 'not JSON' };
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return { error: 'not an object' };
  const { id, text, image } = value as Record<string, unknown>;
  if (typeof id !== 'string' && typeof id !== 'number') return { error: '"id" must be a string' };
  const name = String(id);
  if (text !== undefined && text !== null && typeof text !== 'string')
    return { error: '"text" must be a string', id: name };
  if (image !== undefined && image !== null && typeof image !== 'string')
    return { error: '"image" must be a path', id: name };
  if (text == null && image == null) return { error: 'neither "text" nor "image"', id: name };
  return {
    id: name,
    ...(text != null && { text: text as string }),
    ...(image != null && { image: image as string }),
  };
}

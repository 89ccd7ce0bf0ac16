import { fstatSync } from 'node:fs';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { SingleBar } from 'cli-progress';
import { type Command, InvalidArgumentError } from 'commander';
import { redact } from '#privacy';

const LANGUAGES = ['es', 'ca', 'gl', 'eu', 'en'];
const EXAMPLES = `
Examples:
  $ colabora redact "Vende Juan Pérez, DNI 12345678Z"
  Vende [PERSON], DNI [ES_NIF]
  $ colabora redact --json < tip.txt
  $ colabora redact --jsonl < tips.jsonl > redacted.jsonl

With --jsonl every line in is {"id": …, "text": …} and every line out is {"id", "redacted", "entities"}. Offsets count
UTF-16 code units of the original text. Exit: 0 done, 1 some lines were malformed (named on stderr), 2 wrong usage.`;

interface RedactOptions {
  json?: boolean;
  jsonl?: boolean;
  language?: string;
}

/** `colabora redact`: masks everything personal in a text, in standard input, or in a stream of JSON lines. */
export function redactCommand(program: Command): void {
  program
    .command('redact')
    .description('mask personal data in a text, in standard input, or in JSON lines')
    .argument('[text...]', 'the text; without it, standard input is read')
    .option('--json', 'print {"redacted", "entities"} instead of the text alone')
    .option('--jsonl', 'read {"id","text"} lines, print {"id","redacted","entities"} lines')
    .option(
      '--language <code>',
      `main language of the text (${LANGUAGES.join(', ')}); all five are always looked for`,
      language,
    )
    .addHelpText('after', EXAMPLES)
    .action(async (words: string[], options: RedactOptions, command: Command) => {
      if (options.json && options.jsonl)
        command.error('error: choose --json or --jsonl, not both', { exitCode: 2 });
      if (options.jsonl && words.length > 0)
        command.error('error: --jsonl reads standard input, not arguments', { exitCode: 2 });
      if (options.jsonl) process.exitCode = await redactLines();
      else await redactOne(words.length > 0 ? words.join(' ') : await wholeInput(), options);
    });
}

function language(code: string): string {
  if (!LANGUAGES.includes(code)) throw new InvalidArgumentError(`Use one of ${LANGUAGES.join(', ')}.`);
  return code;
}

async function redactOne(text: string, { json }: RedactOptions): Promise<void> {
  const result = redact(text.replace(/\r?\n$/, ''));
  await print(json ? JSON.stringify(result) : result.redacted);
}

async function wholeInput(): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of process.stdin) chunks.push(Buffer.from(chunk as Buffer));
  return Buffer.concat(chunks).toString('utf8');
}

/** One line at a time: memory stays flat however long the input; a malformed line is named and skipped. */
async function redactLines(): Promise<number> {
  const progress = startProgress();
  let lineNumber = 0;
  let malformed = 0;
  for await (const line of createInterface({ input: process.stdin, crlfDelay: Infinity })) {
    lineNumber++;
    progress?.increment(Buffer.byteLength(line) + 1);
    if (line.trim() === '') continue;
    const tip = parseTip(line);
    if (typeof tip === 'string') {
      malformed++;
      process.stderr.write(`line ${lineNumber}: ${tip}\n`);
    } else await print(JSON.stringify({ id: tip.id, ...redact(tip.text) }));
  }
  progress?.stop();
  return malformed > 0 ? 1 : 0;
}

function parseTip(line: string): { id: string | number; text: string } | string {
  try {
    const tip: unknown = JSON.parse(line.replace(/^\uFEFF/, ''));
    if (typeof tip !== 'object' || tip === null) return 'not an object with "id" and "text"';
    const { id, text } = tip as { id?: unknown; text?: unknown };
    if (typeof id !== 'string' && typeof id !== 'number') return '"id" must be a string or a number';
    if (typeof text !== 'string') return '"text" must be a string';
    return { id, text };
  } catch {
    return 'not valid JSON'; // the parser's own message would quote the text
  }
}

async function print(line: string): Promise<void> {
  if (!process.stdout.write(`${line}\n`)) await once(process.stdout, 'drain');
}

function startProgress(): SingleBar | undefined {
  const input = fstatSync(0);
  if (!process.stderr.isTTY || process.stdout.isTTY || !input.isFile()) return undefined;
  const bar = new SingleBar({ format: '{bar} {percentage}% {value}/{total} bytes', stream: process.stderr });
  bar.start(input.size, 0);
  return bar;
}

/**
 * The README's test command, and the files that failed once more, alone: what fails twice has failed, what passes then is
 * named as unsteady. Leaves in the folder it is given: `totals` (tests passed and failed; a file that doesn't load counts
 * as one) and `report` (what failed, with its messages, and what is unsteady).
 */
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { stripVTControlCharacters } from 'node:util';

const folder = process.argv[2];
const LONGEST_MESSAGE_LINES = 40;

/** Each file's passed tests and failures by name; undefined where Jest itself did not come to an end. */
function run(name, ...options) {
  const output = join(folder, `${name}.json`);
  spawnSync('npm', ['test', '--', '--json', `--outputFile=${output}`, ...options], {
    stdio: ['ignore', 'inherit', 'inherit'],
  });
  if (!existsSync(output)) return undefined;
  const { testResults } = JSON.parse(readFileSync(output, 'utf8'));
  return new Map(testResults.map((result) => [relative('.', result.name), outcome(result)]));
}

function outcome({ name, status, message, assertionResults }) {
  const file = relative('.', name);
  const failed = new Map();
  for (const { status: verdict, fullName, failureMessages } of assertionResults)
    if (verdict === 'failed') failed.set(`${file} › ${fullName}`, failureMessages.join('\n'));
  if (status === 'failed' && failed.size === 0) failed.set(file, message);
  return { passed: assertionResults.filter(({ status: verdict }) => verdict === 'passed').length, failed };
}

const first = run('first');
const again = [...(first ?? [])].filter(([, { failed }]) => failed.size > 0).map(([file]) => file);
if (again.length > 0) process.stdout.write(`── once more, alone: ${again.join(', ')}\n`);
const second = again.length > 0 ? run('second', '--runInBand', '--runTestsByPath', ...again) : new Map();

const failures = new Map(first === undefined ? [['npm test', 'Jest did not come to an end.']] : []);
const unsteady = [];
let passed = 0;
for (const [file, atFirst] of first ?? []) {
  const alone = (atFirst.failed.size > 0 && second?.get(file)) || atFirst;
  passed += alone.passed;
  // A file that failed as a whole says nothing of its single tests: then whatever fails now has failed twice.
  const isWhole = atFirst.failed.has(file) || alone.failed.has(file);
  for (const [name, message] of alone.failed)
    if (isWhole || atFirst.failed.has(name)) failures.set(name, message);
    else {
      passed += 1;
      unsteady.push(`unsteady: ${name} (passed at first, failed alone)`);
    }
  for (const name of atFirst.failed.keys())
    if (alone.failed.size === 0 || (!isWhole && !alone.failed.has(name)))
      unsteady.push(`unsteady: ${name} (failed at first, passed alone)`);
}

const indented = (message) =>
  stripVTControlCharacters(message)
    .split('\n')
    .filter((line) => !/^\s+at .*node_modules/.test(line))
    .slice(0, LONGEST_MESSAGE_LINES)
    .map((line) => `    ${line}`.trimEnd());
const report = [
  ...[...failures].flatMap(([name, message]) => [`failed: ${name}`, ...indented(message)]),
  ...unsteady,
];
writeFileSync(join(folder, 'totals'), `${passed} ${failures.size}\n`);
writeFileSync(join(folder, 'report'), report.map((line) => `${line}\n`).join(''));
process.exitCode = failures.size === 0 ? 0 : 1;

/**
 * Builds what `npm start`, `npx colabora` and the tests need into dist/: server and command line (tsc), the
 * citizen's style sheet and scripts (sass, esbuild), the portal (vite). Does nothing where dist/ is newer than
 * the sources, so that every entry point may call it.
 *
 *   node scripts/build.js [--force] [--quiet]
 */
import { execFileSync } from 'node:child_process';
import { cpSync, existsSync, readdirSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const stamp = join(root, 'dist/.built');
const SOURCES = [
  'apps',
  'libs',
  'test/bench',
  'scripts',
  'package.json',
  'tsconfig.json',
  'tsconfig.build.json',
];
const force = process.argv.includes('--force');
const quiet = process.argv.includes('--quiet');

if (force || !isFresh()) build();

function isFresh() {
  if (!existsSync(stamp)) return false;
  const builtAt = statSync(stamp).mtimeMs;
  return SOURCES.every((source) => newest(join(root, source)) <= builtAt);
}

function newest(path) {
  const { mtimeMs } = statSync(path);
  if (!statSync(path).isDirectory()) return mtimeMs;
  return readdirSync(path)
    .filter((name) => name !== 'node_modules')
    .reduce((latest, name) => Math.max(latest, newest(join(path, name))), mtimeMs);
}

function build() {
  const startedAt = new Date();
  say('Building Colabora (only when the sources changed)…');
  step('server and command line', 'node_modules/typescript/bin/tsc', ['-p', 'tsconfig.build.json']);
  step('citizen pages', 'scripts/build-public.js', []);
  copyData();
  step('portal', 'node_modules/vite/bin/vite.js', ['build', 'apps/portal', '--logLevel', 'warn']);
  writeFileSync(stamp, '');
  utimesSync(stamp, startedAt, startedAt); // a source saved during the build is newer than the build
}

/** Gazetteers and weights lie in libs/<lib>/data and are read relative to the compiled code. */
function copyData() {
  for (const lib of readdirSync(join(root, 'libs'))) {
    const data = join(root, 'libs', lib, 'data');
    if (existsSync(data)) cpSync(data, join(root, 'dist/libs', lib, 'data'), { recursive: true });
  }
}

function step(what, script, args) {
  if (!existsSync(join(root, script))) return;
  say(`  ${what}`);
  execFileSync(process.execPath, [join(root, script), ...args], { cwd: root, stdio: ['ignore', 2, 2] });
}

function say(line) {
  if (!quiet) process.stderr.write(`${line}\n`);
}

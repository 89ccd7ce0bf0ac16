#!/usr/bin/env node
/**
 * Starts the command line: under the Node that package.json pins (whatever the machine has), built if it must be.
 */
import { spawn, spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const at = (path) => fileURLToPath(new URL(`../../${path}`, import.meta.url));
const pinnedNode = at('node_modules/node/bin/node');
const WANTED_MAJOR = 24;

if (Number(process.versions.node.split('.')[0]) < WANTED_MAJOR && existsSync(pinnedNode)) {
  const self = spawn(pinnedNode, process.argv.slice(1), { stdio: 'inherit' });
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => self.kill(signal));
  self.on('exit', (code) => process.exit(code ?? 1));
} else {
  if (existsSync(at('scripts/build.js'))) {
    const built = spawnSync(process.execPath, [at('scripts/build.js')], {
      stdio: ['ignore', 'ignore', 'inherit'],
    });
    if (built.status !== 0) process.exit(1);
  }
  await import('../../dist/apps/cli/src/main.js');
}

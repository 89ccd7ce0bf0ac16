import { Command, CommanderError } from 'commander';
import { ConfigurationError } from '#kernel';
import { auditCommand } from './commands/audit.js';
import { backupCommands } from './commands/backup.js';
import { benchCommand } from './commands/bench.js';
import { cleanCommand } from './commands/clean.js';
import { demoCommand } from './commands/demo.js';
import { doctorCommand } from './commands/doctor.js';
import { matchCommand } from './commands/match.js';
import { migrateCommand } from './commands/migrate.js';
import { openapiCommand } from './commands/openapi.js';
import { redactCommand } from './commands/redact.js';
import { retentionCommand } from './commands/retention.js';
import { secretsCommand } from './commands/secrets.js';
import { staffCommand } from './commands/staff.js';
import { startCommand } from './commands/start.js';
import { unitCommand } from './commands/unit.js';
import { xCommand } from './commands/x.js';
import { version } from './version.js';

/** `colabora`: operate, evaluate, verify, measure. Exit codes: 0 done, 1 it failed or found something, 2 used wrongly. */
const program = new Command('colabora')
  .description('A citizen-collaboration tip desk for police campaigns.')
  .version(version)
  .showHelpAfterError('(colabora --help shows how)')
  .exitOverride();

for (const add of [
  startCommand,
  demoCommand,
  doctorCommand,
  backupCommands,
  migrateCommand,
  retentionCommand,
  secretsCommand,
  staffCommand,
  unitCommand,
  redactCommand,
  matchCommand,
  cleanCommand,
  auditCommand,
  benchCommand,
  openapiCommand,
  xCommand,
]) {
  add(program);
}

try {
  await program.parseAsync();
} catch (error) {
  process.exitCode = explain(error);
}

function explain(error: unknown): number {
  if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
  if (error instanceof ConfigurationError) {
    console.error(error.message);
    return 2;
  }
  console.error(`colabora: ${error instanceof Error ? error.message : 'something failed'}`);
  return 1;
}

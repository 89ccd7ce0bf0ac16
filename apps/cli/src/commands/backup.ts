import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { type Command, InvalidArgumentError } from 'commander';
import { AuditLog, CheckpointMemory, openAuditLog } from '#audit';
import { type Kernel, operatorContext } from '#kernel';
import { isRecipient } from '#vault';
import { orphanChecks } from '../../../server/src/orphan-checks.js';
import { readBackup } from '../backup/read-backup.js';
import { writeBackup } from '../backup/write-backup.js';
import { withKernel } from '../kernel.js';
import { print, type Progress, showProgress } from '../terminal.js';

interface BackupOptions {
  to: string;
  recipient: string[];
  json?: boolean;
}

interface RestoreOptions {
  identity: string;
  force?: boolean;
  json?: boolean;
}

/** `colabora backup` and `colabora restore`: one encrypted file for everything but the server's secret. */
export function backupCommands(program: Command): void {
  program
    .command('backup')
    .description(
      'Write database and sealed files into one file, encrypted, at one moment, while all goes on.',
    )
    .requiredOption('--to <path>', 'a file, or a folder that gets one named by the time')
    .requiredOption(
      '--recipient <keys...>',
      'public keys (age1…) of which each can open it; made with age-keygen',
      addRecipient,
    )
    .option('--json', 'print what was written for programs')
    .addHelpText(
      'after',
      "\nExample:\n  npx colabora backup --to /mnt/backups --recipient age1…\n\nThe server's secret is not in it: keep that apart.",
    )
    .action((options: BackupOptions) => backup(options));
  program
    .command('restore')
    .description('Put a backup into an empty database and data folder, check every hash, verify the log.')
    .argument('<file>', 'what colabora backup wrote')
    .requiredOption('--identity <file>', 'the file with the secret key (AGE-SECRET-KEY-1…)')
    .option('--force', 'replace everything that is there')
    .option('--json', 'print what was restored for programs')
    .action(async (file: string, options: RestoreOptions, command: Command) => {
      const unusable = (what: string) => command.error(`error: ${what}`, { exitCode: 2 });
      const bytes = await stat(file).then(
        ({ size }) => size,
        () => unusable('there is no such backup, or it may not be read'),
      );
      const identities = await identitiesIn(options.identity).catch(() => []);
      if (identities.length === 0) unusable('--identity takes a file with an AGE-SECRET-KEY-1…');
      await restore({ file, bytes, identities }, options);
    });
}

function addRecipient(text: string, before: string[] = []): string[] {
  if (!isRecipient(text)) throw new InvalidArgumentError('A public key looks like age1….');
  return [...before, text];
}

async function identitiesIn(path: string): Promise<string[]> {
  return (await readFile(path, 'utf8'))
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line.startsWith('AGE-SECRET-KEY-'));
}

const backup = ({ to, recipient, json = false }: BackupOptions) =>
  withKernel(async (kernel) => {
    if (!kernel.isOwner) throw new Error('a backup needs the account that owns the tables');
    const bar = progressOf('Backing up', json);
    const written = await writeBackup(kernel, await fileFor(to), recipient, bar.at);
    bar.end();
    await kernel.database.transaction((tx) =>
      new AuditLog(kernel.database, kernel.clock).append(tx, operatorContext('backup'), {
        action: 'backup.made',
        subject: { kind: 'system', id: 'backup' },
        details: { rows: written.rows, files: written.blobs, recipients: recipient.length },
      }),
    );
    print(json, written, () =>
      [
        `${written.file}: ${written.rows} rows and ${written.blobs} files, encrypted to ${recipient.length} key(s).`,
        "The server's secret is not in it. Keep it apart; without it codes and cleaned files don't work.",
      ].join('\n'),
    );
    return 0;
  });

interface Source {
  file: string;
  bytes: number;
  identities: string[];
}

const restore = ({ file, bytes, identities }: Source, { force = false, json = false }: RestoreOptions) =>
  withKernel(async (kernel) => {
    if (!kernel.isOwner) throw new Error('restoring needs the account that owns the tables');
    const bar = showProgress('Restoring', bytes, json);
    const restored = await readBackup(kernel, file, { identities, force, onProgress: bar.at }).finally(
      bar.end,
    );
    const verdict = await openAuditLog(kernel).verify({ orphanChecks });
    const lost = verdict.problems.filter(({ kind }) => kind === 'log-behind-checkpoint');
    const wrong = verdict.problems.filter(({ kind }) => kind !== 'log-behind-checkpoint');
    const keptAs =
      lost.length > 0 ? await new CheckpointMemory(kernel.configuration.dataDir).setAside() : undefined;
    await recordRestore(kernel, restored.createdAt, lost.length > 0);
    print(json, { ...restored, sound: wrong.length === 0, behind: lost.length > 0, problems: wrong }, () =>
      [
        `Restored ${restored.rows} rows and ${restored.blobs} files as they were at ${restored.createdAt}; every hash is right.`,
        wrong.length === 0
          ? `The audit log is whole: ${verdict.size} entries, ${verdict.checkpoints} signed checkpoints.`
          : `The audit log is NOT whole: ${wrong.map(({ what }) => what).join(' ')}`,
        ...(keptAs === undefined
          ? []
          : [
              'This machine remembers a later state of the log: what was written after the backup is lost.',
              ...lost.map(({ what }) => `  ${what}`),
              `The signed proof of that later state is kept in ${keptAs}; the log says that it was put back.`,
            ]),
        'Before opening the site: colabora retention --run (what was erased since is back).',
      ].join('\n'),
    );
    return wrong.length === 0 ? 0 : 1;
  });

async function recordRestore(kernel: Kernel, createdAt: string, behind: boolean): Promise<void> {
  await kernel.database.transaction((tx) =>
    new AuditLog(kernel.database, kernel.clock).append(tx, operatorContext('restore'), {
      action: 'backup.restored',
      subject: { kind: 'system', id: 'backup' },
      details: { of: createdAt, laterStateLost: behind },
    }),
  );
}

async function fileFor(to: string): Promise<string> {
  const isFolder = await stat(to).then(
    (found) => found.isDirectory(),
    () => false,
  );
  const name = `colabora-${new Date().toISOString().slice(0, 19).replaceAll(':', '-')}.backup.age`;
  return isFolder ? join(to, name) : to;
}

/** The total grows once the tables are done: the bar starts anew for the files. */
function progressOf(what: string, json: boolean): { at(done: number, total: number): void; end(): void } {
  let bar: Progress | undefined;
  let known = 0;
  return {
    at: (done, total) => {
      if (bar === undefined || total !== known) {
        bar?.end();
        bar = showProgress(what, total, json);
        known = total;
      }
      bar.at(done);
    },
    end: () => bar?.end(),
  };
}

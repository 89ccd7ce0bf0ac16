import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { type Command, InvalidArgumentError } from 'commander';
import {
  exportLog,
  exportSelection,
  type LogVerdict,
  openAuditLog,
  type OpenAuditLog,
  readAuthority,
  type Stamping,
  TimeStamps,
  verifierKeyOf,
  verifyBundle,
  writeTlogProof,
} from '#audit';
import { isUuid, type Kernel, operatorContext } from '#kernel';
import { orphanChecks } from '../../../server/src/orphan-checks.js';
import { withKernel } from '../kernel.js';
import { print, type Progress, showProgress } from '../terminal.js';

/** `colabora audit`: check the log, prove an entry, hand over a part that can be checked without us. */
export function auditCommand(program: Command): void {
  const audit = program.command('audit').description('What happened, provably: verify, prove, export.');
  audit
    .command('verify')
    .description(
      'Re-hash every entry, rebuild the tree, check every checkpoint. Exit code 1 if anything is wrong.',
    )
    .option('--bundle <folder>', 'verify an exported bundle instead of the database')
    .option('--key <keys...>', 'with --bundle: verifier keys that you have from elsewhere')
    .option('--checkpoint <file>', 'a checkpoint kept elsewhere that the log must have grown from')
    .option('--json', 'print the verdict for programs')
    .addHelpText('after', VERIFY_EXAMPLES)
    .action((options: VerifyOptions) =>
      options.bundle === undefined ? verifyDatabase(options) : verifyFolder(options),
    );
  audit
    .command('prove')
    .description('Print the proof that an entry is in the log (C2SP tlog-proof).')
    .argument('<entry>', "the entry's id, as on the receipt", entryId)
    .option('--json', 'print index, hashes and proof for programs')
    .addHelpText(
      'after',
      '\nExample:\n  npx colabora audit prove 019ab3f0-6c1e-7a3b-8d5f-0123456789ab > receipt.tlog-proof',
    )
    .action((id: string, options: { json?: boolean }) => prove(id, options));
  audit
    .command('export')
    .description(
      'Write a bundle that can be verified without Colabora: entries, proofs, keys, report, verifier.',
    )
    .option('--tip <ids...>', 'the entries of one tip or of several', tipIds)
    .option('--case <id>', 'the entries of one case and of its tips', entryId)
    .option('--all', 'the whole log')
    .requiredOption('--reason <words>', 'why; it becomes part of the log')
    .requiredOption('--out <folder>', 'a folder that does not exist yet')
    .option('--json', 'print what was written for programs')
    .addHelpText('after', EXPORT_EXAMPLES)
    .action((options: ExportOptions) => exportBundle(options));
  audit
    .command('rotate-key')
    .description('Sign with a new key from now on; one checkpoint carries both signatures.')
    .option('--json', 'print the keys for programs')
    .action((options: { json?: boolean }) => rotateKey(options));
}

const VERIFY_EXAMPLES = `
Examples:
  npx colabora audit verify
  npx colabora audit verify --json | jq .problems
  npx colabora audit verify --checkpoint /mnt/elsewhere/checkpoint-2026-11-23
  npx colabora audit verify --bundle ./tip-019ab3f0 --key 'colabora/…+1a2b3c4d+AQ…'`;

const EXPORT_EXAMPLES = `
Examples:
  npx colabora audit export --tip 019ab3f0-6c1e-7a3b-8d5f-0123456789ab --reason "DP 1234/2026, JI 3" --out ./tip
  npx colabora audit export --all --reason "yearly audit" --out ./log-2026`;

interface VerifyOptions {
  bundle?: string;
  key?: string[];
  checkpoint?: string;
  json?: boolean;
}

interface ExportOptions {
  tip?: string[];
  case?: string;
  all?: boolean;
  reason: string;
  out: string;
  json?: boolean;
}

function entryId(text: string): string {
  if (!isUuid(text)) throw new InvalidArgumentError('An id looks like 019ab3f0-6c1e-7a3b-8d5f-0123456789ab.');
  return text;
}

/** Said one after the other, or with `--tip` again. */
const tipIds = (text: string, before: string[] = []) => [...before, entryId(text)];

const verifyDatabase = ({ checkpoint, json = false }: VerifyOptions) =>
  withKernel(async (kernel) => {
    const bar = progressOf('Verifying', json);
    const remembered = checkpoint === undefined ? [] : [await readFile(checkpoint, 'utf8')];
    const verdict = await openAuditLog(kernel).verify({
      remembered,
      orphanChecks,
      onProgress: bar.onProgress,
    });
    bar.end();
    print(json, verdict, () => verdictInWords(verdict));
    return verdict.sound ? 0 : 1;
  });

function verdictInWords({
  sound,
  size,
  root,
  checkpoints,
  witnessed,
  stamped,
  pending,
  problems,
  problemCount,
}: LogVerdict): string {
  const facts = [
    `${size} entries, ${checkpoints} checkpoints, root ${root}`,
    ...witnessed.map(({ witness, size, at }) => `cosigned up to ${size} entries on ${at} by ${witness}`),
    ...(stamped === undefined
      ? []
      : [
          `${stamped.count} time-stamps; ${stamped.size} entries existed by ${stamped.at} (${stamped.authority})`,
        ]),
    ...(pending > 0 ? [`${pending} entries wait for their place (normal for a second)`] : []),
  ];
  if (sound) return [...facts, 'The log is sound.'].join('\n');
  const listed = problems.map(({ kind, what }) => `✗ ${what} (${kind})`);
  const more = problemCount > problems.length ? [`…and ${problemCount - problems.length} more`] : [];
  const first = problems.find(({ entryId }) => entryId !== undefined);
  const where = first === undefined ? [] : [`First bad entry: ${first.entryId} at place ${first.position}`];
  return [...facts, ...listed, ...more, ...where, 'The log is NOT sound.'].join('\n');
}

async function verifyFolder({ bundle, key = [], json = false }: VerifyOptions): Promise<void> {
  const verdict = await verifyBundle(resolve(bundle!), key);
  const { about, entries, checkpoints, problems } = verdict;
  print(json, verdict, () =>
    [
      `${entries} entries of ${about.origin}, ${checkpoints} checkpoints`,
      ...problems.map(({ where, what }) => `✗ ${where}: ${what}`),
      problems.length === 0 ? 'The bundle is sound.' : 'The bundle is NOT sound.',
    ].join('\n'),
  );
  process.exitCode = problems.length === 0 ? 0 : 1;
}

const prove = (id: string, { json = false }: { json?: boolean }) =>
  withKernel(async (kernel) => {
    const audit = openAuditLog(kernel);
    await settle(audit, kernel);
    const proof = await audit.published.prove(id);
    if (proof === undefined) throw new Error('the entry has no place yet: is a worker running?');
    const text = writeTlogProof(proof);
    const { index, checkpoint } = proof;
    const leafHash = proof.leafHash.toString('hex');
    if (json) print(json, { entryId: id, index, size: checkpoint.size, leafHash, proof: text }, () => '');
    else process.stdout.write(text);
    return 0;
  });

const exportBundle = (options: ExportOptions) => {
  const { tip, case: caseId, all = false, reason, out, json = false } = options;
  const chosen = [tip, caseId, all || undefined].filter((each) => each !== undefined);
  if (chosen.length !== 1) throw new InvalidArgumentError('Say one of --tip, --case and --all.');
  return withKernel(async (kernel) => {
    const audit = openAuditLog(kernel);
    const subjects = tip?.map((id) => ({ kind: 'tip' as const, id })) ?? [
      { kind: 'case' as const, id: caseId ?? '' },
    ];
    await noteExport(kernel, audit, all ? [{ kind: 'system', id: 'audit-log' }] : subjects, reason);
    await settle(audit, kernel);
    const stamping = await stampNow(kernel);
    const source = { ...audit, database: kernel.database, now: kernel.clock.now() };
    const bar = progressOf('Exporting', json);
    const about = all
      ? await exportLog(source, resolve(out), bar.onProgress)
      : await exportSelection(source, subjects, resolve(out));
    bar.end();
    print(json, { ...about, folder: resolve(out), stamping }, () =>
      [
        `${about.entries} entries written to ${out}`,
        ...(stamping === undefined ? [] : [`Time-stamp of all of them: ${stamping}`]),
        `Verify them anywhere: node ${out}/verify-bundle.mjs`,
      ].join('\n'),
    );
    return 0;
  });
};

/** So that a stamp covers every entry of the bundle; one that can't be had holds nothing up. */
async function stampNow({ database, clock, configuration }: Kernel): Promise<Stamping['state'] | undefined> {
  const authority = readAuthority(configuration);
  if (authority === undefined) return undefined;
  return (await new TimeStamps(database, clock, authority).ask()).state;
}

/** Handing entries over is a disclosure (LO 7/2021 art. 33): the bundle tells of its own making. */
async function noteExport(
  kernel: Kernel,
  { log }: OpenAuditLog,
  subjects: { kind: 'tip' | 'case' | 'system'; id: string }[],
  reason: string,
): Promise<void> {
  await kernel.database.transaction((tx) =>
    log.append(
      tx,
      operatorContext('audit export'),
      ...subjects.map((subject) => ({ action: 'audit.exported' as const, subject, reason })),
    ),
  );
}

const rotateKey = ({ json = false }: { json?: boolean }) =>
  withKernel(async (kernel) => {
    const audit = openAuditLog(kernel);
    await audit.sequencer.rotateKey(operatorContext('audit rotate-key'));
    const keys = (await audit.keys.published()).map(verifierKeyOf);
    print(json, { keys }, () => ['Keys of the log, the new one last:', ...keys].join('\n'));
    return 0;
  });

/** Longer than any sequencer needs for one batch. */
const SETTLE_MS = 10_000;

/** Sequences what waits, or waits until the running server has. */
async function settle({ sequencer }: OpenAuditLog, { database }: Kernel): Promise<void> {
  const deadline = Date.now() + SETTLE_MS;
  for (;;) {
    await sequencer.drain();
    const [row] = await database.query<{ waiting: boolean }>(
      'SELECT EXISTS (SELECT FROM audit_incoming) AS waiting',
    );
    if (!row!.waiting || Date.now() > deadline) return;
    await pause(100);
  }
}

/** A bar whose total is known only once the work has begun. */
function progressOf(what: string, json: boolean) {
  let bar: Progress | undefined;
  return {
    onProgress: (done: number, total: number) => {
      bar ??= showProgress(what, total, json);
      bar.at(done);
    },
    end: () => bar?.end(),
  };
}

import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { stat, statfs } from 'node:fs/promises';
import { join } from 'node:path';
import type { Command } from 'commander';
import { readAuthority, readWitnesses } from '#audit';
import { diagnoseMail, diagnoseX } from '#channels';
import { ConfigurationError, type Kernel } from '#kernel';
import { findConfinement } from '#privacy';
import { foreignKeys } from '#staff';
import { unreviewedEmergencies } from '#tips';
import { isRecipient } from '#vault';
import { withKernel } from '../kernel.js';
import { print } from '../terminal.js';

type Verdict = 'ok' | 'warning' | 'failed';

interface Finding {
  check: string;
  verdict: Verdict;
  says: string;
}

/** Too little for the next photos, journals and a vacuum. */
const LOW_DISK_BYTES = 2 * 1024 ** 3;
const WAITING_JOBS_ARE_MANY = 1_000;
const CLOCK_SKEW_SECONDS = 5;

/** `colabora doctor`: is everything as it should be? */
export function doctorCommand(program: Command): void {
  program
    .command('doctor')
    .description(
      'Check this installation: settings, database, disk, clock, units, campaigns, background work.',
    )
    .option('--json', 'print the findings for programs')
    .addHelpText('after', '\nExit code 0: nothing failed (there may be warnings). 1: something failed.')
    .action(({ json = false }: { json?: boolean }) =>
      withKernel(async (kernel) => {
        const findings: Finding[] = [];
        for (const check of CHECKS) findings.push(await check(kernel));
        print(json, { findings, failed: count(findings, 'failed') }, () => words(findings));
        return count(findings, 'failed') === 0 ? 0 : 1;
      }),
    );
}

const CHECKS: ((kernel: Kernel) => Promise<Finding>)[] = [
  checkNode,
  checkAddress,
  checkDatabase,
  checkClock,
  checkDisk,
  checkBlobs,
  checkUnits,
  checkKeys,
  checkCampaigns,
  checkJobs,
  checkFiles,
  checkConverters,
  checkConfinement,
  checkSecret,
  checkX,
  checkMail,
  checkEmergencies,
  checkRetention,
  checkBackup,
  checkWitnesses,
  checkTimeStamps,
];

const MARK: Record<Verdict, string> = { ok: '✓', warning: '!', failed: '✗' };

const words = (findings: Finding[]) =>
  [
    ...findings.map(({ check, verdict, says }) => `${MARK[verdict]} ${check.padEnd(12)} ${says}`),
    '',
    `${count(findings, 'ok')} ok, ${count(findings, 'warning')} warnings, ${count(findings, 'failed')} failed`,
  ].join('\n');

const count = (findings: Finding[], verdict: Verdict) =>
  findings.filter((each) => each.verdict === verdict).length;

async function checkNode(): Promise<Finding> {
  const major = Number(process.versions.node.split('.')[0]);
  return { check: 'node', verdict: major >= 24 ? 'ok' : 'failed', says: `Node ${process.versions.node}` };
}

async function checkAddress({ configuration }: Kernel): Promise<Finding> {
  if (configuration.isSecure)
    return { check: 'address', verdict: 'ok', says: 'people reach the desk by https' };
  return {
    check: 'address',
    verdict: 'warning',
    says: 'COLABORA_PUBLIC_URL is not an https: address: fine for a trial, not for citizens',
  };
}

async function checkDatabase({ database, postgres }: Kernel): Promise<Finding> {
  const [row] = await database.query<{ version: string; durable: string }>(
    `SELECT current_setting('server_version') AS version, current_setting('fsync') AS durable`,
  );
  if (row!.durable !== 'on') {
    return {
      check: 'database',
      verdict: 'failed',
      says: 'fsync is off: a power cut would lose acknowledged tips',
    };
  }
  const where = postgres === undefined ? 'DATABASE_URL' : `embedded, in ${postgres.folder}`;
  return {
    check: 'database',
    verdict: 'ok',
    says: `PostgreSQL ${row!.version} (${where}), schema up to date`,
  };
}

async function checkClock({ database }: Kernel): Promise<Finding> {
  const before = Date.now();
  const [row] = await database.query<{ now: Date }>('SELECT clock_timestamp() AS now');
  const skew = Math.abs(row!.now.getTime() - (before + Date.now()) / 2) / 1_000;
  const verdict = skew > CLOCK_SKEW_SECONDS ? 'failed' : 'ok';
  return { check: 'clock', verdict, says: `${skew.toFixed(1)} s between this machine and the database` };
}

async function checkDisk({ configuration }: Kernel): Promise<Finding> {
  const { bavail, bsize } = await statfs(configuration.dataDir);
  const free = bavail * bsize;
  const says = `${(free / 1024 ** 3).toFixed(1)} GiB free at ${configuration.dataDir}`;
  return { check: 'disk', verdict: free < LOW_DISK_BYTES ? 'failed' : 'ok', says };
}

async function checkBlobs({ blobs }: Kernel): Promise<Finding> {
  const key = `doctor-${randomBytes(8).toString('hex')}`;
  await blobs.put(key, Buffer.from('doctor'));
  await blobs.remove(key);
  return { check: 'files', verdict: 'ok', says: 'sealed files can be written and removed' };
}

async function checkUnits({ database }: Kernel): Promise<Finding> {
  const units = await database.query<{ slug: string; recipient: string }>('SELECT slug, recipient FROM unit');
  if (units.length === 0) {
    return { check: 'units', verdict: 'warning', says: 'none yet; make one: colabora unit add' };
  }
  for (const { slug, recipient } of units) {
    if (!isRecipient(recipient)) {
      return {
        check: 'units',
        verdict: 'failed',
        says: `${slug} has no usable public key: its tips can't be sealed`,
      };
    }
  }
  return { check: 'units', verdict: 'ok', says: `${units.length}, each with a working public key` };
}

/** What is sealed to a key that somebody slipped into the tables, somebody else opens. */
async function checkKeys({ database }: Kernel): Promise<Finding> {
  const foreign = await foreignKeys(database);
  if (foreign.length === 0) {
    return {
      check: 'keys',
      verdict: 'ok',
      says: 'public keys of units and people are those that the log names',
    };
  }
  const whose = foreign.map(({ of, who }) => `${of} ${who}`).join(', ');
  return {
    check: 'keys',
    verdict: 'failed',
    says: `not the public key that the log names: ${whose}. Stop the desk; find out who wrote to the database`,
  };
}

async function checkCampaigns({ database }: Kernel): Promise<Finding> {
  const [row] = await database.query<{ live: number; lost: number }>(
    `SELECT count(*) FILTER (WHERE state = 'live')::int AS live,
            count(*) FILTER (WHERE state = 'live'
                             AND NOT EXISTS (SELECT 1 FROM unit WHERE unit.id = default_unit_id))::int AS lost
       FROM campaign`,
  );
  if (row!.lost > 0)
    return { check: 'campaigns', verdict: 'failed', says: `${row!.lost} live ones have no unit` };
  return { check: 'campaigns', verdict: 'ok', says: `${row!.live} live` };
}

async function checkJobs({ jobs }: Kernel): Promise<Finding> {
  const backlog = Object.entries(await jobs.backlog()).filter(([, waiting]) => waiting > 0);
  const waiting = backlog.reduce((sum, [, each]) => sum + each, 0);
  const says =
    backlog.length === 0 ? 'nothing waits' : backlog.map(([name, each]) => `${name}: ${each}`).join(', ');
  return { check: 'jobs', verdict: waiting > WAITING_JOBS_ARE_MANY ? 'warning' : 'ok', says };
}

async function checkFiles({ database }: Kernel): Promise<Finding> {
  const [row] = await database.query<{ quarantined: number }>(
    `SELECT count(*)::int AS quarantined FROM tip_file WHERE state = 'quarantined'`,
  );
  const { quarantined } = row!;
  if (quarantined === 0) return { check: 'quarantine', verdict: 'ok', says: 'empty' };
  return {
    check: 'quarantine',
    verdict: 'warning',
    says: `${quarantined} files could not be cleaned and stay sealed`,
  };
}

/** Without a program its kinds of files wait in quarantine, where only a reveal opens them. */
async function checkConverters(): Promise<Finding> {
  const missing = [
    ...((await runs('ffmpeg', '-version')) && (await runs('ffprobe', '-version'))
      ? []
      : ['ffmpeg (videos, sound)']),
    ...((await runs('soffice', '--version')) ? [] : ['LibreOffice (office documents)']),
  ];
  if (missing.length === 0) return { check: 'converters', verdict: 'ok', says: 'ffmpeg and LibreOffice' };
  const says = `not on this machine: ${missing.join(', ')}; such files stay in quarantine`;
  return { check: 'converters', verdict: 'warning', says };
}

const runs = (program: string, argument: string): Promise<boolean> =>
  new Promise((resolve) => {
    execFile(program, [argument], { timeout: 20_000 }, (error) => resolve(error === null));
  });

async function checkConfinement({ configuration }: Kernel): Promise<Finding> {
  const { kind } = await findConfinement([configuration.dataDir]);
  const says: Record<typeof kind, string> = {
    apart:
      'files are decoded in a process with limits, without network and without sight of the data folder; ' +
      'what else this user may read it may read: no sandbox that filters system calls',
    limited:
      'files are decoded in a process with limits of time, memory and file size and nothing more: this machine ' +
      'allows no namespaces (unshare), so whoever takes a decoder over can do what this user can',
    none:
      'files are decoded in a process with limits of time and memory; the kernel confines nothing of it: ' +
      'util-linux is missing',
  };
  return { check: 'confinement', verdict: kind === 'apart' ? 'ok' : 'warning', says: says[kind] };
}

/**
 * The whole secret in the data folder is at hand for every process that shares the folder: for one desk in one process
 * that is how it is meant, for roles with keys of their own it undoes them.
 */
async function checkSecret({ configuration, secret }: Kernel): Promise<Finding> {
  const file = join(configuration.dataDir, 'server.secret');
  const found = await stat(file).catch(() => undefined);
  const check = 'secret';
  if (found === undefined) return { check, verdict: 'ok', says: 'not in the data folder' };
  if ((found.mode & 0o077) !== 0)
    return { check, verdict: 'failed', says: `${file} can be read by other accounts: chmod 600` };
  if (secret.role !== undefined)
    return {
      check,
      verdict: 'failed',
      says: `this process has the keys of ${secret.role} and reads the whole secret in ${file}: keep it elsewhere`,
    };
  if (configuration.secret !== undefined)
    return {
      check,
      verdict: 'warning',
      says: `${file} is not used, a secret is given: whoever shares the folder reads it; keep it elsewhere`,
    };
  return {
    check,
    verdict: 'ok',
    says: 'made here, for this account only; keep a copy apart from the backups',
  };
}

async function checkX(kernel: Kernel): Promise<Finding> {
  return { check: 'x', ...(await diagnoseX(kernel)) };
}

async function checkMail(kernel: Kernel): Promise<Finding> {
  return { check: 'mail', ...(await diagnoseMail(kernel)) };
}

const DAY_MS = 86_400_000;
/** The job runs every night. */
const RETENTION_LATE_DAYS = 2;
const BACKUP_OLD_DAYS = 2;

/** Where a unit's only lead opened it, nobody else is asked to review it: whoever runs the desk hears of it here. */
async function checkEmergencies({ database, clock }: Kernel): Promise<Finding> {
  const late = await unreviewedEmergencies(database, clock.now());
  if (late === undefined)
    return { check: 'emergencies', verdict: 'ok', says: 'not for this database account to see' };
  return {
    check: 'emergencies',
    verdict: late > 0 ? 'failed' : 'ok',
    says: `${late} openings in an emergency that no lead has reviewed within a day`,
  };
}

async function checkRetention({ database, clock }: Kernel): Promise<Finding> {
  const [row] = await database.query<{ at: Date | null; review: number | null; late: number }>(
    `SELECT (SELECT max(at) FROM retention_run) AS at,
            (SELECT review FROM retention_run ORDER BY at DESC LIMIT 1) AS review,
            (SELECT count(*)::int FROM erasure_request
              WHERE decision IS NULL AND done_at IS NULL AND decide_by < $1) AS late`,
    [clock.now()],
  );
  const { at, review, late } = row!;
  if (late > 0)
    return {
      check: 'retention',
      verdict: 'failed',
      says: `${late} erasures asked for are past their deadline`,
    };
  if (at === null) return { check: 'retention', verdict: 'warning', says: 'the nightly job has not run yet' };
  const days = (clock.now().getTime() - at.getTime()) / DAY_MS;
  const says = `last run ${at.toISOString().slice(0, 16)}Z, ${review ?? 0} tips wait for a review`;
  return { check: 'retention', verdict: days > RETENTION_LATE_DAYS ? 'failed' : 'ok', says };
}

/** By the log: `colabora backup` leaves an entry; other ways of backing up leave none. */
async function checkBackup({ database, clock }: Kernel): Promise<Finding> {
  const [row] = await database.query<{ at: string | null }>(
    `SELECT max(body::json ->> 'at') AS at FROM audit_entry WHERE subject_id = 'backup' AND action = 'backup.made'`,
  );
  if (row!.at === null)
    return { check: 'backup', verdict: 'warning', says: 'none made with colabora backup yet' };
  const days = (clock.now().getTime() - new Date(row!.at).getTime()) / DAY_MS;
  return {
    check: 'backup',
    verdict: days > BACKUP_OLD_DAYS ? 'warning' : 'ok',
    says: `the last one is ${days.toFixed(1)} days old`,
  };
}

/** By how much the newest signature or stamp from outside may lie behind what is waited for. */
const ROUNDS_LATE = 3;
const MINUTE_MS = 60_000;

/** What somebody outside the house must have signed by now, if the log has grown since. */
async function lateness({ database, clock }: Kernel, table: 'audit_cosignature' | 'audit_timestamp') {
  const [row] = await database.query<{ at: Date | null; waiting: Date | null }>(
    `SELECT (SELECT max(made_at) FROM ${table}) AS at,
            (SELECT min(made_at) FROM audit_checkpoint
              WHERE number > coalesce((SELECT max(checkpoint) FROM ${table}), 0)) AS waiting`,
  );
  const { at, waiting } = row!;
  const waitsMs = waiting === null ? 0 : clock.now().getTime() - waiting.getTime();
  const last = at === null ? 'never yet' : `last ${at.toISOString().slice(0, 16)}Z`;
  return { waitsMs, last };
}

async function checkWitnesses(kernel: Kernel): Promise<Finding> {
  const check = 'witnesses';
  const { length } = readWitnesses(kernel.configuration.witnesses);
  if (length === 0) return { check, verdict: 'ok', says: 'none: nobody outside vouches for the audit log' };
  const { waitsMs, last } = await lateness(kernel, 'audit_cosignature');
  const verdict = waitsMs > ROUNDS_LATE * MINUTE_MS ? 'warning' : 'ok';
  return { check, verdict, says: `${length} set up, the log cosigned: ${last}` };
}

async function checkTimeStamps(kernel: Kernel): Promise<Finding> {
  const check = 'time-stamps';
  try {
    const authority = readAuthority(kernel.configuration);
    if (authority === undefined)
      return { check, verdict: 'ok', says: 'none: no authority stamps the audit log' };
    const { waitsMs, last } = await lateness(kernel, 'audit_timestamp');
    const verdict = waitsMs > ROUNDS_LATE * authority.pauseMs ? 'warning' : 'ok';
    return { check, verdict, says: `the log stamped: ${last}` };
  } catch (error) {
    if (!(error instanceof ConfigurationError)) throw error;
    return { check, verdict: 'failed', says: error.complaints.join(', ') };
  }
}

import { readFile } from 'node:fs/promises';
import { conflict, type Database } from '#kernel';
import type { LogKeys } from '../checkpoint/log-keys.js';
import { verifierKeyOf } from '../checkpoint/signed-note.js';
import type { AuditSubject } from '../entry.js';
import type { PublishedLog, SignedCheckpoint } from '../published-log.js';
import type { StampedCheckpoint } from '../timestamp/time-stamps.js';
import { README } from './readme.js';
import { VERIFIER } from './verify-bundle.js';

/** What `bundle.json` says; `verify-bundle.mjs` reads it. */
export interface AboutBundle {
  form: 'colabora-audit-bundle-1';
  /** `selection`: some entries, each with its path to a root; `log`: all of them. */
  kind: 'selection' | 'log';
  origin: string;
  /** Of a selection. */
  subjects?: BundleSubject[];
  entries: number;
  madeAt: string;
}

/** A tip, or a case. */
export type BundleSubject = Pick<AuditSubject, 'kind' | 'id'>;

/** The parts of the log that a bundle is made from. */
export interface BundleSource {
  database: Database;
  published: PublishedLog;
  keys: LogKeys;
  now: Date;
  /** Root certificates of the time-stamp authorities (PEM), for whoever checks. */
  stampRoots?: string | undefined;
}

/** A file of a bundle; the name may have one folder in it. */
export interface BundleFile {
  name: string;
  content: Buffer | string;
}

/** The newest checkpoint. @throws Problem `nothing-to-export` 409 where there is none. */
export async function newestCheckpoint({ published }: BundleSource): Promise<SignedCheckpoint> {
  const checkpoint = await published.checkpoint();
  if (checkpoint === undefined) throw conflict('nothing-to-export', 'The log is empty.');
  return checkpoint;
}

export function aboutBundle(
  { now }: BundleSource,
  { origin }: SignedCheckpoint,
  what: Pick<AboutBundle, 'kind' | 'subjects' | 'entries'>,
): AboutBundle {
  return { form: 'colabora-audit-bundle-1', origin, ...what, madeAt: now.toISOString() };
}

/** What lies in every bundle: what it is, how it is checked, by which keys and with which program. */
export async function commonFiles(source: BundleSource, about: AboutBundle): Promise<BundleFile[]> {
  const keys = [...(await logKeysOf(source)), ...(await witnessesOf(source))];
  return [
    { name: 'bundle.json', content: `${JSON.stringify(about, null, 2)}\n` },
    { name: 'keys.txt', content: keys.map((key) => `${key}\n`).join('') },
    { name: 'README.txt', content: README },
    { name: 'verify-bundle.mjs', content: await readFile(VERIFIER) },
  ];
}

export const logKeysOf = async ({ keys }: BundleSource) => (await keys.published()).map(verifierKeyOf);

async function witnessesOf({ database }: BundleSource): Promise<string[]> {
  const rows = await database.query<{ witness: string }>(
    'SELECT DISTINCT witness FROM audit_cosignature ORDER BY witness',
  );
  return rows.map(({ witness }) => witness);
}

/** The bytes that were stamped and the authority's answer, as `openssl ts -verify` takes them. */
export const stampFiles = ({ size, note, reply }: StampedCheckpoint): BundleFile[] => [
  { name: `timestamps/${size}.checkpoint`, content: note },
  { name: `timestamps/${size}.tsr`, content: reply },
];

export const rootsFile = (pem: string): BundleFile => ({ name: 'timestamps/roots.pem', content: pem });

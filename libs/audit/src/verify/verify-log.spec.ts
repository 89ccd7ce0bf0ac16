import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { AuditLog, auditPersistence, LogKeys, Sequencer, verifyLog, type VerifyOptions } from '#audit';
import {
  citizenContext,
  Clock,
  connect,
  type Database,
  migrate,
  operatorContext,
  ServerSecret,
  uuidv7,
} from '#kernel';
import { freshDatabase } from '../../../../test/support/database.js';
import { signCheckpoint } from '../checkpoint/checkpoint.js';
import { signerOf, verifierKeyOf } from '../checkpoint/signed-note.js';
import { commit, writeEntry } from '../entry.js';

let database: Database;
let url: string;
let close: () => Promise<void>;
let log: AuditLog;
let keys: LogKeys;
let sequencer: Sequencer;

/** A log of 600 entries (three tiles) under three checkpoints. The first entry is the one about the key. */
async function open(): Promise<void> {
  const fresh = await freshDatabase();
  url = fresh.url;
  close = async () => {
    await database.close();
    await fresh.drop();
  };
  await connected(4);
  await migrate(database);
  for (const count of [99, 300, 200]) await grow(count);
}

async function connected(poolSize: number): Promise<void> {
  database = await connect({ url, persistence: [auditPersistence], poolSize, applicationName: 'test' });
  log = new AuditLog(database, new Clock());
  keys = new LogKeys(database, new ServerSecret('s'.repeat(32)));
  sequencer = new Sequencer(database, keys, log);
}

async function grow(count: number): Promise<void> {
  const facts = Array.from({ length: count }, (_, n) => ({
    action: 'tip.opened' as const,
    subject: { kind: 'tip' as const, id: uuidv7() },
    details: { n },
  }));
  await database.transaction((tx) => log.append(tx, citizenContext('citizen-tip'), ...facts));
  await sequencer.drain();
}

async function verify(options: Partial<VerifyOptions> = {}) {
  const { trusted, unknown } = await keys.judged();
  return verifyLog(database, { verifiers: trusted, unknownKeys: unknown, ...options });
}

const found = async (options: Partial<VerifyOptions> = {}) =>
  (await verify(options)).problems.map(({ kind, position }) => [kind, position]);

/** What whoever owns the database can do: the triggers stop accidents only. */
async function tamper(sql: string, parameters: unknown[] = []): Promise<void> {
  const connection = database.source.createQueryRunner();
  try {
    await connection.query(`SET session_replication_role = 'replica'`);
    await connection.query(sql, parameters);
    await connection.query(`SET session_replication_role = 'origin'`);
  } finally {
    await connection.release();
  }
}

const lastNote = async () =>
  (
    await database.query<{ note: string }>('SELECT note FROM audit_checkpoint ORDER BY number DESC LIMIT 1')
  )[0]!.note;

/** One log for all: what a test does to it lies in a transaction (one connection, so everything does) that is undone. */
describe('a log that was tampered with', () => {
  beforeAll(async () => {
    await open();
    await database.close();
    await connected(1);
  });
  afterAll(() => close());
  beforeEach(() => database.query('BEGIN'));
  afterEach(() => database.query('ROLLBACK'));

  test('an untouched log is sound', async () => {
    const steps: number[] = [];
    const verdict = await verify({ onProgress: (done) => steps.push(done), remembered: [await lastNote()] });
    expect(verdict).toMatchObject({ sound: true, size: 600, checkpoints: 3, pending: 0, problems: [] });
    expect(steps).toEqual([256, 512, 600]);
  });

  test('an empty log is sound', async () => {
    await tamper(
      'TRUNCATE audit_integrated, audit_incoming, audit_tile, audit_checkpoint, audit_cosignature, audit_timestamp, audit_key',
    );
    expect(await verify()).toMatchObject({ sound: true, size: 0 });
  });

  test('an edited entry is found', async () => {
    await tamper(
      `UPDATE audit_integrated SET body = replace(body, 'tip.opened', 'tip.listed') WHERE position = 300`,
    );
    expect(await found()).toEqual([['entry-altered', 300]]);
  });

  test('an entry whose commitment was recomputed after the edit is found', async () => {
    await tamper(
      `UPDATE audit_integrated SET body = replace(body, 'tip.opened', 'tip.listed'),
         commitment = sha256(salt || convert_to(replace(body, 'tip.opened', 'tip.listed'), 'UTF8'))
       WHERE position = 300`,
    );
    expect(await found()).toEqual([['entry-altered', 300]]);
  });

  test('an entry edited together with its leaf in the tree is found between two checkpoints', async () => {
    await tamper(
      `WITH edited AS (UPDATE audit_integrated SET body = replace(body, 'tip.opened', 'tip.listed'),
         commitment = sha256(salt || convert_to(replace(body, 'tip.opened', 'tip.listed'), 'UTF8'))
       WHERE position = 300 RETURNING commitment)
       UPDATE audit_tile SET hashes = overlay(hashes PLACING sha256('\\x00'::bytea || commitment) FROM 44 * 32 + 1)
       FROM edited WHERE level = 0 AND index = 1`,
    );
    expect(await found()).toContainEqual(['tree-altered', 100]);
  });

  test('an entry whose body and salt were blanked, which is no erasure, is found', async () => {
    await tamper(`UPDATE audit_integrated SET body = '', salt = '' WHERE position = 5`);
    expect(await found()).toEqual([['entry-altered', 5]]);
  });

  test('a deleted entry is found', async () => {
    await tamper('DELETE FROM audit_integrated WHERE position = 123');
    expect(await found()).toEqual([['entry-missing', 123]]);
  });

  test('reordered entries are found', async () => {
    await tamper('UPDATE audit_integrated SET position = -1 WHERE position = 10');
    await tamper('UPDATE audit_integrated SET position = 10 WHERE position = 11');
    await tamper('UPDATE audit_integrated SET position = 11 WHERE position = -1');
    expect(await found()).toEqual([
      ['entry-altered', 10],
      ['entry-altered', 11],
    ]);
  });

  describe('an inserted entry', () => {
    const insert = (position: number) => {
      const id = uuidv7();
      const fact = { action: 'tip.opened', subject: { kind: 'tip', id: uuidv7() } } as const;
      const entry = writeEntry(id, new Date(), citizenContext('x'), fact);
      return tamper(
        'INSERT INTO audit_integrated (id, position, body, salt, commitment) VALUES ($1, $2, $3, $4, $5)',
        [id, position, entry.body, entry.salt, commit(entry.salt, entry.body)],
      );
    };

    test('behind the last checkpoint is found', async () => {
      await insert(600);
      expect(await found()).toEqual([['log-beyond-checkpoint', 600]]);
    });

    test('in the place of another is found', async () => {
      await tamper('ALTER TABLE audit_integrated DROP CONSTRAINT audit_integrated_pkey');
      await insert(50);
      const problems = await found();
      expect(problems).toContainEqual(['entry-doubled', 50]);
    });

    test('with all later ones moved is found at its place', async () => {
      await tamper('ALTER TABLE audit_integrated DROP CONSTRAINT audit_integrated_pkey');
      await tamper('UPDATE audit_integrated SET position = position + 1 WHERE position >= 500');
      await insert(500);
      expect((await found())[0]).toEqual(['log-beyond-checkpoint', 600]);
      expect((await found())[1]).toEqual(['entry-altered', 500]);
    });
  });

  test('a row that took the id of another is found', async () => {
    await tamper('UPDATE audit_integrated SET id = gen_random_uuid() WHERE position = 7');
    expect(await found()).toEqual([['entry-altered', 7]]);
  });

  test('a leaf hash changed in the stored tree is found', async () => {
    await tamper(
      `UPDATE audit_tile SET hashes = overlay(hashes PLACING '\\xffff'::bytea FROM 1) WHERE level = 0 AND index = 2`,
    );
    expect(await found()).toEqual([
      ['entry-altered', 512],
      ['tree-altered', 400],
    ]);
  });

  test('an upper tile that is not what its leaves give is found', async () => {
    await tamper(
      `UPDATE audit_tile SET hashes = overlay(hashes PLACING '\\xffff'::bytea FROM 1) WHERE level = 1`,
    );
    expect(await found()).toEqual([['tree-altered', 0]]);
  });

  test('a checkpoint without a valid signature is found', async () => {
    await tamper(
      `UPDATE audit_checkpoint SET note = replace(note, E'\\n100\\n', E'\\n101\\n') WHERE size = 100`,
    );
    expect(await found()).toEqual([['checkpoint-forged', 100]]);
  });

  test('a forked checkpoint, signed with the stolen key, is found', async () => {
    const stolen = signerOf(
      await keys.origin(),
      new ServerSecret('s'.repeat(32)).key('audit-signing', `${await keys.origin()}/1`),
    );
    const fork = signCheckpoint({ origin: stolen.name, size: 600, root: Buffer.alloc(32, 1) }, [stolen]);
    await tamper('INSERT INTO audit_checkpoint (size, note) VALUES (600, $1)', [fork]);
    expect(await found()).toContainEqual(['checkpoint-forked', 600]);
  });

  test('a checkpoint rolled back to a smaller size is found', async () => {
    await tamper(
      'INSERT INTO audit_checkpoint (size, note) SELECT size, note FROM audit_checkpoint WHERE size = 400',
    );
    expect((await found()).map(([kind]) => kind)).toEqual([
      'log-beyond-checkpoint',
      'checkpoint-rolled-back',
    ]);
  });

  test('a database restored from yesterday is found by the checkpoint remembered outside it', async () => {
    const remembered = [await lastNote()];
    await tamper('DELETE FROM audit_checkpoint WHERE size > 400');
    await tamper('DELETE FROM audit_integrated WHERE position >= 400');
    expect(await found()).toEqual([]);
    expect(await found({ remembered })).toEqual([['log-behind-checkpoint', 400]]);
  });

  test('a key slipped into the database is found', async () => {
    const slipped = signerOf(await keys.origin(), Buffer.alloc(32, 9));
    await tamper('INSERT INTO audit_key (generation, public_key) VALUES (2, $1)', [slipped.publicKey]);
    expect(await found()).toEqual([['key-unknown', undefined]]);
    expect((await keys.judged([verifierKeyOf(slipped)])).unknown).toEqual([]);
  });

  test('a column that is no longer computed from the entry is found', async () => {
    await tamper('ALTER TABLE audit_integrated ALTER COLUMN subject_id DROP EXPRESSION');
    expect(await found()).toEqual([['columns-altered', undefined]]);
  });

  test('a committed row without its entry is found', async () => {
    const orphans = { name: 'tip without its entry', findOrphans: () => Promise.resolve(['0193']) };
    expect((await verify({ orphanChecks: [orphans] })).problems).toEqual([
      { kind: 'orphan', what: 'tip without its entry: 0193' },
    ]);
  });
});

describe('a log that goes on', () => {
  beforeEach(open);
  afterEach(() => close());

  test('a long log is checked by several threads, and what is wrong is found in its order all the same', async () => {
    await grow(9000);
    const steps: number[] = [];
    expect(await verify({ onProgress: (done) => steps.push(done) })).toMatchObject({
      sound: true,
      size: 9600,
    });
    expect(steps).toEqual(Array.from({ length: 38 }, (_, tile) => Math.min(9600, (tile + 1) * 256)));
    await tamper(
      `UPDATE audit_integrated SET body = replace(body, 'tip.opened', 'tip.listed') WHERE position IN (300, 4095, 9599)`,
    );
    await tamper('DELETE FROM audit_integrated WHERE position = 4096');
    await tamper('DELETE FROM audit_tile WHERE level = 0 AND index = 20');
    expect(await found()).toEqual([
      ['entry-altered', 300],
      ['entry-altered', 4095],
      ['entry-missing', 4096],
      ['tree-altered', 20 * 256],
      ['entry-altered', 9599],
    ]);
  });

  test('threads that can not read the log end the check, and nothing calls it sound', async () => {
    await grow(4000);
    await database.query('ALTER TABLE audit_tile RENAME TO audit_tile_gone');
    await expect(verify()).rejects.toThrow();
  });

  test('a database restored from yesterday and grown on since is found too', async () => {
    const remembered = [await lastNote()];
    await tamper('DELETE FROM audit_checkpoint WHERE size > 400');
    await tamper('DELETE FROM audit_integrated WHERE position >= 400');
    await grow(250);
    expect(await found()).toEqual([]);
    expect(await found({ remembered })).toEqual([['checkpoint-forked', 600]]);
  });

  test('an entry emptied in silence is found; an erasure that says who and why is not', async () => {
    await tamper('UPDATE audit_integrated SET body = NULL, salt = NULL WHERE position = 5');
    expect(await found()).toEqual([['entry-erased-silently', 5]]);
    const [entry] = await database.query<{ id: string }>('SELECT id FROM audit_entry WHERE position = 5');
    await database.transaction((tx) =>
      log.append(tx, operatorContext('erase'), {
        action: 'audit.entry-erased',
        subject: { kind: 'entry', id: entry!.id },
      }),
    );
    await sequencer.drain();
    expect(await found()).toEqual([]);
  });

  test('after a rotation both keys signed one checkpoint, and the log is sound', async () => {
    await sequencer.rotateKey(operatorContext('audit rotate-key'));
    await grow(3);
    expect(await verify()).toMatchObject({ sound: true, size: 604, checkpoints: 5 });
    const [first] = await keys.published();
    const { problems } = await verifyLog(database, { verifiers: [first!] });
    expect(problems.filter(({ kind }) => kind === 'checkpoint-forged')).toHaveLength(1); // only the last, after it
  });
});

import { setTimeout as pause } from 'node:timers/promises';
import { Injectable } from '@nestjs/common';
import { AuditLog, LogKeys, PublishedLog, readRoots, selectionBundle } from '#audit';
import { Clock, Configuration, conflict, Database, notFound, type Tx, type WorkContext } from '#kernel';
import { strToU8, zipSync } from 'fflate';
import type { OversightScope } from './looked-at.js';

/** What a bundle is to hold. */
export interface BundleWish {
  tipIds: string[];
  /** Also the tips that say the same as these: the whole of a case that many told of. */
  withRepeats: boolean;
  reason: string;
}

/** A bundle as one file: what `colabora audit export --tip` writes into a folder. */
export interface CourtBundle {
  /** For the download. */
  name: string;
  zip: Uint8Array;
}

/** The sequencer gives a place within a second; longer means that no worker runs. */
const PATIENCE_MS = 5_000;
const LOOK_MS = 100;

/** It is made in memory. */
const MOST_TIPS = 500;

/** Hands over what the log holds of some tips, to be checked without Colabora. The bundle tells of its own making. */
@Injectable()
export class CourtBundles {
  constructor(
    private readonly database: Database,
    private readonly audit: AuditLog,
    private readonly published: PublishedLog,
    private readonly keys: LogKeys,
    private readonly clock: Clock,
    private readonly configuration: Configuration,
  ) {}

  /**
   * The disclosure (LO 7/2021 art. 33) is in the log, for each tip, before the bundle is made. Repeats outside `scope`
   * are left out in silence. @throws Problem `not-found` 404 where a tip isn't in `scope`, `too-many-tips` 409,
   * `not-yet-sequenced` 409 while no worker runs.
   */
  async make(wish: BundleWish, scope: OversightScope, context: WorkContext): Promise<CourtBundle> {
    const { subjects, lastEntryId } = await this.database.transaction(async (tx) => {
      const tipIds = await this.wanted(tx, wish, scope);
      const subjects = tipIds.map((id) => ({ kind: 'tip' as const, id }));
      const { reason } = wish;
      const facts = subjects.map((subject) => ({ action: 'audit.exported' as const, subject, reason }));
      const receipts = await this.audit.append(tx, context, ...facts);
      return { subjects, lastEntryId: receipts.at(-1)!.entryId };
    });
    await this.placed(lastEntryId);
    const stampRoots = readRoots(this.configuration.tsaRoots);
    const { database, published, keys } = this;
    const source = { database, published, keys, now: this.clock.now(), stampRoots };
    const { files } = await selectionBundle(source, subjects);
    const folder = `registro-${wish.tipIds[0]!.slice(-8)}`;
    const entries = files.map(({ name, content }) => [
      `${folder}/${name}`,
      typeof content === 'string' ? strToU8(content) : new Uint8Array(content),
    ]);
    return { name: `${folder}.zip`, zip: zipSync(Object.fromEntries(entries)) };
  }

  private async wanted(
    tx: Tx,
    { tipIds, withRepeats }: BundleWish,
    scope: OversightScope,
  ): Promise<string[]> {
    const rows = await tx.query<{ id: string; asked: boolean }[]>(
      `SELECT id, id = ANY ($1) AS asked FROM tip
        WHERE (id = ANY ($1) OR ($2 AND group_id IN (SELECT group_id FROM tip WHERE id = ANY ($1))))
          AND ($3::uuid[] IS NULL OR unit_id = ANY ($3))
        ORDER BY id LIMIT ${MOST_TIPS + 1}`,
      [tipIds, withRepeats, scope.everybody ? null : scope.unitIds],
    );
    if (rows.length > MOST_TIPS)
      throw conflict('too-many-tips', `A copy holds ${MOST_TIPS} tips at most; the command line makes more.`);
    if (rows.filter(({ asked }) => asked).length < new Set(tipIds).size) throw notFound('tip');
    return rows.map(({ id }) => id);
  }

  private async placed(entryId: string): Promise<void> {
    for (let waited = 0; waited < PATIENCE_MS; waited += LOOK_MS) {
      const [entry] = await this.database.query<unknown>('SELECT FROM audit_integrated WHERE id = $1', [
        entryId,
      ]);
      if (entry !== undefined) return;
      await pause(LOOK_MS);
    }
    throw conflict('not-yet-sequenced', 'The log gives no places at the moment: is a worker running?');
  }
}

import { setTimeout as pause } from 'node:timers/promises';
import { Injectable } from '@nestjs/common';
import { AuditLog, LogKeys, PublishedLog, readRoots, selectionBundle } from '#audit';
import { Clock, Configuration, conflict, Database, notFound, type WorkContext } from '#kernel';
import { strToU8, zipSync } from 'fflate';
import type { OversightScope } from './looked-at.js';

/** A bundle as one file: what `colabora audit export --tip` writes into a folder. */
export interface CourtBundle {
  /** For the download. */
  name: string;
  zip: Uint8Array;
}

/** The sequencer gives a place within a second; longer means that no worker runs. */
const PATIENCE_MS = 5_000;
const LOOK_MS = 100;

/** Hands over what the log holds of a tip, to be checked without Colabora. The bundle tells of its own making. */
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
   * The disclosure (LO 7/2021 art. 33) is in the log before the bundle is made. @throws Problem `not-found` 404 for a tip
   * that isn't in `scope`, `not-yet-sequenced` 409 while no worker runs.
   */
  async ofTip(
    tipId: string,
    reason: string,
    scope: OversightScope,
    context: WorkContext,
  ): Promise<CourtBundle> {
    const subject = { kind: 'tip' as const, id: tipId };
    const entryId = await this.database.transaction(async (tx) => {
      const found = await tx.query<unknown[]>(
        'SELECT FROM tip WHERE id = $1 AND ($2::uuid[] IS NULL OR unit_id = ANY ($2))',
        [tipId, scope.everybody ? null : scope.unitIds],
      );
      if (found.length === 0) throw notFound('tip');
      const [receipt] = await this.audit.append(tx, context, { action: 'audit.exported', subject, reason });
      return receipt!.entryId;
    });
    await this.placed(entryId);
    const stampRoots = readRoots(this.configuration.tsaRoots);
    const { database, published, keys } = this;
    const source = { database, published, keys, now: this.clock.now(), stampRoots };
    const { files } = await selectionBundle(source, subject);
    const folder = `registro-${tipId.slice(-8)}`;
    const entries = files.map(({ name, content }) => [
      `${folder}/${name}`,
      typeof content === 'string' ? strToU8(content) : new Uint8Array(content),
    ]);
    return { name: `${folder}.zip`, zip: zipSync(Object.fromEntries(entries)) };
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

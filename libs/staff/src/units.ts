import { Injectable } from '@nestjs/common';
import { AuditLog } from '#audit';
import {
  Clock,
  Database,
  type FieldError,
  isUuid,
  type Tx,
  unprocessable,
  uuidv7,
  type WorkContext,
} from '#kernel';
import { isRecipient } from '#vault';
import { In } from 'typeorm';
import { lookLikeOnePerson } from './one-person.js';
import { Unit } from './persistence/unit.entity.js';

export interface NewUnit {
  slug: string;
  name: string;
  territory: string[];
  topics: string[];
  recipient: string;
}

/** The case units: where tips go, and whose public key seals what they may open. */
@Injectable()
export class Units {
  constructor(
    private readonly database: Database,
    private readonly audit: AuditLog,
    private readonly clock: Clock,
  ) {}

  /** Throws `invalid` naming each refused field; a taken slug is `/slug` `taken`. */
  async create(tx: Tx, context: WorkContext, wanted: NewUnit): Promise<Unit> {
    const errors = refusals(wanted);
    if (errors.length > 0) throw unprocessable(errors);
    const unit: Unit = {
      id: uuidv7(),
      slug: wanted.slug,
      name: wanted.name.trim(),
      territory: [...new Set(wanted.territory)],
      topics: [...new Set(wanted.topics)],
      recipient: wanted.recipient,
      fourEyes: true,
      createdAt: this.clock.now(),
    };
    const inserted = await tx
      .createQueryBuilder()
      .insert()
      .into(Unit)
      .values(unit)
      .orIgnore()
      .returning('id')
      .execute();
    if ((inserted.raw as unknown[]).length === 0) throw unprocessable([{ pointer: '/slug', rule: 'taken' }]);
    await this.addKey(tx, context, unit.id, unit.recipient);
    await this.audit.append(tx, context, {
      action: 'unit.created',
      subject: { kind: 'unit', id: unit.id },
      details: { slug: unit.slug, key: unit.recipient },
    });
    return unit;
  }

  private async addKey(tx: Tx, { actor }: WorkContext, unitId: string, recipient: string): Promise<string> {
    const id = uuidv7();
    await tx.query(
      'INSERT INTO unit_key (id, unit_id, recipient, made_by, made_at) VALUES ($1, $2, $3, $4, $5)',
      [id, unitId, recipient, actor.kind === 'staff' ? actor.accountId : null, this.clock.now()],
    );
    return id;
  }

  /**
   * Gives a unit another key: what arrives from now on is sealed to it. Waits for tips that are being sealed to the
   * former one. Answers the key's id. @throws Problem `invalid` for a key that isn't one, or that it had before.
   */
  async replaceKey(tx: Tx, context: WorkContext, unitId: string, recipient: string): Promise<string> {
    if (!isRecipient(recipient)) {
      throw unprocessable([{ pointer: '/recipient', rule: 'not-an-age-recipient' }]);
    }
    await this.holdKey(tx, unitId);
    const [known] = await tx.query<unknown[]>(
      'SELECT 1 FROM unit_key WHERE unit_id = $1 AND recipient = $2',
      [unitId, recipient],
    );
    if (known !== undefined) throw unprocessable([{ pointer: '/recipient', rule: 'taken' }]);
    await tx.query('UPDATE unit SET recipient = $2 WHERE id = $1', [unitId, recipient]);
    return this.addKey(tx, context, unitId, recipient);
  }

  /** Until this transaction ends nobody seals to the unit's key, replaces it or retires former ones. */
  async holdKey(tx: Tx, unitId: string): Promise<void> {
    await tx.query('SELECT pg_advisory_xact_lock(hashtextextended($1, 0))', [sealingLock(unitId)]);
  }

  /** The unit whose key seals a tip in this transaction: until it ends, the key isn't replaced. */
  async toSealFor(tx: Tx, unitId: string): Promise<Unit | undefined> {
    await tx.query('SELECT pg_advisory_xact_lock_shared(hashtextextended($1, 0))', [sealingLock(unitId)]);
    return this.byId(unitId, tx);
  }

  /** Whether opening an original of this unit takes a second person. */
  async setFourEyes(tx: Tx, context: WorkContext, unitId: string, fourEyes: boolean): Promise<void> {
    await tx.query('UPDATE unit SET four_eyes = $2, four_eyes_off_by = $3 WHERE id = $1', [
      unitId,
      fourEyes,
      fourEyes || context.actor.kind !== 'staff' ? null : context.actor.accountId,
    ]);
    await this.audit.append(tx, context, {
      action: 'unit.changed',
      subject: { kind: 'unit', id: unitId },
      details: { fourEyes },
    });
  }

  /** Whether this person needs a second one. Who switched that off does so for colleagues, not for themself. */
  async wantsFourEyes(tx: Tx, unitId: string, accountId: string): Promise<boolean> {
    const [unit] = await tx.query<{ four_eyes: boolean; four_eyes_off_by: string | null }[]>(
      'SELECT four_eyes, four_eyes_off_by FROM unit WHERE id = $1',
      [unitId],
    );
    if (unit === undefined || unit.four_eyes) return true;
    return unit.four_eyes_off_by !== null && lookLikeOnePerson(tx, unit.four_eyes_off_by, accountId);
  }

  list(): Promise<Unit[]> {
    return this.database.reader.find(Unit, { order: { name: 'ASC' } });
  }

  /** Pass the transaction where one is open: a second connection taken inside it could wait for ever. */
  async byId(id: string, tx: Tx = this.database.reader): Promise<Unit | undefined> {
    if (!isUuid(id)) return undefined;
    return (await tx.findOneBy(Unit, { id })) ?? undefined;
  }

  /** Which of these ids name no unit: as errors below `pointer`, for whoever refers to units. */
  async unknownAmong(tx: Tx, unitIds: string[], pointer: string): Promise<FieldError[]> {
    const known = await tx.find(Unit, { select: { id: true }, where: { id: In(unitIds.filter(isUuid)) } });
    const knownIds = new Set(known.map((unit) => unit.id));
    return unitIds.flatMap((id, place) =>
      knownIds.has(id) ? [] : [{ pointer: `${pointer}/${place}`, rule: 'unknown' }],
    );
  }
}

const sealingLock = (unitId: string) => `unit-key/${unitId}`;

const SLUG = /^[a-z0-9]+(-[a-z0-9]+)*$/;
/** INE: provinces 01 to 52, then three digits of municipality. */
const INE_CODE = /^(0[1-9]|[1-4][0-9]|5[0-2])([0-9]{3})?$/;
const TOPIC = /^[a-z0-9]+(-[a-z0-9]+)*$/;

function refusals(wanted: NewUnit): FieldError[] {
  const errors: FieldError[] = [];
  if (!SLUG.test(wanted.slug) || wanted.slug.length > 60)
    errors.push({ pointer: '/slug', rule: 'malformed' });
  if (wanted.name.trim() === '') errors.push({ pointer: '/name', rule: 'required' });
  if (wanted.name.trim().length > 100) {
    errors.push({ pointer: '/name', rule: 'too-long', limits: { max: 100 } });
  }
  wanted.territory.forEach((code, place) => {
    if (!INE_CODE.test(code)) errors.push({ pointer: `/territory/${place}`, rule: 'not-an-ine-code' });
  });
  wanted.topics.forEach((topic, place) => {
    if (!TOPIC.test(topic)) errors.push({ pointer: `/topics/${place}`, rule: 'malformed' });
  });
  if (!isRecipient(wanted.recipient)) errors.push({ pointer: '/recipient', rule: 'not-an-age-recipient' });
  return errors;
}

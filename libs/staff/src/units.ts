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
    await this.audit.append(tx, context, {
      action: 'unit.created',
      subject: { kind: 'unit', id: unit.id },
      details: { slug: unit.slug },
    });
    return unit;
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

import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A case unit: who receives tips and can open what is sealed to it. Never deleted: sealed originals name it. */
@Entity('unit')
export class Unit {
  @PrimaryColumn('uuid')
  id: string;

  @Column('text')
  slug: string;

  @Column('text')
  name: string;

  /** INE codes: provinces (2 digits) or municipalities (5 digits). Empty: everywhere. */
  @Column('text', { array: true })
  territory: string[];

  /** Words of its subjects (`drugs`, `vandalism`); empty: any. */
  @Column('text', { array: true })
  topics: string[];

  /** Its public key, an age recipient (`age1…`). The private one never comes here. */
  @Column('text')
  recipient: string;

  /** Whether opening an original takes a second person; for the informant's identity it always does. */
  @Column('boolean', { name: 'four_eyes' })
  fourEyes: boolean;

  @Column('timestamptz', { name: 'created_at' })
  createdAt: Date;
}

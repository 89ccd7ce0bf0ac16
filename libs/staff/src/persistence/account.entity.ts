import { Column, Entity, JoinTable, ManyToMany, PrimaryColumn, type Relation } from 'typeorm';
import type { StaffRole } from '../roles.js';
import { Unit } from './unit.entity.js';

/** `invited`: has a set-up link and no password yet. `disabled`: kept, as the audit log names it, but may not enter. */
export type AccountState = 'invited' | 'active' | 'disabled';

/** A person who works here. */
@Entity('account')
export class Account {
  @PrimaryColumn('uuid')
  id: string;

  /** Lower-case. */
  @Column('text')
  email: string;

  @Column('text')
  name: string;

  @Column('text', { array: true })
  roles: StaffRole[];

  @Column('text')
  state: AccountState;

  /** Argon2id in PHC form. Read only where a password is checked, so never selected by default. */
  @Column('text', { name: 'password_hash', nullable: true, select: false })
  passwordHash: string | null;

  @Column('timestamptz', { name: 'created_at' })
  createdAt: Date;

  @Column('timestamptz', { name: 'activated_at', nullable: true })
  activatedAt: Date | null;

  @ManyToMany(() => Unit)
  @JoinTable({
    name: 'membership',
    joinColumn: { name: 'account_id' },
    inverseJoinColumn: { name: 'unit_id' },
  })
  units: Relation<Unit[]>;
}

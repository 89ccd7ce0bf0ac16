import { Column, Entity, PrimaryColumn } from 'typeorm';

/** The one open set-up link of an account. Deleted by its use; a newer one replaces it. */
@Entity('setup_link')
export class SetupLink {
  @PrimaryColumn('uuid', { name: 'account_id' })
  accountId: string;

  /** Keyed hash of the token: whoever reads this table can't use the link. */
  @Column('bytea', { name: 'token_mac' })
  tokenMac: Buffer;

  @Column('timestamptz', { name: 'expires_at' })
  expiresAt: Date;
}

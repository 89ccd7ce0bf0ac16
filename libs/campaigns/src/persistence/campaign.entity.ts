import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { CampaignKind, CampaignState, CampaignWording } from '../campaign.js';
import type { Language } from '../languages.js';
import type { PrivacyChoices } from '../privacy-choices.js';
import type { RetentionTerms } from '../retention-terms.js';

/** A row of `campaign`; the rest of the house sees it as `Campaign`. */
@Entity('campaign')
export class CampaignRow {
  @PrimaryColumn('uuid')
  id: string;

  @Column('text')
  slug: string;

  @Column('text')
  kind: CampaignKind;

  @Column('text')
  state: CampaignState;

  @Column('text', { array: true })
  languages: Language[];

  @Column('jsonb')
  wording: Partial<Record<Language, CampaignWording>>;

  @Column('text', { array: true })
  hashtags: string[];

  @Column('timestamptz', { name: 'opens_at', nullable: true })
  opensAt: Date | null;

  @Column('timestamptz', { name: 'closes_at', nullable: true })
  closesAt: Date | null;

  /** An array and not a table: units are never deleted, and a citizen's page needs one row, not a join. */
  @Column('uuid', { name: 'unit_ids', array: true })
  unitIds: string[];

  @Column('uuid', { name: 'default_unit_id' })
  defaultUnitId: string;

  @Column('jsonb')
  privacy: PrivacyChoices;

  @Column('jsonb')
  retention: RetentionTerms;

  @Column('timestamptz', { name: 'created_at' })
  createdAt: Date;

  @Column('timestamptz', { name: 'launched_at', nullable: true })
  launchedAt: Date | null;

  /** Counts changes: whoever saves says which one they saw. */
  @Column('integer')
  version: number;
}

import type { Language } from './languages.js';
import type { PrivacyChoices } from './privacy-choices.js';
import type { RetentionTerms } from './retention-terms.js';

export const CAMPAIGN_KINDS = ['tips', 'questions', 'contest'] as const;
export type CampaignKind = (typeof CAMPAIGN_KINDS)[number];

export const CAMPAIGN_STATES = ['draft', 'live', 'paused', 'closed'] as const;
export type CampaignState = (typeof CAMPAIGN_STATES)[number];

/** What a campaign says in one language. Plain text: a blank line separates paragraphs. */
export interface CampaignWording {
  title: string;
  text: string;
  /** Shown with the receipt. */
  acknowledgement: string;
}

/** A call for collaboration. */
export interface Campaign {
  id: string;
  /** In its public address. */
  slug: string;
  kind: CampaignKind;
  state: CampaignState;
  /** The first is the default. */
  languages: Language[];
  wording: Partial<Record<Language, CampaignWording>>;
  /** With `#`, lower-case. */
  hashtags: string[];
  opensAt: Date | null;
  closesAt: Date | null;
  unitIds: string[];
  /** Takes what no routing rule claims. */
  defaultUnitId: string;
  /** What its units read in clear, what as a token, what only coarsely; empty is the usual. */
  privacy: PrivacyChoices;
  retention: RetentionTerms;
  createdAt: Date;
  launchedAt: Date | null;
  /** Counts changes: whoever saves says which one they saw. */
  version: number;
}

/** True while citizens may send to it: live, and within its dates (from the first moment, up to the last exclusive). */
export const isOpen = (campaign: Pick<Campaign, 'state' | 'opensAt' | 'closesAt'>, now: Date): boolean =>
  campaign.state === 'live' &&
  (campaign.opensAt === null || campaign.opensAt <= now) &&
  (campaign.closesAt === null || now < campaign.closesAt);

/** The wording in a language, else in the campaign's default one. */
export function wordingIn(
  campaign: Pick<Campaign, 'languages' | 'wording'>,
  language: Language,
): CampaignWording {
  return campaign.wording[language] ?? campaign.wording[campaign.languages[0]!]!;
}

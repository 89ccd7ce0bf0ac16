import type { FieldRefusal } from '../api/problem.js';
import type { Campaign, CampaignProposal, CampaignWording, Language, PrivacyChoices } from '../api/types.js';
import { instantOf, type WallTime, wallTimeOf } from './madrid-time.js';

/** A campaign while it is being written: everything typed, also what isn't valid yet. */
export interface CampaignForm {
  slug: string;
  kind: Campaign['kind'];
  languages: Language[];
  wording: Record<Language, CampaignWording>;
  hashtags: string;
  opensAt: WallTime;
  closesAt: WallTime;
  unitIds: string[];
  defaultUnitId: string;
  privacy: PrivacyChoices;
  retention: Campaign['retention'];
}

/** Characters, as the server counts them. */
export const WORDING_LIMITS: Record<keyof CampaignWording, number> = {
  title: 120,
  text: 5000,
  acknowledgement: 1000,
};

const noWords = (): CampaignWording => ({ title: '', text: '', acknowledgement: '' });

export const blankForm = (): CampaignForm => ({
  slug: '',
  kind: 'tips',
  languages: ['es'],
  wording: { es: noWords(), ca: noWords(), gl: noWords(), eu: noWords(), en: noWords() },
  hashtags: '',
  opensAt: '',
  closesAt: '',
  unitIds: [],
  defaultUnitId: '',
  privacy: {},
  retention: { idleDays: 92, reviewMonths: 36, keepYears: 20 },
});

export const formOf = (campaign: Campaign): CampaignForm => ({
  slug: campaign.slug,
  kind: campaign.kind,
  languages: campaign.languages,
  wording: { ...blankForm().wording, ...campaign.wording },
  hashtags: campaign.hashtags.join(' '),
  opensAt: campaign.opensAt === null ? '' : wallTimeOf(campaign.opensAt),
  closesAt: campaign.closesAt === null ? '' : wallTimeOf(campaign.closesAt),
  unitIds: campaign.unitIds,
  defaultUnitId: campaign.defaultUnitId,
  privacy: campaign.privacy,
  retention: campaign.retention,
});

/** What the server is asked to keep. A language that nobody has started is left out: a draft may lack it. */
export const proposalOf = (form: CampaignForm): CampaignProposal => ({
  slug: form.slug,
  kind: form.kind,
  languages: form.languages,
  wording: Object.fromEntries(
    form.languages
      .filter((language, place) => place === 0 || Object.values(form.wording[language]).some(Boolean))
      .map((language) => [language, form.wording[language]]),
  ),
  hashtags: form.hashtags.split(/[\s,]+/).filter((hashtag) => hashtag !== ''),
  opensAt: form.opensAt === '' ? null : instantOf(form.opensAt),
  closesAt: form.closesAt === '' ? null : instantOf(form.closesAt),
  unitIds: form.unitIds,
  defaultUnitId: form.defaultUnitId,
  privacy: form.privacy,
  retention: form.retention,
});

/** An address made of a title: lower case, no accents, dashes. */
export const slugFrom = (title: string): string =>
  title
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, 60)
    .replace(/-+$/, '');

/** The first language whose words were refused, so that its tab opens. */
export const languageRefused = (refusals: FieldRefusal[]): Language | undefined =>
  refusals
    .map(({ pointer }) => /^\/wording\/(es|ca|gl|eu|en)(\/|$)/.exec(pointer)?.[1] as Language | undefined)
    .find((language) => language !== undefined);

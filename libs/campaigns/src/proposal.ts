import type { Campaign, CampaignWording } from './campaign.js';
import { type PrivacyChoices, tidyChoices } from './privacy-choices.js';
import type { RetentionTerms } from './retention-terms.js';

/** What a manager proposes: everything of a campaign that people decide. */
export type CampaignProposal = Omit<
  Campaign,
  'id' | 'state' | 'createdAt' | 'launchedAt' | 'version' | 'privacy' | 'retention'
> & {
  /** Left out: as they are, or the usual of a new campaign. */
  privacy?: PrivacyChoices;
  /** Left out: as it was; of a new campaign, as long as the law lets. */
  retention?: RetentionTerms;
};

/** A proposal as it will be kept. */
export type TidyProposal = CampaignProposal & Pick<Campaign, 'privacy'>;

/** The same proposal as it will be kept: trimmed, one form of line ends and accents, no invisible controls, no repeats. */
export function tidy(proposal: CampaignProposal, formerPrivacy: PrivacyChoices = {}): TidyProposal {
  return {
    ...proposal,
    slug: proposal.slug.trim(),
    languages: [...new Set(proposal.languages)],
    wording: Object.fromEntries(
      Object.entries(proposal.wording)
        .filter(([, wording]) => wording != null) // a form sends `null` for a language left out
        .map(([language, wording]) => [language, tidyWording(wording)]),
    ),
    hashtags: [...new Set(proposal.hashtags.map(normaliseHashtag))],
    unitIds: [...new Set(proposal.unitIds)],
    privacy: tidyChoices(proposal.privacy ?? formerPrivacy),
  };
}

const tidyWording = (wording: CampaignWording): CampaignWording => ({
  title: plainText(wording.title).replace(/\s+/g, ' '),
  text: plainText(wording.text),
  acknowledgement: plainText(wording.acknowledgement),
});

/** Control characters but tab and line feed: PostgreSQL refuses NUL, and the others only hide something. */
// eslint-disable-next-line no-control-regex
const CONTROLS = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f]/g;
/** Characters that turn the direction of what follows can make a text read otherwise than it is (CVE-2021-42574). */
const DIRECTION = /[\u202a-\u202e\u2066-\u2069]/g;

const plainText = (text: string): string =>
  text.replace(/\r\n?/g, '\n').replace(CONTROLS, '').replace(DIRECTION, '').normalize('NFC').trim();

/** `TweetRedadas`, `#tweetredadas ` and `#TWEETREDADAS` are one: X compares hashtags without case. */
export const normaliseHashtag = (hashtag: string): string =>
  `#${hashtag.trim().replace(/^#+/, '').normalize('NFC').toLowerCase()}`;

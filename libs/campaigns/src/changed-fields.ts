import type { CampaignWording } from './campaign.js';
import { LANGUAGES } from './languages.js';
import type { CampaignProposal } from './proposal.js';

const FIELDS = [
  'slug',
  'kind',
  'languages',
  'hashtags',
  'opensAt',
  'closesAt',
  'unitIds',
  'defaultUnitId',
  'privacy',
  'retention',
] as const satisfies (keyof CampaignProposal)[];
const PARTS = ['title', 'text', 'acknowledgement'] as const satisfies (keyof CampaignWording)[];

/** The names of what differs (`hashtags`, `wording.es.title`): what the log keeps of a change. */
export function changedFields(former: CampaignProposal, proposal: CampaignProposal): string[] {
  return [
    ...FIELDS.filter((field) => differs(former[field], proposal[field])),
    ...LANGUAGES.flatMap((language) =>
      PARTS.filter((part) => former.wording[language]?.[part] !== proposal.wording[language]?.[part]).map(
        (part) => `wording.${language}.${part}`,
      ),
    ),
  ];
}

const differs = (one: unknown, other: unknown) => JSON.stringify(one) !== JSON.stringify(other);

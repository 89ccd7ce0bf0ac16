import type { FieldError } from '#kernel';
import { CAMPAIGN_KINDS, type CampaignWording } from './campaign.js';
import { LANGUAGES, type Language } from './languages.js';
import { isChoosable } from './privacy-choices.js';
import type { CampaignProposal } from './proposal.js';
import { retentionRefusals } from './retention-terms.js';

/** Characters, as people count them. */
export const WORDING_MAX_LENGTH: Record<keyof CampaignWording, number> = {
  title: 120,
  text: 5000,
  acknowledgement: 1000,
};
export const SLUG_LENGTH = { min: 3, max: 60 };
export const SLUG = /^[a-z0-9]+(-[a-z0-9]+)*$/;
export const MAX_HASHTAGS = 10;
const HASHTAG_MAX_LENGTH = 100;
/** X: letters, digits and underscores, not digits alone. */
const HASHTAG = /^#(?=.*\p{L})[\p{L}\p{M}\p{N}_]+$/u;

/** Words that are, or may become, addresses of ours. */
const RESERVED_SLUGS = new Set(
  `about admin api app assets ayuda accesibilidad c campaign campaigns campanas codigo colabora contact contacto cookies
  docs favicon form health help home images index inicio legal livez login logout metrics new nuevo openapi portal
  privacidad privacy public readyz receipt recibo reply responder robots search security sitemap staff static status
  system test tip tips webhooks well-known`.split(/\s+/),
);

/** What is wrong with a tidied proposal by itself; whether slug and units exist is asked of the database. */
export function proposalRefusals(proposal: CampaignProposal): FieldError[] {
  return [
    ...slugRefusals(proposal.slug),
    ...(CAMPAIGN_KINDS.includes(proposal.kind) ? [] : [{ pointer: '/kind', rule: 'not-an-option' }]),
    ...languageRefusals(proposal),
    ...hashtagRefusals(proposal.hashtags),
    ...dateRefusals(proposal),
    ...unitRefusals(proposal),
    ...privacyRefusals(proposal),
    ...(proposal.retention === undefined ? [] : retentionRefusals(proposal.retention)),
  ];
}

/** What a draft still lacks before citizens may see it: every language it offers has its words. */
export function launchRefusals({ languages, wording, closesAt }: CampaignProposal, now: Date): FieldError[] {
  const missing = languages
    .filter((language) => wording[language] === undefined)
    .map((language) => ({ pointer: `/wording/${language}`, rule: 'required' }));
  return closesAt !== null && closesAt <= now
    ? [...missing, { pointer: '/closesAt', rule: 'already-past' }]
    : missing;
}

function slugRefusals(slug: string): FieldError[] {
  const pointer = '/slug';
  if (slug === '') return [{ pointer, rule: 'required' }];
  if (slug.length < SLUG_LENGTH.min)
    return [{ pointer, rule: 'too-short', limits: { min: SLUG_LENGTH.min } }];
  if (slug.length > SLUG_LENGTH.max) return [{ pointer, rule: 'too-long', limits: { max: SLUG_LENGTH.max } }];
  if (!SLUG.test(slug)) return [{ pointer, rule: 'malformed' }];
  return RESERVED_SLUGS.has(slug) ? [{ pointer, rule: 'reserved' }] : [];
}

function languageRefusals({ languages, wording }: CampaignProposal): FieldError[] {
  const errors: FieldError[] = [];
  if (languages.length === 0) errors.push({ pointer: '/languages', rule: 'required' });
  languages.forEach((language, place) => {
    if (!LANGUAGES.includes(language)) errors.push({ pointer: `/languages/${place}`, rule: 'not-an-option' });
  });
  const [first] = languages;
  if (first !== undefined && wording[first] === undefined) {
    errors.push({ pointer: `/wording/${first}`, rule: 'required' });
  }
  for (const [language, words] of Object.entries(wording)) {
    if (!languages.includes(language as Language)) {
      errors.push({ pointer: `/wording/${language}`, rule: 'language-not-offered' });
    } else {
      errors.push(...wordingRefusals(words, `/wording/${language}`));
    }
  }
  return errors;
}

function wordingRefusals(words: CampaignWording, above: string): FieldError[] {
  return (['title', 'text', 'acknowledgement'] as const).flatMap((part): FieldError[] => {
    const pointer = `${above}/${part}`;
    const max = WORDING_MAX_LENGTH[part];
    if (words[part] === '') return [{ pointer, rule: 'required' }];
    return [...words[part]].length > max ? [{ pointer, rule: 'too-long', limits: { max } }] : [];
  });
}

function hashtagRefusals(hashtags: string[]): FieldError[] {
  if (hashtags.length > MAX_HASHTAGS) {
    return [{ pointer: '/hashtags', rule: 'too-many', limits: { max: MAX_HASHTAGS } }];
  }
  return hashtags.flatMap((hashtag, place): FieldError[] => {
    const pointer = `/hashtags/${place}`;
    if (hashtag.length > HASHTAG_MAX_LENGTH) {
      return [{ pointer, rule: 'too-long', limits: { max: HASHTAG_MAX_LENGTH } }];
    }
    return HASHTAG.test(hashtag) ? [] : [{ pointer, rule: 'malformed' }];
  });
}

function dateRefusals({ opensAt, closesAt }: CampaignProposal): FieldError[] {
  const malformed = Object.entries({ opensAt, closesAt })
    .filter(([, date]) => date !== null && Number.isNaN(date.getTime()))
    .map(([field]) => ({ pointer: `/${field}`, rule: 'not-a-date' }));
  if (malformed.length > 0 || opensAt === null || closesAt === null || opensAt < closesAt) return malformed;
  return [{ pointer: '/closesAt', rule: 'not-after-opening' }];
}

function unitRefusals({ unitIds, defaultUnitId }: CampaignProposal): FieldError[] {
  if (unitIds.length === 0) return [{ pointer: '/unitIds', rule: 'required' }];
  return unitIds.includes(defaultUnitId) ? [] : [{ pointer: '/defaultUnitId', rule: 'not-among-units' }];
}

function privacyRefusals({ privacy }: CampaignProposal): FieldError[] {
  return Object.entries(privacy ?? {})
    .filter(([subject, choice]) => !isChoosable(subject, choice))
    .map(([subject]) => ({ pointer: `/privacy/${subject}`, rule: 'not-an-option' }));
}

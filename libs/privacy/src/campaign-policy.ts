import type { PrivacyChoice, PrivacyChoices, PrivacySubject } from '#campaigns';
import type { EntityType } from './entity.js';
import { policyWith, type PrivacyPolicy, type Treatment } from './policy.js';

/** Which findings a campaign decides about under one word. The informant's traces are nobody's to decide. */
const TYPES_OF: Readonly<Record<PrivacySubject, readonly EntityType[]>> = {
  people: ['PERSON'],
  documents: ['ES_NIF', 'ES_NIE', 'ES_CIF', 'ES_PASSPORT', 'ES_NUSS', 'ID_NUMBER'],
  plates: ['ES_PLATE'],
  contacts: ['PHONE', 'EMAIL', 'HANDLE', 'URL', 'IP', 'MAC', 'IMEI'],
  accounts: ['IBAN', 'CREDIT_CARD', 'BANK_ACCOUNT'],
  addresses: ['ADDRESS'],
  places: ['PLACE'],
  dates: ['DATE'],
  organisations: ['ORGANISATION'],
};

const TREATMENT_OF: Readonly<Record<PrivacyChoice, Treatment>> = {
  keep: 'keep',
  mask: 'pseudonymise',
  generalise: 'generalise',
};

/** A campaign's choices over the default. */
export function policyOfCampaign(choices: PrivacyChoices): PrivacyPolicy {
  return policyWith(
    Object.fromEntries(
      (Object.entries(choices) as [PrivacySubject, PrivacyChoice][]).flatMap(([subject, choice]) =>
        TYPES_OF[subject].map((type) => [type, TREATMENT_OF[choice]]),
      ),
    ),
  );
}

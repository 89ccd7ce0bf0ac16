import type { EntityType } from './entity.js';

/**
 * What happens to a finding in the text that staff list and search:
 * `remove` leaves a label and no token, so that it can't be linked; `pseudonymise` leaves a keyed token, the same for
 * the same value inside a campaign; `generalise` keeps the coarse part (a date's month, a position to about 5 km);
 * `keep` leaves it readable.
 */
export type Treatment = 'remove' | 'pseudonymise' | 'generalise' | 'keep';

export interface PrivacyPolicy {
  treatments: Readonly<Record<EntityType, Treatment>>;
  /** Findings less sure than this are not masked; between this and certainty the tip asks for a person's look. */
  minimumScore: number;
}

/** Facts that the investigation needs stay readable, people and their identifiers become tokens, the informant goes. */
export const DEFAULT_POLICY: PrivacyPolicy = {
  minimumScore: 0.4,
  treatments: {
    SELF_IDENTIFICATION: 'remove',
    AGE_KINSHIP: 'remove',
    PERSON: 'pseudonymise',
    ES_NIF: 'pseudonymise',
    ES_NIE: 'pseudonymise',
    ES_CIF: 'pseudonymise',
    ES_PASSPORT: 'pseudonymise',
    ES_NUSS: 'pseudonymise',
    ES_PLATE: 'pseudonymise',
    PHONE: 'pseudonymise',
    EMAIL: 'pseudonymise',
    IBAN: 'pseudonymise',
    CREDIT_CARD: 'pseudonymise',
    BANK_ACCOUNT: 'pseudonymise',
    ID_NUMBER: 'pseudonymise',
    ADDRESS: 'pseudonymise',
    DATE_OF_BIRTH: 'remove',
    HANDLE: 'pseudonymise',
    URL: 'pseudonymise',
    IP: 'pseudonymise',
    MAC: 'pseudonymise',
    IMEI: 'pseudonymise',
    COORDINATES: 'generalise',
    ORGANISATION: 'keep',
    PLACE: 'keep',
    DATE: 'keep',
  },
};

/** A campaign's own choices over the default; the informant's traces can't be kept. */
export function policyWith(changes: Partial<Record<EntityType, Treatment>>): PrivacyPolicy {
  return {
    ...DEFAULT_POLICY,
    treatments: {
      ...DEFAULT_POLICY.treatments,
      ...changes,
      SELF_IDENTIFICATION: 'remove',
      AGE_KINSHIP: 'remove',
    },
  };
}

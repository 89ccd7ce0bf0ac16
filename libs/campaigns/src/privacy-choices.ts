/** What of a tip's content a campaign decides about, in the words of the people who decide. */
export const PRIVACY_SUBJECTS = [
  'people',
  'documents',
  'plates',
  'contacts',
  'accounts',
  'addresses',
  'places',
  'dates',
  'organisations',
] as const;
export type PrivacySubject = (typeof PRIVACY_SUBJECTS)[number];

/**
 * `keep`: readable. `mask`: a token, the same for the same value inside the campaign. `generalise`: the coarse part only
 * (the municipality, the month).
 */
export const PRIVACY_CHOICES = ['keep', 'mask', 'generalise'] as const;
export type PrivacyChoice = (typeof PRIVACY_CHOICES)[number];

/** A campaign's choices; a subject left out has the usual one. Whoever writes is masked whatever is chosen. */
export type PrivacyChoices = Partial<Record<PrivacySubject, PrivacyChoice>>;

/** Facts that the investigation needs stay readable; people and what belongs to them become tokens. */
export const USUAL_CHOICES: Readonly<Record<PrivacySubject, PrivacyChoice>> = {
  people: 'mask',
  documents: 'mask',
  plates: 'mask',
  contacts: 'mask',
  accounts: 'mask',
  addresses: 'mask',
  places: 'keep',
  dates: 'keep',
  organisations: 'keep',
};

/** Only these have a coarse part. */
export const GENERALISABLE: ReadonlySet<PrivacySubject> = new Set(['addresses', 'places', 'dates']);

/** A subject that isn't decided about (undefined) has the usual choice. */
export function isChoosable(subject: string, choice: unknown): boolean {
  if (choice === undefined) return PRIVACY_SUBJECTS.includes(subject as PrivacySubject);
  return (
    PRIVACY_SUBJECTS.includes(subject as PrivacySubject) &&
    PRIVACY_CHOICES.includes(choice as PrivacyChoice) &&
    (choice !== 'generalise' || GENERALISABLE.has(subject as PrivacySubject))
  );
}

/** Only what differs from the usual, in one order, so that the same choices are the same row. */
export function tidyChoices(choices: PrivacyChoices): PrivacyChoices {
  return Object.fromEntries(
    Object.entries(choices)
      .filter(([subject, choice]) => choice != null && USUAL_CHOICES[subject as PrivacySubject] !== choice)
      .sort(([one], [other]) => (one < other ? -1 : 1)),
  );
}

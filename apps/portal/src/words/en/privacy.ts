import type { PrivacyWords } from '../es/privacy.js';

/** What of a tip can be read and what not, and who looks at what the machine doubts. */
export const privacy: PrivacyWords = {
  title: 'What can be read of the tips',
  usual: 'The usual: facts in clear, people and their data as codes',
  changed_one: '{{count}} change from the usual',
  changed_other: '{{count}} changes from the usual',
  what: 'Whoever writes is always hidden. The rest is as the campaign says; it holds for tips that arrive once it is saved.',
  choices: { keep: 'In clear', mask: 'As a code', generalise: 'Roughly' },
  subjects: {
    people: 'Names',
    documents: 'Identity documents',
    plates: 'Number plates',
    contacts: 'Phones, e-mail, accounts',
    accounts: 'Bank accounts and cards',
    addresses: 'Addresses',
    places: 'Places',
    dates: 'Dates',
    organisations: 'Companies and institutions',
  },
  written: 'Somebody writes',
  read: 'The unit reads',
  lookedAt: 'Looked at',
  mask: 'Mask the selection',
  maskHow:
    "Select words of the text and press m to mask them. It can't be undone; the original stays sealed.",
  masked: 'Masked',
  done: 'Looked at',
  explained_one: '{{count}} personal detail hidden',
  explained_other: '{{count}} personal details hidden',
  meaning:
    "Same code, same detail: that is how the same person or phone is recognised in the campaign's other tips.",
  maskedWhat: 'Detail',
  rule: 'Rule that found it',
  sureness: 'Sureness',
  review: 'Look carefully:',
  reviewReasons: {
    'self-identification': 'the informant may be saying who they are',
    'unsure-name': "some name isn't certain",
    'found-on-second-scan': 'something turned up on a second look',
    'number-left': 'a long number is left in clear',
    'address-sign-left': 'something like an address is left in clear',
    'first-person-left': 'whoever writes speaks of themself',
    'name-left': 'a name may be left in clear',
  },
};

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
};

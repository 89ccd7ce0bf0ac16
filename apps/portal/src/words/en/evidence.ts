import type { evidenceEs } from '../es/evidence.js';

export const evidenceEn: typeof evidenceEs = {
  evidence: {
    'same-words': 'same text (case, accents, signs and greetings apart)',
    'shared-words': '{{percent}} % of the words; the rest is spelling and order',
    changes: '{{percent}} % of the words; changed: {{changes}}',
    more_one: '{{count}} more change',
    more_other: '{{count}} more changes',
    added: 'this one adds “{{here}}”',
    missing: 'this one lacks “{{there}}”',
    replaced: '“{{here}}” here, “{{there}}” there',
    contradiction: '{{percent}} % of the words, but it says “{{here}}” here and “{{there}}” there',
    negation: '{{percent}} % of the words, but only one says “{{word}}”',
    'same-file': 'the same file, byte for byte',
    'same-picture': 'same photo, {{bits}} of {{ofBits}} bits differ',
    'same-picture-turned': 'same photo, turned or mirrored, {{bits}} of {{ofBits}} bits differ',
    'shared-frames': 'same video: {{frames}} of {{ofFrames}} pictures are in both',
    'same-identifier_one': 'only {{count}} tip names it',
    'same-identifier_other': '{{count}} tips name it',
    'same-identifier-many': 'more than {{count}} tips name it: it says little',
  },
};

import type { suspicionsEs } from '../es/suspicions.js';

export const suspicionsEn: typeof suspicionsEs = {
  signs: {
    'many-repeats': 'more than {{count}} alike within ten minutes',
    'threatens-us': 'threatens those who read here',
    'many-links': '{{count}} links in one message',
    advertising: '{{count}} phrases of advertising',
    'advertising-and-link': '{{count}} phrases of advertising and a link',
    insults: 'insults and no fact',
    'insults-at-us': 'insults at the police and no fact',
    'hidden-field': 'filled in the field that people don’t see',
    'form-not-opened': 'the form was not opened first',
    'too-fast': 'sent within three seconds of opening the form',
    'too-old': 'sent more than a day after opening the form',
    'own-address': 'came from our own address',
    'delivery-report': 'a delivery report',
    'automatic-answer': 'an automatic answer',
    'mailing-list': 'a mailing list',
    'bulk-mail': 'bulk mail',
    'no-envelope-sender': 'no sender in the envelope',
    'machine-address': 'a machine’s address',
    'automatic-subject': 'the subject of an automatic answer',
  },
  inWave_one: '{{count}} came in a wave and is set aside',
  inWave_other: '{{count}} came in a wave and are set aside',
};

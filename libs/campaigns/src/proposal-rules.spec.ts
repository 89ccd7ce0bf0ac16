import { expect, test } from '@jest/globals';
import { type CampaignProposal, tidy } from './proposal.js';
import { launchRefusals, proposalRefusals } from './proposal-rules.js';

const words = { title: 'Título', text: 'Texto', acknowledgement: 'Gracias' };
const proposal = (more: Partial<CampaignProposal> = {}): CampaignProposal => ({
  slug: 'tweetredadas',
  kind: 'tips',
  languages: ['es'],
  wording: { es: words },
  hashtags: [],
  opensAt: null,
  closesAt: null,
  unitIds: ['u'],
  defaultUnitId: 'u',
  ...more,
});
const rules = (more: Partial<CampaignProposal>) =>
  proposalRefusals(tidy(proposal(more))).map(({ pointer, rule }) => `${pointer} ${rule}`);

test.each([
  ['', 'required'],
  ['ab', 'too-short'],
  ['a'.repeat(61), 'too-long'],
  ['Redadas', 'malformed'],
  ['más-buscados', 'malformed'],
  ['-redadas', 'malformed'],
  ['a--b', 'malformed'],
  ['staff', 'reserved'],
])('the address %j is refused: %s', (slug, rule) => {
  expect(rules({ slug })).toEqual([`/slug ${rule}`]);
});

test('the first language has its words, and no words are for a language that is not offered', () => {
  expect(rules({ languages: ['ca', 'es'] })).toEqual(['/wording/ca required']);
  expect(rules({ wording: { es: words, gl: words } })).toEqual(['/wording/gl language-not-offered']);
  expect(rules({ languages: [], wording: {} })).toEqual(['/languages required']);
});

test('each part of the wording is needed and limited, counted in characters as people see them', () => {
  const es = { title: ' ', text: 'á'.repeat(5001), acknowledgement: '😀'.repeat(1000) };
  expect(rules({ wording: { es } })).toEqual(['/wording/es/title required', '/wording/es/text too-long']);
});

test('text is kept plain: no invisible characters, one kind of line end', () => {
  const tidied = tidy(
    proposal({
      wording: { es: { title: ' Uno\n dos ', text: 'a\r\nb\u0000\u202ec', acknowledgement: 'e\u0301' } },
    }),
  );
  expect(tidied.wording.es).toEqual({ title: 'Uno dos', text: 'a\nbc', acknowledgement: 'é' });
});

test('hashtags are kept in one form, once', () => {
  expect(tidy(proposal({ hashtags: ['TweetRedadas', '#tweetredadas', ' ##300Seguro'] })).hashtags).toEqual([
    '#tweetredadas',
    '#300seguro',
  ]);
  expect(rules({ hashtags: ['dos palabras', '2012', ''] })).toEqual([
    '/hashtags/0 malformed',
    '/hashtags/1 malformed',
    '/hashtags/2 malformed',
  ]);
});

test('a campaign ends after it begins, has units and a default one among them', () => {
  const day = (text: string) => new Date(text);
  expect(rules({ opensAt: day('2026-12-01'), closesAt: day('2026-12-01') })).toEqual([
    '/closesAt not-after-opening',
  ]);
  expect(rules({ opensAt: day('no date') })).toEqual(['/opensAt not-a-date']);
  expect(rules({ unitIds: [] })).toEqual(['/unitIds required']);
  expect(rules({ defaultUnitId: 'other' })).toEqual(['/defaultUnitId not-among-units']);
});

test('nothing is launched whose end is past', () => {
  const now = new Date('2026-12-02');
  expect(launchRefusals(proposal({ closesAt: new Date('2026-12-01') }), now)).toEqual([
    { pointer: '/closesAt', rule: 'already-past' },
  ]);
});

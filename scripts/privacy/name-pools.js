/** Pools of invented people: names drawn and combined at random by frequency; no entry is a known person. */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

/** mulberry32: the same seed, the same sequence, on every machine. */
export function randomness(seed) {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

/** INE's lists and word lists from abroad, read once for training. */
export async function readPools(gazetteers, wordlists) {
  const csv = (name) =>
    readFileSync(join(gazetteers, name), 'utf8')
      .split('\n')
      .slice(1)
      .filter(Boolean)
      .map((line) => line.split(','));
  const given = [...csv('ine-hombres.csv'), ...csv('ine-mujeres.csv')].map(([name, count]) => [
    titled(name),
    Number(count),
  ]);
  const surnames = [...csv('ine-apellidos-100.csv'), ...csv('ine-apellidos-20.csv')].map(
    ([name, first, second]) => [titled(name), Number(first) + Number(second)],
  );
  const places = JSON.parse(readFileSync(join(gazetteers, 'ine-municipios.json'), 'utf8')).flatMap(
    ({ nombre }) => nombre.split('/').map((one) => one.replace(/^(.*), (.*)$/, '$2 $1').replace("' ", "'")),
  );
  const require = createRequire(join(wordlists, 'package.json'));
  const abroad = { given: [], surnames: [] };
  for (const language of ['en', 'fr', 'de', 'it', 'pl']) {
    const { dictionary } = await import(
      pathToFileURL(require.resolve(`@zxcvbn-ts/language-${language}`)).href
    );
    for (const [kind, words] of Object.entries(dictionary)) {
      if (/firstnames/i.test(kind)) abroad.given.push(...words.slice(0, 1500).map(titled));
      if (/lastnames/i.test(kind)) abroad.surnames.push(...words.slice(0, 4000).map(titled));
    }
  }
  return { given: byWeight(given), surnames: byWeight(surnames), places, abroad };
}

function titled(name) {
  return name
    .toLowerCase()
    .replace(/(^|[\s'-])(\p{L})/gu, (_, gap, letter) => gap + letter.toUpperCase())
    .replace(/ (De|Del|La|Las|Los|Y|I|Da|Do|Dos)(?= )/g, (particle) => particle.toLowerCase());
}

/** Half of the draws follow frequency (square-rooted), half any entry: rare names are where taggers fail. */
function byWeight(entries) {
  const sums = [];
  let sum = 0;
  for (const [, count] of entries) sums.push((sum += Math.sqrt(count || 1)));
  return (random) => {
    if (random() < 0.3) return entries[Math.floor(random() * entries.length)][0];
    const target = random() * sum;
    let low = 0;
    let high = sums.length - 1;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (sums[middle] < target) low = middle + 1;
      else high = middle;
    }
    return entries[low][0];
  };
}

const SYLLABLES = {
  slavic: [
    'mi',
    'lo',
    'se',
    'ka',
    'ra',
    'dzi',
    'vla',
    'di',
    'bo',
    'ris',
    'stan',
    'kov',
    'pet',
    'ru',
    'zy',
    'gor',
    'nik',
    'yel',
    'tsin',
    'pri',
    'ma',
  ],
  arabic: [
    'ab',
    'dul',
    'ha',
    'mid',
    'kha',
    'lid',
    'ra',
    'fat',
    'bar',
    'ghou',
    'thi',
    'sa',
    'lem',
    'ou',
    'zza',
    'jab',
    'ne',
    'tan',
    'ya',
    'hu',
    'faw',
    'zi',
  ],
  asian: [
    'zhu',
    'rong',
    'jiang',
    'ze',
    'min',
    'ki',
    'mu',
    'ra',
    'ya',
    'ma',
    'mo',
    'to',
    'na',
    'ka',
    'ji',
    'ho',
    'su',
    'har',
    'to',
    'nguy',
    'en',
    'wa',
    'hid',
  ],
  african: [
    'ka',
    'bi',
    'la',
    'mo',
    'bu',
    'tu',
    'mbe',
    'ki',
    'man',
    'de',
    'oba',
    'san',
    'jo',
    'mu',
    'ga',
    'be',
    'ko',
    'ny',
    'ere',
    'di',
    'op',
  ],
  northern: [
    'schro',
    'der',
    'cli',
    'ton',
    'bla',
    'ir',
    'thatch',
    'hag',
    'berg',
    'lind',
    'strom',
    'kohl',
    'wei',
    'holm',
    'sson',
    'mar',
    'tin',
    'kle',
    'stein',
    'ford',
    'ley',
  ],
};
const ENDINGS = {
  slavic: ['vic', 'ov', 'ski', 'enko', 'in', 'ev', 'ic'],
  arabic: ['', 'i', 'ed', 'a'],
  asian: ['', 'ng', 'i'],
  african: ['', 'a', 'e'],
  northern: ['', 'er', 'son', 'man', 'sen'],
};

/** A surname nobody has listed: lower-cased newswire is full of them. */
export function inventedSurname(random) {
  const kinds = Object.keys(SYLLABLES);
  const kind = kinds[Math.floor(random() * kinds.length)];
  let word = '';
  for (let count = 2 + Math.floor(random() * 2); count > 0; count--) word += pick(random, SYLLABLES[kind]);
  word += pick(random, ENDINGS[kind]);
  return word[0].toUpperCase() + word.slice(1);
}

export function pick(random, list) {
  return list[Math.floor(random() * list.length)];
}

/** A person as newspapers and tips write one: full name, surname alone, initials, given name alone. */
export function person(random, pools) {
  const kind = random();
  const spanish = () => pools.given(random);
  const surname = () => pools.surnames(random);
  if (kind < 0.26) return `${spanish()} ${surname()}`;
  if (kind < 0.42) return `${spanish()} ${surname()} ${surname()}`;
  if (kind < 0.52) return surname();
  if (kind < 0.6) return spanish();
  if (kind < 0.64) return `${spanish()[0]}. ${surname()}`;
  if (kind < 0.67)
    return `${spanish()} ${pick(random, ['de', 'de la', 'del', 'de los', 'y', 'i'])} ${surname()}`;
  if (kind < 0.7) return `${spanish()} ${surname()}-${surname()}`;
  if (kind < 0.8) return `${pick(random, pools.abroad.given)} ${pick(random, pools.abroad.surnames)}`;
  if (kind < 0.85) return pick(random, pools.abroad.surnames);
  if (kind < 0.93)
    return `${random() < 0.5 ? pick(random, pools.abroad.given) : inventedSurname(random)} ${inventedSurname(random)}`;
  return inventedSurname(random);
}

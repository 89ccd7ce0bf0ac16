/**
 * Writes labelled tips of invented citizens: {text, language, spans: [[start, end, type]], informant: [[start, end]]}.
 * The same seed gives the same tips. `pools` (training only) draws names from larger lists.
 */
import { person as personFrom, pick, randomness } from './name-pools.js';
import {
  CARS,
  CHATTER,
  GIVEN_NAMES,
  NICKNAMES,
  PHRASES,
  PLACES,
  STREET_NAMES,
  STREETS,
  TRAINING_CHATTER,
  SURNAMES,
} from './tip-phrases.js';

export { randomness };

const LANGUAGES = ['es', 'es', 'es', 'ca', 'gl', 'eu', 'en'];
const NIF_LETTERS = 'TRWAGMYFPDXBNJZSQVHLCKE';
const PLATE_LETTERS = 'BCDFGHJKLMNPRSTVWXYZ';
const MONTHS =
  'enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre'.split(' ');
const MONTHS_EU =
  'urtarrilaren otsailaren martxoaren apirilaren maiatzaren ekainaren uztailaren abuztuaren irailaren urriaren azaroaren abenduaren'.split(
    ' ',
  );

export function generateTips({ seed, count, pools }) {
  const random = randomness(seed);
  return Array.from({ length: count }, (_, number) => ({
    id: `${seed}-${number + 1}`,
    ...tip(random, pools),
  }));
}

function tip(random, pools) {
  const language = pick(random, LANGUAGES);
  const phrases = PHRASES[language];
  const draft = { text: '', spans: [], informant: [] };
  const write = (words) => {
    if (words === '') return;
    if (draft.text)
      draft.text += pick(random, ['. ', ', ', '. ', '\n', ' y '].slice(0, language === 'es' ? 5 : 4));
    append(draft, words, language, random, pools);
  };
  write(pick(random, phrases.openings));
  const sentences = [pick(random, phrases.facts)];
  if (random() < 0.6) sentences.push(pick(random, phrases.facts));
  if (random() < 0.75)
    sentences.splice(Math.floor(random() * (sentences.length + 1)), 0, betraying(pick(random, phrases.self)));
  if (random() < 0.7) sentences.push(pick(random, CHATTER[language]));
  if (pools && random() < 0.4)
    sentences.splice(
      0,
      sentences.length,
      ...[1, 2].map(() => pick(random, [...CHATTER[language], ...TRAINING_CHATTER[language]])),
    );
  sentences.forEach(write);
  write(pick(random, phrases.closings));
  return { language, ...noisy(draft, random) };
}

/** A phrase without marks betrays as a whole. */
function betraying(phrase) {
  return phrase.includes('[') ? phrase : `[${phrase}]`;
}

/** Expands slots; `[…]` becomes an informant span. */
function append(draft, words, language, random, pools) {
  let informantFrom = -1;
  for (const piece of words.split(/(\{\w+\}|[[\]])/)) {
    const slot = /^\{(\w+)\}$/.exec(piece)?.[1];
    if (piece === '[') informantFrom = draft.text.length;
    else if (piece === ']') {
      draft.informant.push([informantFrom, draft.text.length]);
      draft.spans.push([informantFrom, draft.text.length, 'SELF_IDENTIFICATION']);
    } else if (!slot) draft.text += piece;
    else {
      const value = SLOTS[slot](random, pools, language);
      const type = slot.replace(/_(?:CA|GL|EU)$/, '');
      if (!['CAR', 'FLOOR', 'AGE', 'NICK'].includes(type))
        draft.spans.push([draft.text.length, draft.text.length + value.length, type]);
      draft.text += value;
    }
  }
}

const digits = (random, count) => Array.from({ length: count }, () => Math.floor(random() * 10)).join('');
const address = (language, random) => {
  const street = pick(random, STREETS[language]).replace('X', pick(random, STREET_NAMES));
  const number = 1 + Math.floor(random() * 140);
  const tail = pick(random, [
    '',
    '',
    `, ${1 + Math.floor(random() * 8)}º ${pick(random, ['A', 'B', 'C', 'izq', 'dcha'])}`,
  ]);
  return language === 'eu' ? street : `${street}${pick(random, [' ', ', ', ' nº '])}${number}${tail}`;
};

const SLOTS = {
  PERSON: (random, pools) => (pools ? personFrom(random, pools) : invented(random)),
  PLACE: (random, pools) => (pools && random() < 0.6 ? pick(random, pools.places) : pick(random, PLACES)),
  ADDRESS: (random) => address('es', random),
  ADDRESS_CA: (random) => address('ca', random),
  ADDRESS_GL: (random) => address('gl', random),
  ADDRESS_EU: (random) => address('eu', random),
  PHONE: (random) => {
    const number = pick(random, ['6', '6', '7', '9']) + digits(random, 8);
    return pick(random, [
      number,
      number.replace(/(...)(..)(..)(..)/, '$1 $2 $3 $4'),
      number.replace(/(...)(...)(...)/, '$1.$2.$3'),
      `+34 ${number}`,
      number.replace(/(...)(...)(...)/, '$1-$2-$3'),
    ]);
  },
  EMAIL: (random) => {
    const user =
      plain(pick(random, GIVEN_NAMES)) +
      pick(random, ['', '.', '_']) +
      plain(pick(random, SURNAMES)) +
      pick(random, ['', '87', '22']);
    return pick(random, [
      `${user}@example.com`,
      `${user}@correo.example.org`,
      `${user} arroba example punto com`,
      `${user}@gmail.com`,
    ]);
  },
  ES_NIF: (random) => {
    const number = digits(random, 8);
    const letter = random() < 0.7 ? NIF_LETTERS[Number(number) % 23] : pick(random, NIF_LETTERS.split(''));
    return pick(random, [
      number + letter,
      `${number}-${letter}`,
      `${number.replace(/(..)(...)(...)/, '$1.$2.$3')}-${letter}`,
      number + letter.toLowerCase(),
    ]);
  },
  ES_NIE: (random) => {
    const number = digits(random, 7);
    const first = Math.floor(random() * 3);
    return 'XYZ'[first] + pick(random, ['', '-']) + number + NIF_LETTERS[Number(first + number) % 23];
  },
  ES_PLATE: (random) => {
    const letters = Array.from({ length: 3 }, () => pick(random, PLATE_LETTERS.split(''))).join('');
    return (
      digits(random, 4) + pick(random, ['', ' ', '-']) + (random() < 0.7 ? letters : letters.toLowerCase())
    );
  },
  IBAN: (random) => {
    const account = digits(random, 20);
    let remainder = 0;
    for (const digit of `${account}142800`) remainder = (remainder * 10 + Number(digit)) % 97;
    const iban = `ES${String(98 - remainder).padStart(2, '0')}${account}`;
    return random() < 0.5 ? iban : iban.replace(/(.{4})(?=.)/g, '$1 ');
  },
  HANDLE: (random) =>
    `@${plain(pick(random, GIVEN_NAMES))}${pick(random, ['_', '.', ''])}${digits(random, 2)}`,
  URL: (random) =>
    pick(random, ['https://example.com/', 'www.example.org/', 'http://tienda.example.net/']) +
    digits(random, 4),
  DATE: (random) => {
    const day = 1 + Math.floor(random() * 28);
    const month = Math.floor(random() * 12);
    const year = 2020 + Math.floor(random() * 6);
    return pick(random, [
      `${day}/${month + 1}/${year}`,
      `${day} de ${MONTHS[month]} de ${year}`,
      `${day} de ${MONTHS[month]}`,
      `${String(day).padStart(2, '0')}-${String(month + 1).padStart(2, '0')}-${year}`,
    ]);
  },
  DATE_EU: (random) => `${pick(random, MONTHS_EU)} ${1 + Math.floor(random() * 28)}an`,
  DATE_OF_BIRTH: (random) =>
    `${1 + Math.floor(random() * 28)}/${1 + Math.floor(random() * 12)}/${1950 + Math.floor(random() * 55)}`,
  FLOOR: (random) =>
    pick(random, ['3ºB', '2º izquierda', 'bajo A', '5ºC', 'primero', 'ático', '4 D', 'tercero']),
  FLOOR_EU: (random) => pick(random, ['3. B-ko', 'goiko', 'beheko', '2. eskuineko']),
  AGE: (random) => String(15 + Math.floor(random() * 60)),
  CAR: (random) => pick(random, CARS),
  NICK: (random) => pick(random, NICKNAMES),
};

function invented(random) {
  const given = pick(random, GIVEN_NAMES);
  const surname = pick(random, SURNAMES);
  return pick(random, [
    given,
    `${given} ${surname}`,
    `${given} ${surname}`,
    `${given} ${surname} ${pick(random, SURNAMES)}`,
  ]);
}

function plain(word) {
  return word.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
}

/** Most people write without capitals or accents; every change keeps the length, so that labels stay true. */
function noisy(draft, random) {
  const kind = random();
  const change =
    kind < 0.35
      ? (letter) => letter.toLowerCase()
      : kind < 0.55
        ? (letter) => plain(letter)
        : kind < 0.6
          ? (letter) => letter.toUpperCase()
          : undefined;
  if (!change) return draft;
  const text = [...draft.text]
    .map((letter) => (change(letter).length === letter.length ? change(letter) : letter))
    .join('');
  return { ...draft, text };
}

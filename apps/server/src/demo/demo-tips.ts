import { randomBytes } from 'node:crypto';
import type { Campaign } from '#campaigns';
import type { InboundMessage } from '#tips';
import { demoPhoto } from './demo-photo.js';
import { ABUSE, EVERYDAY, REWORDINGS, STORIES, type Story } from './demo-stories.js';
import { SeededRandom } from './seeded-random.js';

/** About one in twenty messages is abuse, as @policia counted. */
const ABUSE_SHARE = 0.05;
/** About as many are everyday tips that nobody repeats. */
const EVERYDAY_SHARE = 0.45;

/**
 * Believable messages for the demonstration, in the order in which they arrive: a few stories told by many in their own
 * words (one was on television), everyday tips between them, some abuse. The same seed makes the same texts.
 */
export async function demoMessages(
  count: number,
  campaigns: Campaign[],
  seed = 2012,
): Promise<InboundMessage[]> {
  const random = new SeededRandom(seed);
  const bySlug = new Map(campaigns.map((campaign) => [campaign.slug, campaign]));
  const drugs = bySlug.get('tweetredadas') ?? campaigns[0]!;
  const stories = STORIES.filter((story) => bySlug.has(story.campaign)).map((story) => ({
    ...story,
    text: fill(story.text, random),
  }));
  const tellers = stories.flatMap((story) => Array.from({ length: story.senders ?? 1 }, () => story));
  const messages: InboundMessage[] = [];
  while (messages.length < count) {
    const chance = random.next();
    if (chance < ABUSE_SHARE) messages.push(message(drugs, fill(random.pick(ABUSE), random), random));
    else if (chance < ABUSE_SHARE + EVERYDAY_SHARE) messages.push(everyday(drugs, random));
    else {
      const story = random.pick(tellers);
      messages.push(
        await tell(story, random.pick(REWORDINGS)(story.text), bySlug.get(story.campaign)!, random),
      );
    }
  }
  return messages;
}

function everyday(campaign: Campaign, random: SeededRandom): InboundMessage {
  const { where, what, when, close, place } = EVERYDAY;
  const text = `${random.pick(where)} ${random.pick(what)} ${random.pick(when)} ${random.pick(close)}`.trim();
  return { ...message(campaign, fill(text, random), random), place: random.pick(place) };
}

async function tell(
  story: Story,
  text: string,
  campaign: Campaign,
  random: SeededRandom,
): Promise<InboundMessage> {
  const files =
    story.photo && random.chance(0.4)
      ? [
          {
            name: 'IMG_2012.jpg',
            declaredType: 'image/jpeg',
            bytes: await demoPhoto(story.text, random.below(4)),
          },
        ]
      : [];
  return {
    ...message(campaign, text, random),
    language: story.language,
    files,
    ...(story.place === undefined ? {} : { place: story.place }),
    ...(random.chance(0.2)
      ? { contact: random.chance(0.5) ? fill('{telefono}', random) : fill('{correo}', random) }
      : {}),
  };
}

const message = (campaign: Campaign, text: string, random: SeededRandom): InboundMessage => ({
  channel: random.chance(0.8) ? 'web' : 'staff',
  channelAccount: 'demo',
  remoteId: randomBytes(16).toString('hex'),
  campaignId: campaign.id,
  language: 'es',
  text,
  files: [],
});

/** Invented values: plates without a province, phones from a range that isn't assigned, a DNI with its right letter. */
function fill(text: string, random: SeededRandom): string {
  const values: Record<string, () => string> = {
    numero: () => String(1 + random.below(140)),
    matricula: () => `${digits(4, random)} ${letters(3, random)}`,
    telefono: () => `6${digits(2, random)} ${digits(2, random)} ${digits(2, random)} ${digits(2, random)}`,
    dni: () => withLetter(digits(8, random)),
    iban: () => 'ES91 2100 0418 4502 0005 1332',
    correo: () => `${random.pick(['lobo', 'sombra', 'rayo'])}${digits(3, random)}@correo.example`,
    usuario: () => `${random.pick(['dark', 'nube', 'krom'])}_${digits(3, random)}`,
    nombre: () =>
      `${random.pick(['Ramón', 'Vanesa', 'Iker', 'Dolores', 'Youssef'])} ${random.pick(['Quirós', 'Bermúdez', 'Amrani', 'Soto'])}`,
    via: () =>
      random.pick([
        'calle del Olivo',
        'calle Mesón',
        'avenida de la Estación',
        'calle Río Tajo',
        'plaza del Carmen',
        'calle Alfareros',
      ]),
    mote: () => random.pick(['el Chino', 'la Rubia', 'el Botas', 'Tito']),
    coche: () => random.pick(['Seat León', 'Golf', 'Audi A3', 'BMW']),
    color: () => random.pick(['negro', 'blanco', 'gris', 'rojo']),
  };
  return text.replace(/\{(\w+)\}/g, (whole, name: string) => values[name]?.() ?? whole);
}

const digits = (count: number, random: SeededRandom) =>
  Array.from({ length: count }, () => random.below(10)).join('');
const letters = (count: number, random: SeededRandom) =>
  Array.from({ length: count }, () => 'BCDFGHJKLMNPRSTVWXYZ'[random.below(20)]).join('');
const withLetter = (number: string) => `${number}${'TRWAGMYFPDXBNJZSQVHLCKE'[Number(number) % 23]}`;

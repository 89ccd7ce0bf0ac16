import { randomBytes } from 'node:crypto';
import type { Campaign } from '#campaigns';
import type { InboundMessage } from '#tips';
import { demoPhoto } from './demo-photo.js';
import { ABUSE, REWORDINGS, STORIES, type Story } from './demo-stories.js';
import { SeededRandom } from './seeded-random.js';

/** About one in twenty messages is abuse, as @policia counted. */
const ABUSE_SHARE = 0.05;

/**
 * Believable messages for the demonstration, in the order in which they arrive: the story that was on television many
 * times in everybody's own words, the others a few times, some abuse between. The same seed makes the same messages.
 */
export async function demoMessages(
  count: number,
  campaigns: Campaign[],
  seed = 2012,
): Promise<InboundMessage[]> {
  const random = new SeededRandom(seed);
  const bySlug = new Map(campaigns.map((campaign) => [campaign.slug, campaign]));
  const messages: InboundMessage[] = [];
  const pending = STORIES.filter((story) => bySlug.has(story.campaign)).map((story) => ({
    story,
    text: fill(story.text, random),
    left: story.senders ?? 1,
  }));
  while (messages.length < count) {
    if (random.chance(ABUSE_SHARE)) {
      messages.push(message(bySlug.values().next().value!, fill(random.pick(ABUSE), random), random));
      continue;
    }
    const told = random.pick(pending);
    const again = told.left > 0;
    if (!again) told.text = fill(told.story.text, random);
    told.left = again ? told.left - 1 : (told.story.senders ?? 1) - 1;
    const campaign = bySlug.get(told.story.campaign)!;
    messages.push(
      await tell(told.story, again ? random.pick(REWORDINGS)(told.text) : told.text, campaign, random),
    );
  }
  return messages;
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

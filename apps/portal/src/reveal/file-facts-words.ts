import type { TFunction } from 'i18next';

/** As the record of a file's facts has them (`FileFactsRecord` in libs/tips), in the order of their names here. */
const FACTS = [
  'name',
  'declaredType',
  'takenAt',
  'place',
  'device',
  'serialNumber',
  'software',
  'author',
  'title',
  'description',
  'sha256Original',
] as const;
type Fact = (typeof FACTS)[number];

const isFact = (name: string): name is Fact => (FACTS as readonly string[]).includes(name);

/** What a fact is called; one that a newer server tells keeps its own name. */
export const factName = (t: TFunction, name: string): string =>
  isFact(name) ? t(`reveal.facts.${name}`) : name;

export function factValue(t: TFunction, name: string, value: unknown): string {
  if (name === 'place' && isPlace(value)) {
    const { latitude, longitude, altitude } = value;
    const where = `${latitude.toFixed(6)}, ${longitude.toFixed(6)}`;
    return altitude === undefined
      ? where
      : t('reveal.facts.placeAt', { where, metres: Math.round(altitude) });
  }
  if (name === 'takenAt' && typeof value === 'string') return value.replace('T', ' ');
  return typeof value === 'string' ? value : JSON.stringify(value);
}

interface Place {
  latitude: number;
  longitude: number;
  altitude?: number;
}

const isPlace = (value: unknown): value is Place =>
  typeof value === 'object' &&
  value !== null &&
  typeof (value as Place).latitude === 'number' &&
  typeof (value as Place).longitude === 'number';

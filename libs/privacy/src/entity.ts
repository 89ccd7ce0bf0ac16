/** Every kind of personal data that the engine tells apart. */
export const ENTITY_TYPES = [
  'SELF_IDENTIFICATION',
  'AGE_KINSHIP',
  'PERSON',
  'ES_NIF',
  'ES_NIE',
  'ES_CIF',
  'ES_PASSPORT',
  'ES_NUSS',
  'ES_PLATE',
  'PHONE',
  'EMAIL',
  'IBAN',
  'CREDIT_CARD',
  'BANK_ACCOUNT',
  'ID_NUMBER',
  'ADDRESS',
  'DATE_OF_BIRTH',
  'HANDLE',
  'URL',
  'IP',
  'MAC',
  'IMEI',
  'COORDINATES',
  'ORGANISATION',
  'PLACE',
  'DATE',
] as const;

export type EntityType = (typeof ENTITY_TYPES)[number];

/** One finding. Offsets count UTF-16 code units of the original text; `end` is exclusive. */
export interface Entity {
  type: EntityType;
  start: number;
  end: number;
  /** 0 to 1: how sure, not how harmful. */
  score: number;
  /** The rule that found it, or the rules joined by `+` where several overlap. */
  rule: string;
  /** Only for identifiers with a check digit: `false` is masked all the same (people mistype). */
  valid?: boolean;
  /** Names a context word or a list, never the value. */
  evidence?: string;
}

/** What the channel already knows of who wrote. */
export interface KnownSender {
  name?: string;
  handle?: string;
  email?: string;
  phone?: string;
}

const RANK = new Map<EntityType, number>(ENTITY_TYPES.map((type, place) => [type, place]));

/** Where spans overlap, the type that betrays more names the union: the order of ENTITY_TYPES. */
export function moreTelling(one: EntityType, other: EntityType): boolean {
  return RANK.get(one)! < RANK.get(other)!;
}

export type JsonValue = string | number | boolean | null | JsonValue[] | JsonObject;
export interface JsonObject {
  [name: string]: JsonValue;
}

/**
 * JSON as RFC 8785 (JCS) writes it: names sorted by UTF-16 code units, no spaces, numbers and strings as
 * ECMAScript writes them. Two departures, both because PostgreSQL's jsonb refuses them: NUL is left out of
 * strings and a lone surrogate becomes U+FFFD. Throws on NaN and infinities, which JSON has no word for.
 */
export function canonicalJson(value: JsonValue): string {
  if (typeof value === 'string') return JSON.stringify(storable(value));
  if (typeof value === 'number' && !Number.isFinite(value)) throw new TypeError('JSON has no such number.');
  if (value === null || typeof value !== 'object') return JSON.stringify(value);
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(',')}]`;
  const members = Object.keys(value)
    .sort()
    .map((name) => `${JSON.stringify(storable(name))}:${canonicalJson(value[name]!)}`);
  return `{${members.join(',')}}`;
}

const storable = (text: string) => text.replace(LONE_SURROGATE, '\ufffd').replaceAll('\0', '');

const LONE_SURROGATE = /\p{Surrogate}/gu;

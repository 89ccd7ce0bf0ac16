export type JsonValue = string | number | boolean | null | JsonValue[] | JsonObject;
export interface JsonObject {
  [name: string]: JsonValue;
}

/**
 * JSON as RFC 8785 (JCS) writes it: names sorted by UTF-16 code units, no spaces, numbers and strings as
 * ECMAScript writes them. Two departures, both because PostgreSQL's jsonb refuses them: NUL is left out of
 * strings and a lone surrogate becomes U+FFFD. Throws on NaN and infinities, which JSON has no word for.
 */
export const canonicalJson = (value: JsonValue): string => storableJson(write(value));

/** JSON text as `canonicalJson` would have written it, without what PostgreSQL refuses. */
export const storableJson = (text: string): string =>
  MAYBE_REFUSED.test(text) ? withoutRefused(text) : text;

/** A string or null as JSON writes it. */
export const jsonText = (value: string | null): string => JSON.stringify(value);

/** How JSON.stringify writes NUL and lone surrogates. Looked for once, as hardly any entry has them. */
const MAYBE_REFUSED = /\\u(0000|d[89a-f])/;

function write(value: JsonValue): string {
  if (typeof value === 'number' && !Number.isFinite(value)) throw new TypeError('JSON has no such number.');
  if (value === null || typeof value !== 'object') return JSON.stringify(value);
  if (Array.isArray(value)) return `[${value.map(write).join(',')}]`;
  const members = Object.keys(value)
    .filter((name) => value[name] !== undefined) // as JSON.stringify: whoever calls may spread an optional field
    .sort()
    .map((name) => `${JSON.stringify(name)}:${write(value[name]!)}`);
  return `{${members.join(',')}}`;
}

/** An escape in JSON text; pairs, so that an escaped backslash before a `u` isn't taken for one. */
const ESCAPE = /\\u(0000|d[89a-f][0-9a-f]{2})|\\./g;

/** JSON.stringify escapes only lone surrogates: pairs it writes as they are. */
const withoutRefused = (text: string) =>
  text.replace(ESCAPE, (escape, refused?: string) =>
    refused === undefined ? escape : refused === '0000' ? '' : '\ufffd',
  );

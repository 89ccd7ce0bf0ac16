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
  const text = write(value, asIs);
  return MAYBE_REFUSED.test(text) ? write(value, storable) : text;
}

/** How JSON.stringify writes NUL and lone surrogates. Looked for once, as hardly any entry has them. */
const MAYBE_REFUSED = /\\u(0000|d[89a-f])/;

function write(value: JsonValue, clean: (text: string) => string): string {
  if (typeof value === 'string') return JSON.stringify(clean(value));
  if (typeof value === 'number' && !Number.isFinite(value)) throw new TypeError('JSON has no such number.');
  if (value === null || typeof value !== 'object') return JSON.stringify(value);
  if (Array.isArray(value)) return `[${value.map((each) => write(each, clean)).join(',')}]`;
  const members = Object.keys(value)
    .sort()
    .map((name) => `${JSON.stringify(clean(name))}:${write(value[name]!, clean)}`);
  return `{${members.join(',')}}`;
}

const asIs = (text: string) => text;

const storable = (text: string) => text.replace(LONE_SURROGATE, '\ufffd').replaceAll('\0', '');

const LONE_SURROGATE = /\p{Surrogate}/gu;

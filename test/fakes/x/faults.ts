import { setTimeout as pause } from 'node:timers/promises';
import type { ServerResponse } from 'node:http';

/** What can go wrong at X, by name; each was seen or documented (docs/decisions/0025). */
export const FAULTS = [
  /** The connection stays open and nothing comes. */
  'hang',
  /** An HTML page with status 503. */
  'html-503',
  /** 429 with the 15-minute headers. */
  'rate-limited',
  /** 429 whose 24-hour headers say that the day is spent. */
  'day-limited',
  /** 429 in the old shape, without any header. */
  'rate-limited-bare',
  /** 401 although the token is good. */
  'unauthorized',
  /** JSON that ends in the middle. */
  'malformed',
  /** Ten megabytes of JSON. */
  'huge',
  /** JSON that never ends. */
  'endless',
  /** A page whose first item has numbers for ids and a text that is none. */
  'wrong-types',
  /** A page whose first item has a negative id. */
  'negative-id',
  /** A page without items, but with a token for the next. */
  'empty-page',
  /** A page that brings its first item twice. */
  'duplicate',
  /** A write that is done, and whose answer never comes. */
  'accepted-then-hang',
  /** A media file that isn't there any more. */
  'media-gone',
  /** A media file that trickles. */
  'media-slow',
  /** A media file without end. */
  'media-huge',
  /** HTML where a picture should be. */
  'media-wrong-type',
  /** A redirect to another host. */
  'media-redirect',
] as const;
export type Fault = (typeof FAULTS)[number];

/** Faults that are ordered once, and faults that strike at random by a seed. */
export class Faults {
  /** How likely each is, from 0 to 1. */
  chances: Partial<Record<Fault, number>> = {};
  /** How often each struck. */
  readonly struck: Partial<Record<Fault, number>> = {};
  readonly #ordered: { fault: Fault; path: RegExp }[] = [];
  #state: number;

  constructor(seed = 1) {
    this.#state = seed >>> 0 || 1;
  }

  /** The next request whose path fits meets this. */
  next(fault: Fault, path = /./, times = 1): void {
    for (let time = 0; time < times; time += 1) this.#ordered.push({ fault, path });
  }

  /** True if this fault strikes here and now. */
  strikes(fault: Fault, path: string): boolean {
    const place = this.#ordered.findIndex((each) => each.fault === fault && each.path.test(path));
    if (place >= 0) this.#ordered.splice(place, 1);
    const hit = place >= 0 || this.random() < (this.chances[fault] ?? 0);
    if (hit) this.struck[fault] = (this.struck[fault] ?? 0) + 1;
    return hit;
  }

  /** Told the client's port of a request to which nothing more will be said. */
  onSilence: (clientPort: number) => void = () => undefined;

  /** True if this request, or the rest of it, is met with silence. */
  silences(fault: 'hang' | 'accepted-then-hang', path: string, { socket }: ServerResponse): boolean {
    const isSilent = this.strikes(fault, path);
    if (isSilent) this.onSilence(socket!.remotePort!);
    return isSilent;
  }

  /** xorshift32: the same seed, the same run. */
  random(): number {
    let x = this.#state;
    x ^= x << 13;
    x ^= x >>> 17;
    x ^= x << 5;
    this.#state = x >>> 0;
    return this.#state / 2 ** 32;
  }
}

/** Faults of the whole answer; true if one struck and the request is done with. */
export function answerWithFault(
  faults: Faults,
  path: string,
  response: ServerResponse,
  now: number,
): boolean {
  const plain = (status: number, body: unknown, headers: Record<string, string> = {}) => {
    response.writeHead(status, { 'content-type': 'application/json; charset=utf-8', ...headers });
    response.end(typeof body === 'string' ? body : JSON.stringify(body));
    return true;
  };
  if (faults.silences('hang', path, response)) return true;
  if (faults.strikes('html-503', path)) {
    response.writeHead(503, { 'content-type': 'text/html' });
    response.end('<!doctype html><title>X / Over capacity</title>');
    return true;
  }
  const reset = String(Math.ceil(now / 1000) + 1);
  const tooMany = {
    title: 'Too Many Requests',
    detail: 'Too Many Requests',
    type: 'about:blank',
    status: 429,
  };
  const window = { 'x-rate-limit-limit': '15', 'x-rate-limit-remaining': '0', 'x-rate-limit-reset': reset };
  if (faults.strikes('rate-limited', path)) return plain(429, tooMany, window);
  if (faults.strikes('day-limited', path)) {
    return plain(429, tooMany, {
      ...window,
      'x-rate-limit-remaining': '7',
      'x-user-limit-24hour-limit': '1440',
      'x-user-limit-24hour-remaining': '0',
      'x-user-limit-24hour-reset': reset,
    });
  }
  if (faults.strikes('rate-limited-bare', path)) {
    return plain(429, { errors: [{ code: 88, message: 'Rate limit exceeded' }] });
  }
  if (faults.strikes('unauthorized', path)) {
    return plain(401, { title: 'Unauthorized', type: 'about:blank', status: 401, detail: 'Unauthorized' });
  }
  if (faults.strikes('malformed', path)) return plain(200, '{"data":[{"id":"2080');
  if (faults.strikes('endless', path)) {
    response.writeHead(200, { 'content-type': 'application/json; charset=utf-8' });
    response.write('{"data":[');
    pour(response, '{"id":"1","event_type":"MessageCreate","text":"a"},');
    return true;
  }
  if (faults.strikes('huge', path)) {
    return plain(
      200,
      `{"data":[{"id":"1","event_type":"MessageCreate","text":"${'a'.repeat(10 * 1024 * 1024)}"}],"meta":{"result_count":1}}`,
    );
  }
  return false;
}

/** Changes to a page of items, in place; they come on top of what is true. */
export function spoilPage(faults: Faults, path: string, page: { data?: object[] }): void {
  const first = page.data?.[0] as Record<string, unknown> | undefined;
  if (first === undefined) return;
  if (faults.strikes('wrong-types', path)) {
    page.data![0] = { ...first, id: Number(first['id']), text: { rich: [1, 2] }, created_at: 'yesterday' };
  } else if (faults.strikes('negative-id', path)) {
    page.data![0] = { ...first, id: `-${String(first['id'])}` };
  } else if (faults.strikes('duplicate', path)) {
    page.data!.push({ ...first });
  }
}

/** Sends without end, as fast as it is taken. */
export function pour(response: ServerResponse, what: string): void {
  const piece = what.repeat(Math.ceil((1 << 20) / what.length));
  const more = () => {
    while (!response.destroyed && response.write(piece));
    if (!response.destroyed) response.once('drain', more);
  };
  more();
}

/** Sends bytes so slowly that no sane client waits for the end. */
export async function trickle(response: ServerResponse): Promise<void> {
  while (!response.destroyed) {
    response.write('.');
    await pause(200, undefined, { ref: false });
  }
}

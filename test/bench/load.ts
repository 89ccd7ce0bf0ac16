import autocannon, { type Client } from 'autocannon';
import { randomUUID } from 'node:crypto';
import { REWORDINGS, STORIES } from '../../apps/server/src/demo/demo-stories.js';

/** Sends tips as fast as they are answered. One order by IPC, one result back. */
export interface LoadOrder {
  url: string;
  seconds: number;
  connections: number;
}

export interface LoadResult {
  perSecond: number;
  /** Milliseconds. */
  p50: number;
  p95: number;
  p99: number;
  failed: number;
}

/** About every third tip repeats another in other words; the others share only everyday words. */
const REPEATS = 0.3;

process.once('message', (order: LoadOrder) => {
  void run(order).then((result) => {
    process.send!(result);
    process.disconnect();
  });
});

async function run({ url, seconds, connections }: LoadOrder): Promise<LoadResult> {
  const milliseconds: number[] = [];
  const result = await autocannon({
    url,
    connections,
    duration: seconds,
    method: 'POST',
    setupClient: (client) => {
      prepare(client);
      client.on('response', (_status, _bytes, responseTime) => {
        milliseconds.push(responseTime);
        prepare(client);
      });
    },
  });
  milliseconds.sort((a, b) => a - b);
  const percentile = (share: number) => milliseconds[Math.floor((milliseconds.length - 1) * share)] ?? 0;
  return {
    perSecond: milliseconds.length / result.duration,
    p50: percentile(0.5),
    p95: percentile(0.95),
    p99: percentile(0.99),
    failed: result.non2xx + result.errors + result.timeouts,
  };
}

function prepare(client: Client): void {
  client.setHeaders({
    accept: 'application/json',
    'content-type': 'application/x-www-form-urlencoded',
    'idempotency-key': randomUUID(),
  });
  client.setBody(new URLSearchParams({ text: words() }).toString());
}

function words(): string {
  const story = pick(STORIES).text;
  if (Math.random() < REPEATS) return pick(REWORDINGS)(story);
  const vocabulary = VOCABULARY;
  return Array.from({ length: 40 }, () => pick(vocabulary)).join(' ');
}

const VOCABULARY = [...new Set(STORIES.flatMap(({ text }) => text.split(/[^\p{L}]+/u)))].filter(Boolean);

const pick = <T>(choices: readonly T[]): T => choices[Math.floor(Math.random() * choices.length)]!;

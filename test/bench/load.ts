import autocannon, { type Client } from 'autocannon';
import { randomUUID } from 'node:crypto';
import { tipWords } from './tip-words.js';

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
  client.setBody(new URLSearchParams({ text: tipWords() }).toString());
}

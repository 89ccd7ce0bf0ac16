import { createServer, type Server } from 'node:http';
import type { NextFunction, Request, Response } from 'express';
import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client';
import type { Kernel } from '#kernel';

/**
 * Prometheus metrics. Labels are route patterns and states from closed lists, never an address asked for: a code or a
 * search word in a label would be kept for years (product.md, promise 3).
 */
export class Metrics {
  readonly #registry = new Registry();
  readonly #requests = new Histogram({
    name: 'colabora_http_request_seconds',
    help: 'Time to answer, by route pattern',
    labelNames: ['method', 'route', 'status'],
    buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10],
    registers: [this.#registry],
  });
  readonly #failures = new Counter({
    name: 'colabora_http_failures_total',
    help: 'Answers with a status of 500 and above',
    registers: [this.#registry],
  });

  constructor(private readonly kernel: Kernel) {
    collectDefaultMetrics({ register: this.#registry });
    if (kernel.configuration.plays('portal') || kernel.configuration.plays('worker')) this.countWhatWaits();
  }

  /** Not in a process that is `public` alone: its database account may count no tips. */
  private countWhatWaits(): void {
    this.addGauge('colabora_open_lines', 'Lines waiting in all queues, by priority', 'priority', () =>
      this.openLines(),
    );
    this.addGauge('colabora_jobs_backlog', 'Jobs not yet done, by queue', 'queue', () =>
      this.kernel.jobs.backlog(),
    );
    this.addGauge('colabora_files', 'Files of tips, by state', 'state', () => this.files());
    this.addGauge('colabora_retention', 'Erasures that wait, and the age of the last run', 'what', () =>
      this.retention(),
    );
  }

  /** Express middleware that times every request. */
  readonly timeRequest = (request: Request, response: Response, next: NextFunction): void => {
    const end = this.#requests.startTimer();
    response.once('finish', () => {
      const route = (request.route as { path?: string } | undefined)?.path ?? 'none';
      end({ method: request.method, route, status: String(response.statusCode) });
      if (response.statusCode >= 500) this.#failures.inc();
    });
    next();
  };

  /** Serves `GET /metrics` on loopback. Resolves to undefined where the port is taken: never a reason not to start. */
  listen(port: number): Promise<Server | undefined> {
    const server = createServer((request, response) => {
      if (request.method !== 'GET' || request.url !== '/metrics') {
        response.writeHead(404).end();
        return;
      }
      this.#registry.metrics().then(
        (text) => response.writeHead(200, { 'Content-Type': this.#registry.contentType }).end(text),
        () => response.writeHead(503).end(),
      );
    });
    return new Promise((resolve) => {
      server.once('error', () => resolve(undefined));
      server.listen(port, '127.0.0.1', () => resolve(server));
    });
  }

  private addGauge(
    name: string,
    help: string,
    label: string,
    read: () => Promise<Record<string, number>>,
  ): void {
    new Gauge({
      name,
      help,
      labelNames: [label],
      registers: [this.#registry],
      async collect() {
        this.reset();
        for (const [value, count] of Object.entries(await read())) this.set({ [label]: value }, count);
      },
    });
  }

  private async files(): Promise<Record<string, number>> {
    const rows = await this.kernel.database.query<{ state: string; files: number }>(
      'SELECT state, count(*)::int AS files FROM tip_file GROUP BY state',
    );
    return { waiting: 0, quarantined: 0, ...Object.fromEntries(rows.map((row) => [row.state, row.files])) };
  }

  /** Seconds since the nightly run (-1: never), tips that wait for a review, wishes that wait and that are late. */
  private async retention(): Promise<Record<string, number>> {
    const now = this.kernel.clock.now();
    const [row] = await this.kernel.database.query<{
      at: Date | null;
      review: number;
      asked: number;
      late: number;
    }>(
      `SELECT (SELECT max(at) FROM retention_run) AS at,
              coalesce((SELECT review FROM retention_run ORDER BY at DESC LIMIT 1), 0) AS review,
              count(*)::int AS asked, count(*) FILTER (WHERE decide_by < $1)::int AS late
         FROM erasure_request WHERE decision IS NULL AND done_at IS NULL`,
      [now],
    );
    const { at, review, asked, late } = row!;
    const seconds = at === null ? -1 : Math.round((now.getTime() - at.getTime()) / 1000);
    return { 'seconds-since-run': seconds, review, asked, late };
  }

  private async openLines(): Promise<Record<string, number>> {
    const rows = await this.kernel.database.query<{ priority: string; lines: number }>(
      `SELECT priority, count(*)::int AS lines FROM tip
        WHERE NOT folded AND set_aside IS NULL AND state <> 'closed' GROUP BY priority`,
    );
    return {
      life: 0,
      high: 0,
      normal: 0,
      ...Object.fromEntries(rows.map((row) => [row.priority, row.lines])),
    };
  }
}

import { fork } from 'node:child_process';
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Body, Controller, Module, Post } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { IsString, Length } from 'class-validator';
import { Database, createLogger, openKernel, readConfiguration, uuidv7, validationPipe } from '#kernel';
import { createApplication } from '../../apps/server/src/application.js';
import { firstStart } from '../../apps/server/src/demo/first-start.js';
import { persistence, queues } from '../../apps/server/src/schema.js';
import { type BenchReport, machine } from './report.js';
import type { LoadOrder, LoadResult } from './load.js';

export interface IntakeBenchOptions {
  /** Seconds of load on each side, after two of warming up. */
  seconds: number;
  /** Requests under way at once. */
  connections: number;
}

/**
 * Tips accepted per second through the whole public route (form parsing, anonymising, folding, routing, sealing, audit,
 * receipt), beside a bare validated POST with one INSERT in Nest, on the same database, in the same run.
 * The load comes from a process of its own; everything shares the machine's cores.
 */
export async function benchIntake({ seconds, connections }: IntakeBenchOptions): Promise<BenchReport> {
  const dataDir = await mkdtemp(join(tmpdir(), 'colabora-bench-'));
  await chmod(dataDir, 0o711);
  const configuration = readConfiguration({
    COLABORA_DATA_DIR: dataDir,
    PORT: '0',
    COLABORA_LOG_LEVEL: 'silent',
  });
  const kernel = await openKernel({ configuration, logger: createLogger('silent'), persistence, queues });
  try {
    const colabora = await createApplication(kernel);
    await colabora.listen(0, '127.0.0.1');
    await firstStart(colabora, '');
    await kernel.database.query('CREATE TABLE bare_tip (id uuid PRIMARY KEY, text text NOT NULL)');
    BareTips.database = kernel.database;
    const bare = await NestFactory.create(BareModule, { logger: false });
    bare.useGlobalPipes(validationPipe());
    await bare.listen(0, '127.0.0.1');

    const bareUrl = `${await bare.getUrl()}/tips`;
    const tipUrl = `${await colabora.getUrl()}/es/c/tweetredadas`;
    await load({ url: bareUrl, seconds: 2, connections });
    await load({ url: tipUrl, seconds: 2, connections });
    const baseline = await load({ url: bareUrl, seconds, connections });
    const tips = await load({ url: tipUrl, seconds, connections });
    await bare.close();
    await colabora.close();
    return report(baseline, tips);
  } finally {
    await kernel.close();
    await rm(dataDir, { recursive: true, force: true });
  }
}

function report(baseline: LoadResult, tips: LoadResult): BenchReport {
  return {
    name: 'intake',
    machine: machine(),
    lines: [...linesOf('tips', tips), ...linesOf('bare insert', baseline)],
    ratios: [
      { what: 'tips per second / bare inserts per second', value: tips.perSecond / baseline.perSecond },
      { what: 'p50 of a tip / p50 of a bare insert', value: tips.p50 / baseline.p50 },
    ],
  };
}

const linesOf = (what: string, result: LoadResult): BenchReport['lines'] => [
  { what: `${what} accepted`, value: result.perSecond, unit: '1/s' },
  { what: `${what} p50`, value: result.p50, unit: 'ms' },
  { what: `${what} p95`, value: result.p95, unit: 'ms' },
  { what: `${what} p99`, value: result.p99, unit: 'ms' },
  { what: `${what} refused or failed`, value: result.failed, unit: '' },
];

/** Runs the load generator as a process of its own. */
function load(order: LoadOrder): Promise<LoadResult> {
  return new Promise((resolve, reject) => {
    const child = fork(new URL('./load.js', import.meta.url), {
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    });
    child.once('message', (result) => resolve(result as LoadResult));
    child.once('error', reject);
    child.once('exit', (code) => reject(new Error(`the load generator ended with ${String(code)}`)));
    child.send(order);
  });
}

class BareTipDto {
  @IsString()
  @Length(15, 10_000)
  text: string;
}

@Controller()
class BareTips {
  static database: Database;

  @Post('tips')
  async add(@Body() { text }: BareTipDto) {
    const id = uuidv7();
    await BareTips.database.query('INSERT INTO bare_tip (id, text) VALUES ($1, $2)', [id, text]);
    return { id };
  }
}

@Module({ controllers: [BareTips] })
class BareModule {}

import { Controller, Get, Header, Param, StreamableFile } from '@nestjs/common';
import { Database, notFound } from '#kernel';
import { newestStamped, stampedAt } from '../timestamp/stamped-checkpoints.js';
import type { StampedCheckpoint } from '../timestamp/time-stamps.js';

/** What `GET /transparency/timestamp` says: where the two files lie that `openssl ts -verify` takes. */
export interface PublishedStamp {
  /** Entries in the checkpoint, and when it existed at the latest. */
  size: number;
  at: Date;
  /** The checkpoint, byte for byte as it was stamped, and the authority's answer. */
  checkpoint: string;
  reply: string;
}

/** A stamp never changes. */
const FOREVER = 'public, max-age=31536000, immutable';

/** The time-stamps of checkpoints (RFC 3161), for everyone: they tell sizes, roots and times. */
@Controller('transparency/timestamp')
export class TimeStampsController {
  constructor(private readonly database: Database) {}

  /** The newest checkpoint that an authority stamped. */
  @Get()
  @Header('Cache-Control', 'public, max-age=60')
  async newest(): Promise<PublishedStamp> {
    const stamped = await newestStamped(this.database);
    if (stamped === undefined) throw notFound('time-stamp');
    const place = `/transparency/timestamp/${stamped.number}`;
    const { size, at } = stamped;
    return { size, at, checkpoint: `${place}/checkpoint`, reply: `${place}/reply` };
  }

  @Get(':number/checkpoint')
  @Header('Content-Type', 'text/plain; charset=utf-8')
  @Header('Cache-Control', FOREVER)
  async checkpoint(@Param('number') number: string): Promise<string> {
    return (await this.find(number)).note;
  }

  @Get(':number/reply')
  @Header('Cache-Control', FOREVER)
  async reply(@Param('number') number: string): Promise<StreamableFile> {
    const { reply, size } = await this.find(number);
    return new StreamableFile(reply, {
      type: 'application/timestamp-reply',
      disposition: `attachment; filename="${size}.tsr"`,
    });
  }

  private async find(number: string): Promise<StampedCheckpoint> {
    const stamped = /^[1-9]\d{0,15}$/.test(number) ? await stampedAt(this.database, number) : undefined;
    if (stamped === undefined) throw notFound('time-stamp');
    return stamped;
  }
}

import { Controller, Get, Header, Param, Query, StreamableFile } from '@nestjs/common';
import { readFile } from 'node:fs/promises';
import { conflict, isUuid, notFound, unprocessable } from '#kernel';
import { LogKeys } from '../checkpoint/log-keys.js';
import { verifierKeyOf } from '../checkpoint/signed-note.js';
import { VERIFIER } from '../export/verify-bundle.js';
import { PublishedLog } from '../published-log.js';
import { writeTlogProof } from '../tlog-proof.js';
import { readTileAddress } from './tile-address.js';

const TEXT = 'text/plain; charset=utf-8';
/** A tile never changes; a checkpoint is new within seconds (C2SP tlog-tiles). */
const FOREVER = 'public, max-age=31536000, immutable';
const BRIEFLY = 'public, max-age=2';

/** What `GET /transparency/verify/:entryId` says. */
export interface EntryProof {
  entryId: string;
  /** `waiting`: committed, and in the tree within a second. */
  state: 'waiting' | 'included';
  /** Compare it with the one on the receipt. 64 hexadecimal digits. */
  leafHash?: string;
  index?: number;
  size?: number;
  /** The proof as a file to keep (C2SP tlog-proof). */
  proof?: string;
}

/**
 * The log's public side: C2SP tlog-tiles below `/transparency`, and proofs for those who don't want to compute them.
 * Open to everyone, without a session; it holds hashes of salted entries and nothing else.
 */
@Controller('transparency')
export class TransparencyController {
  constructor(
    private readonly log: PublishedLog,
    private readonly keys: LogKeys,
  ) {}

  /** The latest checkpoint, a signed note, with the cosignatures that it has by now. */
  @Get('checkpoint')
  @Header('Content-Type', TEXT)
  @Header('Cache-Control', BRIEFLY)
  async checkpoint(): Promise<string> {
    const checkpoint = await this.log.checkpoint();
    if (checkpoint === undefined) throw notFound('checkpoint');
    return checkpoint.note;
  }

  /** The latest checkpoint that witnesses have cosigned, with their signatures: at most minutes older. */
  @Get('checkpoint/witnessed')
  @Header('Content-Type', TEXT)
  @Header('Cache-Control', BRIEFLY)
  async witnessedCheckpoint(): Promise<string> {
    const checkpoint = await this.log.witnessedCheckpoint();
    if (checkpoint === undefined) throw notFound('checkpoint');
    return checkpoint.note;
  }

  /** The verifier keys of all generations, one a line, oldest first. */
  @Get('keys')
  @Header('Content-Type', TEXT)
  @Header('Cache-Control', BRIEFLY)
  async verifierKeys(): Promise<string> {
    return (await this.keys.published()).map((key) => `${verifierKeyOf(key)}\n`).join('');
  }

  /** The program that checks bundles and proofs offline: one file that needs only Node. */
  @Get('verifier')
  @Header('Content-Type', 'text/javascript; charset=utf-8')
  @Header('Content-Disposition', 'attachment; filename="verify-bundle.mjs"')
  @Header('Cache-Control', BRIEFLY)
  verifier(): Promise<string> {
    return readFile(VERIFIER, 'utf8');
  }

  /** The leaves of a level-0 tile. */
  @Get('tile/entries/*path')
  @Header('Cache-Control', FOREVER)
  async entryBundle(@Param('path') path: string[] | string): Promise<StreamableFile> {
    const { index, width } = readTileAddress([path].flat().join('/'));
    return new StreamableFile(await this.log.entryBundle(index, width));
  }

  /** A tile of hashes. */
  @Get('tile/:level/*path')
  @Header('Cache-Control', FOREVER)
  async tile(@Param('level') level: string, @Param('path') path: string[] | string): Promise<StreamableFile> {
    if (!/^(\d|[1-5]\d|6[0-3])$/.test(level)) throw notFound('tile');
    const { index, width } = readTileAddress([path].flat().join('/'));
    return new StreamableFile(await this.log.tile(Number(level), index, width));
  }

  /** For whoever holds a receipt: is the entry in the log, and the proof to keep. */
  @Get('verify/:entryId')
  @Header('Cache-Control', 'no-store')
  async verify(@Param('entryId') entryId: string): Promise<EntryProof> {
    const proof = await this.prove(entryId);
    if (proof === undefined) return { entryId, state: 'waiting' };
    return {
      entryId,
      state: 'included',
      leafHash: proof.leafHash.toString('hex'),
      index: proof.index,
      size: proof.checkpoint.size,
      proof: writeTlogProof(proof),
    };
  }

  /** The same proof as a file for offline checks. 409 `not-yet-sequenced` in the first second of an entry's life. */
  @Get('proof/:entryId')
  @Header('Content-Type', TEXT)
  @Header('Cache-Control', 'no-store')
  async proof(@Param('entryId') entryId: string): Promise<string> {
    const proof = await this.prove(entryId);
    if (proof === undefined)
      throw conflict('not-yet-sequenced', 'The entry has no place yet; ask again in a second.');
    return writeTlogProof(proof);
  }

  /** Consistency of two sizes, base64 hashes one a line (RFC 9162 2.1.4). */
  @Get('growth')
  @Header('Content-Type', TEXT)
  @Header('Cache-Control', FOREVER)
  async growth(@Query('from') from: string, @Query('to') to: string): Promise<string> {
    const size = (await this.log.checkpoint())?.size ?? 0;
    const [first, second] = [Number(from), Number(to)];
    const isRange =
      Number.isInteger(first) && Number.isInteger(second) && 1 <= first && first <= second && second <= size;
    if (!isRange) throw unprocessable([{ pointer: '/from', rule: 'not-a-size', limits: { max: size } }]);
    return (await this.log.proveGrowth(first, second)).map((hash) => `${hash.toString('base64')}\n`).join('');
  }

  private async prove(entryId: string) {
    if (!isUuid(entryId)) throw notFound('entry');
    return this.log.prove(entryId);
  }
}

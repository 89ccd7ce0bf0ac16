import { Injectable } from '@nestjs/common';
import { fileTypeFromBuffer } from 'file-type';
import type { IncomingMessage } from 'node:http';
import { request } from 'node:https';
import { Clock, Database, systemContext } from '#kernel';
import { LaterFiles } from '#tips';
import { XAccountTokens } from '../accounts/x-tokens.js';
import { XPatience, XProblem, XWire } from '../api/index.js';
import { XInbox } from './x-inbox.js';

/** X takes pictures up to 5 MB and GIFs up to 15 MB from people; films up to 512 MB, of which we keep what fits in memory. */
const MOST_BYTES = { photo: 16 * 1024 * 1024, video: 96 * 1024 * 1024 };
const MOST_ATTEMPTS = 6;
const FIRST_PAUSE_MS = 30_000;

/** Files of posts are public; nothing else is ever asked there, and never with a token. */
const PUBLIC_HOSTS = new Set(['pbs.twimg.com', 'video.twimg.com']);
/** Files of messages name these hosts; they are fetched from X's API instead, by the parts of their path. */
const MESSAGE_HOSTS = new Set(['ton.twitter.com', 'ton.x.com']);
const MESSAGE_PATH = /^\/1\.1\/ton\/data\/dm\/(\d{1,19})\/(\d{1,19})\/([A-Za-z0-9._-]{1,200})$/;

/** Where a file may be fetched from; undefined for any other address (SSRF, OWASP: allow-list, rebuilt address). */
export function fetchTarget(url: string): { host: string; path: string; withToken: boolean } | undefined {
  if (!URL.canParse(url)) return undefined;
  const { protocol, hostname, port, pathname, search, username, password } = new URL(url);
  if (protocol !== 'https:' || port !== '' || username !== '' || password !== '') return undefined;
  if (PUBLIC_HOSTS.has(hostname)) return { host: hostname, path: pathname + search, withToken: false };
  const parts = MESSAGE_HOSTS.has(hostname) ? MESSAGE_PATH.exec(pathname) : null;
  if (parts === null) return undefined;
  const [, dmId, mediaId, resource] = parts;
  return {
    host: 'api.x.com',
    path: `/2/dm_conversations/media/${dmId}/${mediaId}/${encodeURIComponent(resource!)}`,
    withToken: true,
  };
}

/** Why a file can't be had. */
type Refusal = 'unknown-address' | 'too-large' | 'wrong-type' | 'redirect' | 'forbidden' | 'unreachable';

class Refused extends Error {
  constructor(readonly reason: Refusal) {
    super(reason);
  }
}
class Gone extends Error {}

/** Fetches the files of messages as soon as these are in, and hands them to the same path as uploads. */
@Injectable()
export class XMedia {
  constructor(
    private readonly database: Database,
    private readonly inbox: XInbox,
    private readonly tokens: XAccountTokens,
    private readonly files: LaterFiles,
    private readonly wire: XWire,
    private readonly patience: XPatience,
    private readonly clock: Clock,
  ) {}

  /** All that is due of one account; the caller holds the account's lock. Returns how many it tried. */
  async fetchDue(accountId: string): Promise<number> {
    const due = await this.database.query<WaitingRow>(
      `SELECT id, tip_id, sealed_address, attempts FROM x_media
        WHERE account_id = $1 AND state = 'waiting' AND not_before <= $2 ORDER BY id LIMIT 50`,
      [accountId, this.clock.now()],
    );
    for (const row of due) await this.fetchOne(accountId, row);
    return due.length;
  }

  private async fetchOne(accountId: string, row: WaitingRow): Promise<void> {
    const { url, kind } = this.inbox.openMediaAddress(row.sealed_address, row.id);
    try {
      const bytes = await this.fetch(accountId, url, MOST_BYTES[kind]);
      const type = await typeOf(bytes);
      await this.settle(row, 'fetched', undefined, { name: `x.${type.ext}`, declaredType: type.mime, bytes });
    } catch (error) {
      if (error instanceof Gone) await this.settle(row, 'gone', 'gone');
      else if (error instanceof Refused) await this.settle(row, 'refused', error.reason);
      else if (row.attempts + 1 >= MOST_ATTEMPTS) await this.settle(row, 'refused', 'unreachable');
      else await this.tryLater(row);
    }
  }

  private async fetch(accountId: string, url: string, mostBytes: number): Promise<Buffer> {
    const target = fetchTarget(url);
    if (target === undefined) throw new Refused('unknown-address');
    if (!target.withToken) return this.download(target, mostBytes);
    return this.tokens.use(accountId, (token) => this.download(target, mostBytes, token));
  }

  private download(
    { host, path }: { host: string; path: string },
    mostBytes: number,
    token?: string,
  ): Promise<Buffer> {
    return new Promise((resolve, reject) => {
      const headers = token === undefined ? {} : { authorization: `Bearer ${token}` };
      const asked = request({
        host,
        path,
        headers,
        agent: this.wire.agent,
        timeout: this.patience.silenceMs,
      });
      const tooLong = setTimeout(() => asked.destroy(new Error('too long')), this.patience.wholeFileMs);
      const give = (error: Error) => {
        asked.destroy();
        reject(error);
      };
      asked.once('close', () => clearTimeout(tooLong));
      asked.once('timeout', () => asked.destroy(new Error('silent')));
      asked.once('error', reject);
      asked.once('response', (response) => {
        const refusal = refusalOf(response);
        if (refusal !== undefined) return give(refusal);
        collect(response, mostBytes, resolve, give);
      });
      asked.end();
    });
  }

  private async settle(
    row: WaitingRow,
    state: 'fetched' | 'gone' | 'refused',
    why?: string,
    file?: { name: string; declaredType: string; bytes: Buffer },
  ): Promise<void> {
    await this.database.transaction(async (tx) => {
      const [rows] = await tx.query<[unknown[], number]>(
        `UPDATE x_media SET state = $2, why = $3, sealed_address = NULL WHERE id = $1 AND state = 'waiting' RETURNING id`,
        [row.id, state, why ?? null],
      );
      if (rows.length === 0) return;
      const context = systemContext('x-media');
      if (file === undefined) await this.files.missing(tx, row.tip_id, why!, context);
      else await this.files.add(tx, row.tip_id, [file], context);
    });
  }

  private async tryLater({ id, attempts }: WaitingRow): Promise<void> {
    const notBefore = new Date(this.clock.now().getTime() + FIRST_PAUSE_MS * 2 ** attempts);
    await this.database.query('UPDATE x_media SET attempts = attempts + 1, not_before = $2 WHERE id = $1', [
      id,
      notBefore,
    ]);
  }
}

interface WaitingRow {
  id: string;
  tip_id: string;
  sealed_address: Buffer;
  attempts: number;
}

/** Redirects are never followed: they may lead anywhere. */
function refusalOf({ statusCode = 0 }: IncomingMessage): Error | undefined {
  if (statusCode === 200) return undefined;
  if (statusCode === 401) return new XProblem('unauthorized');
  if (statusCode === 404 || statusCode === 410) return new Gone();
  if (statusCode >= 300 && statusCode < 400) return new Refused('redirect');
  if (statusCode === 403) return new Refused('forbidden');
  return new XProblem('unavailable');
}

/** Counts while it comes in: a declared length is a claim. */
function collect(
  response: IncomingMessage,
  mostBytes: number,
  done: (bytes: Buffer) => void,
  fail: (error: Error) => void,
): void {
  const chunks: Buffer[] = [];
  let bytes = 0;
  response.on('data', (chunk: Buffer) => {
    bytes += chunk.length;
    if (bytes > mostBytes) return fail(new Refused('too-large'));
    chunks.push(chunk);
  });
  response.once('end', () => done(Buffer.concat(chunks)));
  response.once('error', fail);
  response.once('aborted', () => fail(new Error('broken off')));
}

/** By its bytes; what X or the sender calls it doesn't count. */
async function typeOf(bytes: Buffer): Promise<{ ext: string; mime: string }> {
  const type = await fileTypeFromBuffer(bytes);
  if (type === undefined || !/^(image|video)\//.test(type.mime)) throw new Refused('wrong-type');
  return type;
}

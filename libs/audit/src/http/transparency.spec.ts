import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { INestApplication } from '@nestjs/common';
import { Test } from '@nestjs/testing';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import request from 'supertest';
import {
  AuditLog,
  AuditModule,
  auditPersistence,
  type AuditReceipt,
  CheckpointMemory,
  LogKeys,
  PublishedLog,
} from '#audit';
import {
  citizenContext,
  createLogger,
  Database,
  type Kernel,
  KernelModule,
  openKernel,
  readConfiguration,
  uuidv7,
} from '#kernel';
import { freshDatabase } from '../../../../test/support/database.js';
import { until } from '../../../../test/support/until.js';
import { openCheckpoint } from '../checkpoint/checkpoint.js';
import { hashLeaf } from '../tree/hash.js';
import { rootFromInclusion, rootAt, verifyConsistency } from '../tree/proofs.js';
import { TileSource } from '../tree/tile-source.js';
import { readTileAddress, tileGroups } from './tile-address.js';

let app: INestApplication;
let kernel: Kernel;
let drop: () => Promise<void>;
let dataDir: string;
let receipts: AuditReceipt[];

beforeAll(async () => {
  const fresh = await freshDatabase();
  drop = fresh.drop;
  dataDir = await mkdtemp(join(tmpdir(), 'colabora-audit-'));
  const configuration = readConfiguration({ DATABASE_URL: fresh.url, COLABORA_DATA_DIR: dataDir });
  kernel = await openKernel({
    configuration,
    logger: createLogger('silent'),
    persistence: [auditPersistence],
    queues: [],
  });
  const testing = await Test.createTestingModule({
    imports: [KernelModule.of(kernel), AuditModule],
  }).compile();
  app = testing.createNestApplication({ logger: false });
  await app.init();
  const facts = Array.from({ length: 300 }, () => ({
    action: 'tip.received' as const,
    subject: { kind: 'tip' as const, id: uuidv7() },
  }));
  receipts = await app
    .get(Database)
    .transaction((tx) => app.get(AuditLog).append(tx, citizenContext('citizen-tip'), ...facts));
  const size = async () => (await app.get(PublishedLog).checkpoint())?.size ?? 0;
  await until('all in the log', async () => (await size()) >= 301); // the module's own sequencer is at work
});
afterAll(async () => {
  await app.close();
  await kernel.close();
  await drop();
  await rm(dataDir, { recursive: true });
});

const get = (path: string) => request(app.getHttpServer()).get(`/transparency/${path}`);
const bytesOf = async (path: string): Promise<Buffer> => (await get(path).expect(200)).body as Buffer;

test('the checkpoint is a note signed by the published key, and not kept by caches', async () => {
  const response = await get('checkpoint').expect(200);
  expect(response.headers['content-type']).toBe('text/plain; charset=utf-8');
  expect(response.headers['cache-control']).toBe('public, max-age=2');
  const checkpoint = openCheckpoint(response.text, await app.get(LogKeys).published());
  expect(checkpoint?.size).toBe(301);
  expect((await get('keys').expect(200)).text).toMatch(
    /^colabora\/[0-9a-f-]{36}\+[0-9a-f]{8}\+A[A-Za-z0-9+/]{43}\n$/,
  );
});

test('whoever fetches the tiles computes the signed root', async () => {
  const checkpoint = openCheckpoint((await get('checkpoint')).text, await app.get(LogKeys).published())!;
  const source = new TileSource((level, index) =>
    bytesOf(
      `tile/${level}/${tileGroups(index)}${level === 0 && index === 0 ? '' : `.p/${level === 0 ? 45 : 1}`}`,
    ),
  );
  expect(await rootAt(source, checkpoint.size)).toEqual(checkpoint.root);
});

test('the entries of a bundle hash to the leaves of the tile', async () => {
  const [bundle, tile] = [await bytesOf('tile/entries/001.p/45'), await bytesOf('tile/0/001.p/45')];
  expect(bundle.length).toBe(45 * 34);
  expect(bundle.readUInt16BE(34)).toBe(32);
  expect(hashLeaf(bundle.subarray(36, 68))).toEqual(tile.subarray(32, 64));
});

test.each([
  'tile/0/001',
  'tile/0/001.p/46',
  'tile/0/001.p/0',
  'tile/0/000.p/256',
  'tile/0/x000/001.p/45',
  'tile/0/1.p/45',
  'tile/00/000',
  'tile/64/000',
  'tile/2/000',
  'tile/entries/002',
])('%s, which is no tile of this tree, is not found', async (path) => {
  await get(path).expect((response) => expect(response.status).toBeGreaterThanOrEqual(400));
});

test('a receipt is proven by what the public can fetch', async () => {
  const { entryId, leafHash } = receipts[123]!;
  const { body } = await get(`verify/${entryId}`).expect(200);
  expect(body).toMatchObject({ entryId, state: 'included', leafHash, size: 301 });
  const proof = (await get(`proof/${entryId}`).expect(200)).text;
  expect(proof).toBe(body.proof);
  const [head, note] = [
    proof.slice(0, proof.indexOf('\n\n')).split('\n'),
    proof.slice(proof.indexOf('\n\n') + 2),
  ];
  const checkpoint = openCheckpoint(note, await app.get(LogKeys).published())!;
  expect(hashLeaf(Buffer.from(head[1]!.replace('extra ', ''), 'base64')).toString('hex')).toBe(leafHash);
  const path = head.slice(3).map((line) => Buffer.from(line, 'base64'));
  const index = Number(head[2]!.replace('index ', ''));
  expect(rootFromInclusion(Buffer.from(leafHash, 'hex'), index, checkpoint.size, path)).toEqual(
    checkpoint.root,
  );
});

test('growth between two sizes is shown', async () => {
  const log = app.get(PublishedLog);
  const text = (await get('growth?from=100&to=301').expect(200)).text;
  const proof = text
    .trimEnd()
    .split('\n')
    .map((line) => Buffer.from(line, 'base64'));
  const [first, second] = [
    { size: 100, root: await log.rootAt(100) },
    { size: 301, root: await log.rootAt(301) },
  ];
  expect(verifyConsistency(first, second, proof)).toBe(true);
});

test('the worker remembers the checkpoint outside the database', async () => {
  const published = await app.get(LogKeys).published();
  const remembered = await until('the whole log remembered', async () => {
    const one = await app.get(CheckpointMemory).recall();
    return one !== undefined && openCheckpoint(one.note, published)?.size === 301 && one;
  });
  expect(remembered.keys).toHaveLength(1);
});

test('tile addresses follow C2SP tlog-tiles', () => {
  expect(tileGroups(1234067)).toBe('x001/x234/067');
  expect(readTileAddress('x001/x234/067.p/8')).toEqual({ index: 1234067, width: 8 });
  expect(readTileAddress('005')).toEqual({ index: 5, width: 256 });
});

import { describe, expect, test } from '@jest/globals';
import { createRequire } from 'node:module';
import type * as Rfc9162 from '@transmute/rfc9162';
import fc from '../../../../test/support/dice.js';
import { EMPTY_ROOT, hashLeaf, rootOver } from './hash.js';
import { consistencyProof, inclusionProof, rootAt, rootFromInclusion, verifyConsistency } from './proofs.js';
import { type Tile, TileEdge } from './tile-edge.js';
import { TileSource } from './tile-source.js';

/** The eight leaves, roots and proofs that the reference implementation of RFC 6962 publishes with its tests. */
const LEAVES = [
  '',
  '00',
  '10',
  '2021',
  '3031',
  '40414243',
  '5051525354555657',
  '606162636465666768696a6b6c6d6e6f',
];
const ROOTS = [
  '6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d',
  'fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125',
  'aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77',
  'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7',
  '4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4',
  '76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef',
  'ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c',
  '5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328',
];
const leaves = LEAVES.map((hex) => hashLeaf(Buffer.from(hex, 'hex')));

describe('RFC 6962 test vectors', () => {
  test('the empty tree', () => {
    expect(EMPTY_ROOT.toString('hex')).toBe(
      'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855',
    );
    expect(new TileEdge().root()).toEqual(EMPTY_ROOT);
  });

  test.each(ROOTS.map((root, last) => [last + 1, root] as const))('the tree of %i leaves', (size, root) => {
    const { edge } = grow(leaves.slice(0, size));
    expect(edge.root().toString('hex')).toBe(root);
    expect(rootOver(leaves.slice(0, size)).toString('hex')).toBe(root);
  });

  test.each([
    [
      0,
      8,
      [
        '96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7',
        '5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e',
        '6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4',
      ],
    ],
    [
      5,
      8,
      [
        'bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b',
        'ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0',
        'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7',
      ],
    ],
    [2, 3, ['fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125']],
  ])('the path of leaf %i in the tree of %i', async (index, size, path) => {
    const { source } = grow(leaves.slice(0, size));
    const proof = await inclusionProof(source, index, size);
    expect(proof.map((hash) => hash.toString('hex'))).toEqual(path);
    expect(rootFromInclusion(leaves[index]!, index, size, proof)?.toString('hex')).toBe(ROOTS[size - 1]);
  });

  test.each([
    [1, 1, []],
    [
      1,
      8,
      [
        '96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7',
        '5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e',
        '6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4',
      ],
    ],
    [
      6,
      8,
      [
        '0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a',
        'ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0',
        'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7',
      ],
    ],
  ])('the growth from %i to %i leaves', async (from, to, hashes) => {
    const { source } = grow(leaves.slice(0, to));
    const proof = await consistencyProof(source, from, to);
    expect(proof.map((hash) => hash.toString('hex'))).toEqual(hashes);
    expect(verifyConsistency(headOf(from), headOf(to), proof)).toBe(true);
  });
});

test('any leaf of any tree is proven, and nothing else is', async () => {
  await fc.assert(
    fc.asyncProperty(fc.integer({ min: 1, max: 70_000 }), fc.nat(), fc.nat(), async (size, a, b) => {
      const { source, hashes } = numbered(size);
      const [index, other] = [a % size, b % size];
      const root = await rootAt(source, size);
      const proof = await inclusionProof(source, index, size);
      expect(rootFromInclusion(hashes[index]!, index, size, proof)).toEqual(root);
      if (other !== index) expect(rootFromInclusion(hashes[other]!, index, size, proof)).not.toEqual(root);
      expect(rootFromInclusion(hashes[index]!, index, size, [...proof, root])).not.toEqual(root);
    }),
    { numRuns: 30 },
  );
});

test('growth between any two sizes is proven, and a fork is not', async () => {
  await fc.assert(
    fc.asyncProperty(fc.integer({ min: 1, max: 70_000 }), fc.nat(), async (to, a) => {
      const { source } = numbered(to);
      const from = 1 + (a % to);
      const [first, second] = [
        { size: from, root: await rootAt(source, from) },
        { size: to, root: await rootAt(source, to) },
      ];
      const proof = await consistencyProof(source, from, to);
      expect(verifyConsistency(first, second, proof)).toBe(true);
      expect(verifyConsistency({ ...first, root: hashLeaf(first.root) }, second, proof)).toBe(false);
    }),
    { numRuns: 30 },
  );
});

test('an edge taken up again at any size grows into the same tree', () => {
  const whole = numbered(70_000);
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 69_999 }), (size) => {
      const edge = TileEdge.of(size, numbered(size).edge.open());
      for (const hash of whole.hashes.slice(size, size + 300)) edge.append(hash);
      expect(edge.root()).toEqual(numbered(Math.min(size + 300, 70_000)).edge.root());
    }),
    { numRuns: 10 },
  );
});

/** Somebody else's RFC 9162, written from the RFC alone: roots and proofs are the same bytes. */
test('an independent implementation gives the same roots and the same proofs', async () => {
  const { RFC9162: other } = createRequire(import.meta.url)('@transmute/rfc9162') as typeof Rfc9162;
  for (const size of [1, 2, 3, 7, 8, 13, 64, 100, 257, 300]) {
    const entries = Array.from({ length: size }, (_, index) => Buffer.from(String(index)));
    const { source } = numbered(size);
    expect(Buffer.from(await other.treeHead(entries))).toEqual(await rootAt(source, size));
    for (const index of new Set([0, size >> 1, size - 1])) {
      const theirs = await other.inclusionProof(entries[index]!, entries);
      expect(theirs.leaf_index).toBe(index);
      expect(theirs.inclusion_path.map((hash) => Buffer.from(hash))).toEqual(
        await inclusionProof(source, index, size),
      );
    }
    for (const from of new Set([1, (size + 1) >> 1, size])) {
      // It leaves out the flag of RFC 9162 2.1.4.1 by which a whole subtree's own root is not repeated.
      const [first, ...rest] = await other.PROOF(from, entries);
      const isWholeSubtree = Buffer.from(first!).equals(await rootAt(source, from));
      const theirs = isWholeSubtree ? rest : [first!, ...rest];
      expect(theirs.map((hash) => Buffer.from(hash))).toEqual(await consistencyProof(source, from, size));
    }
  }
});

function headOf(size: number) {
  return { size, root: Buffer.from(ROOTS[size - 1]!, 'hex') };
}

const ALL = Array.from({ length: 70_000 }, (_, index) => hashLeaf(Buffer.from(String(index))));

function numbered(size: number) {
  return grow(ALL.slice(0, size));
}

function grow(hashes: Buffer[]) {
  const edge = new TileEdge();
  const kept = new Map<string, Buffer>();
  const keep = (tiles: Tile[]) =>
    tiles.forEach((tile) => kept.set(`${tile.level}/${tile.index}`, tile.hashes));
  for (const hash of hashes) keep(edge.append(hash));
  keep(edge.open());
  const source = new TileSource((level, index) => Promise.resolve(kept.get(`${level}/${index}`)!));
  return { edge, source, hashes };
}

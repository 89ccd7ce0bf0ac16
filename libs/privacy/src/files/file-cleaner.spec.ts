import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inflateSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import sharp from 'sharp';
import {
  ANY_CANARY,
  CANARY,
  chunk,
  plantedAvif,
  plantedGif,
  plantedJpeg,
  plantedPdf,
  plantedPng,
  plantedTiff,
  plantedWebp,
  pngBomb,
} from '../../../../test/fixtures/files/planted.js';
import { type CleanedFile, FileCleaner, findConfinement, type FileLimits } from './index.js';

const fixture = (name: string) =>
  readFileSync(new URL(`../../../../test/fixtures/files/${name}`, import.meta.url));

let cleaner: FileCleaner;
beforeAll(() => {
  cleaner = new FileCleaner();
});
afterAll(() => cleaner.close());

async function cleanOf(bytes: Buffer): Promise<Extract<CleanedFile, { outcome: 'clean' }>> {
  const cleaned = await cleaner.clean(bytes);
  if (cleaned.outcome !== 'clean') throw new Error(`quarantined: ${cleaned.reason}`);
  return cleaned;
}

describe('nothing but pixels passes', () => {
  it.each([
    ['JPEG', plantedJpeg, 'image/jpeg'],
    ['PNG', plantedPng, 'image/png'],
    ['GIF', plantedGif, 'image/gif'],
    ['WebP', plantedWebp, 'image/webp'],
    ['AVIF', plantedAvif, 'image/jpeg'],
    ['TIFF', plantedTiff, 'image/jpeg'],
    ['PDF', plantedPdf, 'application/pdf'],
  ])('no canary planted in a %s is left', async (_kind, planted, mediaType) => {
    const original = await planted();
    expect(original.toString('latin1')).toMatch(ANY_CANARY);
    const clean = await cleanOf(original);
    expect(clean.mediaType).toBe(mediaType);
    expect(everythingIn(clean.bytes)).not.toMatch(ANY_CANARY);
    if (mediaType.startsWith('image/')) expect(await metadataKindsOf(clean.bytes)).toEqual([]);
  });

  it('a clean JPEG has no segment that could hold words, and ends where the picture ends', async () => {
    const { bytes } = await cleanOf(await plantedJpeg());
    expect(jpegMarkers(bytes).filter((marker) => marker >= 0xe1 || marker === 0xe0)).toEqual([]);
    expect(bytes.indexOf(Buffer.from([0xff, 0xd9]))).toBe(bytes.length - 2);
  });

  it('a clean PNG has pixel chunks only', async () => {
    const { bytes } = await cleanOf(await plantedPng());
    expect(new Set(pngChunks(bytes))).toEqual(new Set(['IHDR', 'IDAT', 'IEND']));
  });

  it.each(['png', 'avif', 'webp'] as const)(
    'what %s hides under transparent pixels is black',
    async (format) => {
      const cut = await cutOut();
      const { bytes } = await cleanOf(
        await (
          format === 'webp'
            ? cut.webp({ lossless: true, exact: true })
            : cut[format]({ lossless: true } as object)
        ).toBuffer(),
      );
      const pixels = await sharp(bytes).ensureAlpha().raw().toBuffer();
      const hidden = [...pixels.subarray(0, 4 * 100)].filter((_, index) => index % 4 < 3);
      expect(new Set(hidden).size).toBe(1);
      for (const [index, level] of [200, 100, 50, 255].entries()) {
        expect(Math.abs(pixels.at(index - 4)! - level)).toBeLessThan(12);
      }
    },
  );

  it('the resolution of the original is not carried over', async () => {
    const scanned = await sharp(await plantedPng())
      .withMetadata({ density: 1234 })
      .png()
      .toBuffer();
    const { density } = await sharp((await cleanOf(scanned)).bytes).metadata();
    expect(density).not.toBe(1234);
  });

  it('a photo of a real camera loses its place, its maker and its preview', async () => {
    const clean = await cleanOf(fixture('camera-with-gps.jpg'));
    expect(clean.bytes.includes('NIKON')).toBe(false);
    expect(await metadataKindsOf(clean.bytes)).toEqual([]);
  });

  it('a video behind a photo, and a second picture behind it, have no way through', async () => {
    const video = Buffer.concat([
      Buffer.from('0000001866747970', 'hex'),
      Buffer.from('mp42....isom CANARY-motion-7a1f'),
    ]);
    const photo = await sharp({ create: { width: 64, height: 64, channels: 3, background: 'teal' } })
      .jpeg()
      .toBuffer();
    const { bytes } = await cleanOf(Buffer.concat([photo, await plantedJpeg(), video]));
    expect(everythingIn(bytes)).not.toMatch(ANY_CANARY);
    expect(bytes.includes('ftyp')).toBe(false);
  });

  it.each([
    ['CMYK', () => drawing().toColourspace('cmyk').jpeg().withIccProfile('cmyk').toBuffer()],
    ['16-bit', () => drawing().toColourspace('rgb16').png().withIccProfile('p3').toBuffer()],
    ['grey', () => drawing().greyscale().jpeg().withIccProfile('srgb').toBuffer()],
  ])('%s colours become 8 bits of sRGB without a profile', async (_, make) => {
    const { bytes } = await cleanOf(await make());
    expect(await metadataKindsOf(bytes)).toEqual([]);
    const { depth, space } = await sharp(bytes).metadata();
    expect({ depth, isShown: space === 'srgb' || space === 'b-w' }).toEqual({
      depth: 'uchar',
      isShown: true,
    });
  });

  it('the program that drew a document is not named in it', async () => {
    expect(everythingIn((await cleanOf(await plantedPdf({ pages: 1 }))).bytes)).not.toMatch(/MuPDF/);
  });

  it('an iPhone’s HEIC becomes a JPEG, upright and without metadata', async () => {
    const clean = await cleanOf(fixture('iphone.heic'));
    expect(clean).toMatchObject({ mediaType: 'image/jpeg', width: 2566, height: 3313 });
    expect(clean.bytes.includes('Apple')).toBe(false);
    expect(await metadataKindsOf(clean.bytes)).toEqual([]);
  });

  it('a document behind a few bytes of its mail program is a document', async () => {
    const late = Buffer.concat([
      Buffer.from(`X-Mailer: ${CANARY('late')}\n\n`),
      await plantedPdf({ pages: 1 }),
    ]);
    expect(everythingIn((await cleanOf(late)).bytes)).not.toMatch(ANY_CANARY);
  });

  it('a document becomes pictures of its pages: no text, link, note, attachment or author', async () => {
    const clean = await cleanOf(await plantedPdf({ pages: 3 }));
    expect(clean).toMatchObject({ extension: 'pdf', pages: 3 });
    const inside = everythingIn(clean.bytes);
    expect(inside.match(/\/Type\s*\/Page\b/g)).toHaveLength(3);
    expect(inside).not.toMatch(/\/(Font|Annots|EmbeddedFile|Author|CreationDate|Metadata|JavaScript)\b/);
  });
});

describe('what the picture shows stays', () => {
  it('a sideways photo is turned upright', async () => {
    const sideways = await sharp({ create: { width: 40, height: 20, channels: 3, background: 'red' } })
      .jpeg()
      .withMetadata({ orientation: 6 })
      .toBuffer();
    expect(await cleanOf(sideways)).toMatchObject({ width: 20, height: 40 });
  });

  it('colours of another profile are converted to sRGB', async () => {
    const wide = await sharp({ create: { width: 8, height: 8, channels: 3, background: '#00c040' } })
      .withIccProfile('p3')
      .png()
      .toBuffer();
    const pixel = await sharp((await cleanOf(wide)).bytes)
      .raw()
      .toBuffer();
    for (const [index, level] of [0, 0xc0, 0x40].entries()) {
      expect(Math.abs(pixel[index]! - level)).toBeLessThanOrEqual(2);
    }
  });

  it.each([
    ['without', 3],
    ['with', 4],
  ] as const)(
    'colours of 16 bits in another profile are converted to sRGB, %s transparency',
    async (_, channels) => {
      const background = { r: 0, g: 0xc0, b: 0x40, alpha: 1 };
      const deep = await sharp({ create: { width: 8, height: 8, channels, background } })
        .toColourspace('rgb16')
        .withIccProfile('p3')
        .png()
        .toBuffer();
      expect(await sharp(deep).metadata()).toMatchObject({ depth: 'ushort', channels });
      const clean = await cleanOf(deep);
      expect(await metadataKindsOf(clean.bytes)).toEqual([]);
      const pixel = await sharp(clean.bytes).raw().toBuffer();
      for (const [index, level] of [0, 0xc0, 0x40].entries()) {
        expect(Math.abs(pixel[index]! - level)).toBeLessThanOrEqual(2);
      }
    },
  );

  it('an iPhone’s colours are Display P3, and are converted to sRGB', async () => {
    const [clean, unconverted] = await Promise.all(
      [fixture('iphone.heic'), withoutProfile(fixture('iphone.heic'))].map(
        async (heic) => (await cleanOf(heic)).bytes,
      ),
    );
    // sRGB reaches less far: the same numbers seen as Display P3 were stronger colours.
    expect((await strength(clean!)) / (await strength(unconverted!))).toBeGreaterThan(1.05);
  });

  it('what somebody appended to a HEIC doesn’t make it one that was cut short', async () => {
    const appended = Buffer.concat([fixture('iphone.heic'), Buffer.from(CANARY('appended'))]);
    const { mediaType, bytes } = await cleanOf(appended);
    expect(mediaType).toBe('image/jpeg');
    expect(everythingIn(bytes)).not.toMatch(ANY_CANARY);
  });

  it('a large photo is scaled to 4096 pixels', async () => {
    const large = await sharp({ create: { width: 5000, height: 2500, channels: 3, background: 'gray' } })
      .jpeg()
      .toBuffer();
    expect(await cleanOf(large)).toMatchObject({ width: 4096, height: 2048 });
  });

  it('an animation keeps its frames', async () => {
    const { bytes, height } = await cleanOf(await plantedGif(3));
    expect(await sharp(bytes, { animated: true }).metadata()).toMatchObject({ pages: 3, pageHeight: 48 });
    expect(height).toBe(48);
  });

  it('what the metadata said is told, to be sealed', async () => {
    const cleaned = await cleanOf(await plantedJpeg());
    expect(cleaned.sha256Original).toMatch(/^[0-9a-f]{64}$/);
    expect(cleaned.facts).toMatchObject({
      takenAt: '2026-11-20T21:30:05+01:00',
      place: { latitude: 40.416944, longitude: -3.703611 },
      device: 'Camaras Ficticias Modelo 1',
      software: 'Programa 2',
      serialNumber: 'SN-0042',
    });
    const document = await cleanOf(await plantedPdf());
    expect(document.facts).toMatchObject({ takenAt: '2026-11-20T20:30:05', author: expect.any(String) });
  });
});

describe('a process that dies takes one file with it', () => {
  it('SIGKILL in the middle quarantines that file and the next one is cleaned', async () => {
    await cleanOf(await plantedJpeg());
    const hit = cleaner.clean(fixture('iphone.heic'));
    while (cleaner.processId === undefined) await pause(20); // a worn-out process was replaced
    await pause(300);
    process.kill(cleaner.processId, 'SIGKILL');
    expect(await hit).toMatchObject({ outcome: 'quarantined', reason: 'too-much-memory' });
    expect((await cleanOf(await plantedJpeg())).mediaType).toBe('image/jpeg');
  });

  it('a decoder that takes too long or too much is killed, and the next file is cleaned', async () => {
    const hurried = new FileCleaner({ decodeSeconds: 0.2 });
    const reason = 'took-too-long';
    expect(await hurried.clean(fixture('iphone.heic'))).toMatchObject({ outcome: 'quarantined', reason });
    await hurried.close();
    const narrow = new FileCleaner({ memoryMegabytes: 130 });
    const large = await narrow.clean(fixture('iphone.heic'));
    expect(large).toMatchObject({ outcome: 'quarantined', reason: 'too-much-memory' });
    await narrow.close();
  });
});

describe('a decoding process is kept apart', () => {
  it('without network, without sight of what is hidden from it, and leaves no dump of its memory', async () => {
    const secrets = mkdtempSync(join(tmpdir(), 'colabora-hidden-'));
    writeFileSync(join(secrets, 'server.secret'), 'xyzzy');
    const confined = new FileCleaner({}, [secrets]);
    try {
      expect(await confined.clean(await plantedJpeg())).toMatchObject({ outcome: 'clean' });
      const { kind } = await findConfinement([secrets]);
      const seen = (path: string) => join(`/proc/${confined.processId}`, path);
      if (kind !== 'none') expect(readFileSync(seen('limits'), 'utf8')).toMatch(/Max core file size\s+0\s+0/);
      if (kind !== 'apart') return; // this machine allows no namespaces; `colabora doctor` says so
      const interfaces = readFileSync(seen('net/dev'), 'utf8')
        .match(/^ *\w+(?=:)/gm)!
        .map((name) => name.trim());
      expect(interfaces).toEqual(['lo']);
      expect(readdirSync(seen(join('root', secrets)))).toEqual([]);
      expect(readdirSync(secrets)).toEqual(['server.secret']);
    } finally {
      await confined.close();
      rmSync(secrets, { recursive: true });
    }
  });
});

describe('what can’t or mustn’t be served is quarantined, with the reason', () => {
  it.each<{
    what: string;
    make: () => Buffer | Promise<Buffer>;
    reason: string;
    limits?: Partial<FileLimits>;
  }>([
    { what: 'text', make: () => Buffer.from('Venden en el portal 4.'), reason: 'unknown-kind' },
    { what: 'an empty file', make: () => Buffer.alloc(0), reason: 'unknown-kind' },
    {
      what: 'SVG',
      make: () => Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><script/></svg>'),
      reason: 'not-allowed',
    },
    {
      what: 'SVG with a prologue',
      make: () => Buffer.from('<?xml version="1.0"?><svg/>'),
      reason: 'not-allowed',
    },
    {
      what: 'HTML',
      make: () => Buffer.from('\uFEFF\n<!DOCTYPE html><script>1</script>'),
      reason: 'not-allowed',
    },
    {
      what: 'an archive',
      make: () => Buffer.from('504b0506000000000000000000000000000000000000', 'hex'),
      reason: 'not-allowed',
    },
    {
      what: 'a program',
      make: () => Buffer.concat([Buffer.from('\x7fELF\x02\x01\x01'), Buffer.alloc(64)]),
      reason: 'not-allowed',
    },
    { what: 'a photo too large', make: () => plantedJpeg(), reason: 'too-large', limits: { maxBytes: 1000 } },
    {
      what: 'a document with too many pages',
      make: () => plantedPdf({ pages: 4 }),
      reason: 'too-large',
      limits: { maxPages: 3 },
    },
    { what: 'a document with a password', make: () => plantedPdf({ password: 'x' }), reason: 'encrypted' },
    { what: '900 million pixels', make: () => pngBomb(30_000, 30_000), reason: 'too-many-pixels' },
    { what: 'a truncated JPEG', make: async () => half(await plantedJpeg()), reason: 'broken' },
    { what: 'a truncated PNG', make: async () => half(pngBomb(2000, 2000)), reason: 'broken' },
    { what: 'a truncated HEIC', make: () => half(fixture('iphone.heic')), reason: 'broken' },
    { what: 'a truncated WebP', make: async () => half(await plantedWebp()), reason: 'broken' },
    { what: 'half a PDF', make: () => Buffer.from('%PDF-1.7\n1 0 obj\n<<>>\nendobj\n'), reason: 'broken' },
    { what: 'a PNG that ends after its header', make: () => headerOnly(), reason: 'broken' },
  ])('$what: $reason', async ({ make, reason, limits }) => {
    const bytes = await make();
    const strict = limits === undefined ? cleaner : new FileCleaner(limits);
    expect(await strict.clean(bytes)).toMatchObject({ outcome: 'quarantined', reason });
    if (strict !== cleaner) await strict.close();
  });
});

/** 32 by 32 pixels: the upper half cut out, with letters for colours, the lower half opaque. */
async function cutOut() {
  const letters = Buffer.from(CANARY('cut-out'));
  const pixels = Buffer.alloc(32 * 32 * 4);
  for (let at = 0; at < pixels.length; at += 4) {
    if (at < pixels.length / 2)
      pixels.set([letters[at % letters.length]!, letters[(at + 1) % letters.length]!, 7, 0], at);
    else pixels.set([200, 100, 50, 255], at);
  }
  return sharp(pixels, { raw: { width: 32, height: 32, channels: 4 } });
}

/** The box that holds the profile, renamed to one that nobody reads. */
function withoutProfile(heic: Buffer): Buffer {
  const at = heic.indexOf('colrprof');
  expect(at).toBeGreaterThan(0);
  return Buffer.concat([heic.subarray(0, at), Buffer.from('skip'), heic.subarray(at + 4)]);
}

/** How far red, green and blue lie apart, on average. */
async function strength(picture: Buffer): Promise<number> {
  const pixels = await sharp(picture).resize(64).raw().toBuffer();
  let sum = 0;
  for (let at = 0; at < pixels.length; at += 3) {
    const colours = [...pixels.subarray(at, at + 3)];
    sum += Math.max(...colours) - Math.min(...colours);
  }
  return sum;
}

const drawing = () => sharp({ create: { width: 48, height: 32, channels: 3, background: '#c03020' } });

const pause = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds));

const half = (bytes: Buffer) => bytes.subarray(0, bytes.length / 2);

const headerOnly = () =>
  Buffer.concat([
    Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'),
    chunk('IHDR', Buffer.from([0, 0, 0, 9, 0, 0, 0, 9, 8, 2, 0, 0, 0])),
    chunk('IEND', Buffer.alloc(0)),
  ]);

/** The bytes, and what inflates of them. */
function everythingIn(bytes: Buffer): string {
  const raw = bytes.toString('latin1');
  const inflated = [...raw.matchAll(/stream\r?\n/g)].map(({ index, 0: { length } }) => {
    try {
      return inflateSync(bytes.subarray(index + length)).toString('latin1');
    } catch {
      return '';
    }
  });
  return [raw, ...inflated].join('\n');
}

async function metadataKindsOf(bytes: Buffer): Promise<string[]> {
  const { exif, icc, iptc, xmp, tifftagPhotoshop, comments, orientation } = await sharp(bytes).metadata();
  const found = { exif, icc, iptc, xmp, tifftagPhotoshop, comments, orientation };
  return Object.entries(found)
    .filter(([, value]) => value !== undefined)
    .map(([kind]) => kind);
}

/** Up to the start of the scan. */
function jpegMarkers(bytes: Buffer): number[] {
  const markers: number[] = [];
  for (let at = 2; bytes[at] === 0xff; at += 2 + bytes.readUInt16BE(at + 2)) {
    markers.push(bytes[at + 1]!);
    if (bytes[at + 1] === 0xda) break;
  }
  return markers;
}

function pngChunks(bytes: Buffer): string[] {
  const types: string[] = [];
  for (let at = 8; at < bytes.length; at += 12 + bytes.readUInt32BE(at)) {
    types.push(bytes.toString('latin1', at + 4, at + 8));
  }
  return types;
}

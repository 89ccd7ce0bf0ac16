import { spawnSync } from 'node:child_process';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { strFromU8, unzipSync } from 'fflate';
import * as mupdf from 'mupdf';
import {
  openDocument,
  openText,
  richText,
  slides,
  spreadsheet,
  wordDocument,
} from '../../../../test/fixtures/files/office-documents.js';
import { FileCleaner } from './index.js';
import { withoutDeletedShapes, withoutUnseenParts } from './worker/unseen-parts.js';

/** LibreOffice is on few machines that only build; what we do without it is tested everywhere. */
const withOffice = spawnSync('soffice', ['--version']).status === 0 ? describe : describe.skip;

/** Where a machine is busy, two starts of LibreOffice take a while; how long isn't what is tested here. */
const PATIENCE_SECONDS = 280;

withOffice('what nobody saw in the document isn’t in the picture of its pages', () => {
  let cleaner: FileCleaner;
  beforeAll(() => {
    cleaner = new FileCleaner({ decodeSeconds: PATIENCE_SECONDS });
  });
  afterAll(() => cleaner.close());

  it.each([
    ['Word', wordDocument],
    ['RTF', richText],
    ['Excel', spreadsheet],
    ['OpenDocument text', openText],
    ['slides', slides],
  ])(
    '%s',
    async (_, document) => {
      const cleaned = await cleaner.clean(document());
      if (cleaned.outcome !== 'clean') throw new Error(cleaned.reason);
      expect(cleaned.pages).toBe(1);
      const { blue, red, yellow } = coloursOf(cleaned.bytes);
      expect(blue).toBeGreaterThan(1000);
      expect(red).toBeLessThan(50);
      expect(yellow).toBeLessThan(1000); // a remark is a yellow note of 5,000 pixels; JPEG makes a few beside blue ones so
    },
    (PATIENCE_SECONDS + 10) * 1000,
  );
});

describe('what LibreOffice doesn’t hide', () => {
  it('tracked changes, comments and notes go out of its OpenDocument, and what is told to print them', () => {
    const body =
      '<text:tracked-changes text:track-changes="false"><text:p>DELETED</text:p></text:tracked-changes>' +
      '<text:p>á<text:change text:change-id="c1"/>b<office:annotation office:name="a"><text:p>REMARK</text:p></office:annotation>' +
      'c<office:annotation-end office:name="a"/>d</text:p><text:tracked-changes text:track-changes="true"/><text:p>e</text:p>' +
      '<table:tracked-changes><table:previous>BEFORE</table:previous></table:tracked-changes>' +
      '<presentation:notes presentation:style-name="n"><text:p>NOTE</text:p></presentation:notes>f';
    const settings =
      '<config:config-item config:name="PrintHiddenText" config:type="boolean">true</config:config-item>' +
      '<config:config-item config:name="PrintAnnotationMode" config:type="short">3</config:config-item>' +
      '<config:config-item config:name="PrintReversed" config:type="boolean">true</config:config-item>';
    const parts = unzipSync(withoutUnseenParts(openDocument('text', body, settings)));
    expect(Object.keys(parts)[0]).toBe('mimetype');
    expect(strFromU8(parts['content.xml']!)).toContain('><text:p>ábcd</text:p><text:p>e</text:p>f<');
    expect(strFromU8(parts['settings.xml']!).match(/>[^<]+(?=<\/config:config-item>)/g)).toEqual([
      '>false',
      '>0',
      '>true',
    ]);
  });

  it('a deleted shape goes out of a Word file with the text that is deleted in it', () => {
    const before = strFromU8(unzipSync(wordDocument())['word/document.xml']!);
    const after = strFromU8(unzipSync(withoutDeletedShapes(wordDocument()))['word/document.xml']!);
    expect(before).toContain('<v:rect');
    expect(after).not.toMatch(/v:rect|DELETED|MOVED/);
    expect(after.match(/SEEN/g)).toHaveLength(before.match(/SEEN/g)!.length);
    expect(after).toMatch(/<\/w:document>$/);
  });
});

describe('Word, Excel and PowerPoint before 2007', () => {
  const compound = (stream: string) => {
    const head = Buffer.from('d0cf11e0a1b11ae1', 'hex');
    return Buffer.concat([
      head,
      Buffer.alloc(2000),
      Buffer.from(`${stream}\0`, 'utf16le'),
      Buffer.alloc(2000),
    ]);
  };

  it.each([
    ['EncryptedPackage', 'encrypted'],
    ['__substg1.0_1000001F', 'not-allowed'],
  ])('%s: %s', async (stream, reason) => {
    const cleaner = new FileCleaner();
    try {
      expect(await cleaner.clean(compound(stream))).toMatchObject({ outcome: 'quarantined', reason });
    } finally {
      await cleaner.close();
    }
  });
});

function coloursOf(pdf: Buffer): { blue: number; red: number; yellow: number } {
  const document = mupdf.Document.openDocument(pdf, 'application/pdf');
  const count = { blue: 0, red: 0, yellow: 0 };
  for (let page = 0; page < document.countPages(); page++) {
    const pixels = document
      .loadPage(page)
      .toPixmap([2, 0, 0, 2, 0, 0], mupdf.ColorSpace.DeviceRGB, false)
      .getPixels();
    for (let at = 0; at < pixels.length; at += 3) {
      const [red, green, blue] = [pixels[at]!, pixels[at + 1]!, pixels[at + 2]!];
      if (blue > 150 && red < 100 && green < 100) count.blue++;
      else if (red > 150 && green < 100 && blue < 100) count.red++;
      else if (red > 200 && green > 200 && blue < 220) count.yellow++;
    }
  }
  return count;
}

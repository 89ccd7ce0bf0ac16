import * as mupdf from 'mupdf';
import sharp from 'sharp';
import type { FileFacts } from '../cleaned-file.js';
import type { CleanCopy, CleaningOrder } from '../cleaning-order.js';
import { withoutGaps, words } from './exif-facts.js';
import { Refusal } from './refusal.js';

/** Small print stays readable; a page of A4 has 2.2 million pixels. */
const DOTS_PER_INCH = 150;
/** Of a page, however large it says it is. */
const LONGEST_SIDE = 4096;
const POINTS_PER_INCH = 72;

mupdf.setLog({ error: () => undefined, warning: () => undefined });

/**
 * Draws every page and makes a new document of the drawings, as Dangerzone does: links, scripts, layers, attachments,
 * hidden text and metadata have no way through. (Rewriting the document's structure left metadata in a third of the files.)
 */
export async function cleanPdf(
  { bytes, limits }: Pick<CleaningOrder, 'bytes' | 'limits'>,
  learn: (facts: FileFacts) => void,
): Promise<CleanCopy> {
  const source = mupdf.Document.openDocument(bytes, 'application/pdf');
  if (source.needsPassword()) throw new Refusal('encrypted');
  learn(factsOf(source));
  const pages = source.countPages();
  if (pages === 0) throw new Refusal('broken');
  if (pages > limits.maxPages) throw new Refusal('too-large');

  const drawn = new mupdf.PDFDocument();
  for (let index = 0; index < pages; index++) {
    const page = source.loadPage(index);
    const { width, height } = sizeInPoints(page);
    const jpeg = await draw(page, Math.max(width, height));
    appendPicture(drawn, jpeg, width, height);
    page.destroy();
    mupdf.emptyStore();
  }
  const copy = withoutProducer(Buffer.from(drawn.saveToBuffer('compress').asUint8Array()));
  return { mediaType: 'application/pdf', extension: 'pdf', bytes: copy, pages };
}

/** mupdf signs what it saves, twice; blanks of the same length keep every offset in the file right. */
function withoutProducer(pdf: Buffer): Buffer {
  blank(pdf, pdf.subarray(0, 100).indexOf('% Written by'), '\n');
  blank(pdf, pdf.lastIndexOf('/Producer('), ')');
  return pdf;
}

function blank(pdf: Buffer, start: number, last: string): void {
  const end = pdf.indexOf(last, start);
  if (start >= 0 && end >= 0) pdf.fill(' ', start, last === '\n' ? end : end + 1);
}

function sizeInPoints(page: mupdf.Page): { width: number; height: number } {
  const [left, top, right, bottom] = page.getBounds();
  const width = right - left;
  const height = bottom - top;
  if (!(width > 0 && height > 0)) throw new Refusal('broken');
  return { width, height };
}

async function draw(page: mupdf.Page, longestPoints: number): Promise<Buffer> {
  const scale = Math.min(DOTS_PER_INCH / POINTS_PER_INCH, LONGEST_SIDE / longestPoints);
  const pixmap = page.toPixmap([scale, 0, 0, scale, 0, 0], mupdf.ColorSpace.DeviceRGB, false, true);
  const raw = { width: pixmap.getWidth(), height: pixmap.getHeight(), channels: 3 as const };
  const jpeg = await sharp(Buffer.from(pixmap.getPixels()), { raw }).jpeg({ quality: 80 }).toBuffer();
  pixmap.destroy();
  return jpeg;
}

function appendPicture(document: mupdf.PDFDocument, jpeg: Buffer, width: number, height: number): void {
  const image = document.addImage(new mupdf.Image(jpeg));
  const resources = document.addObject({ XObject: { Page: image } });
  const page = document.addPage(
    [0, 0, width, height],
    0,
    resources,
    `${width} 0 0 ${height} 0 0 cm /Page Do`,
  );
  document.insertPage(-1, page);
}

function factsOf(source: mupdf.Document): FileFacts {
  const told = (key: string) => words(source.getMetaData(`info:${key}`));
  return withoutGaps({
    takenAt: moment(told('CreationDate')),
    software: words([told('Creator'), told('Producer')].filter(Boolean).join(' / ')),
    author: told('Author'),
    title: told('Title'),
    description: words([told('Subject'), told('Keywords')].filter(Boolean).join(' / ')),
  });
}

/** PDF writes D:YYYYMMDDHHmmSSOHH'mm' (ISO 32000-2 7.9.4). */
function moment(text: string | undefined): string | undefined {
  const parts = /^D:(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)(?:([+-]\d\d)'?(\d\d)|Z)?/.exec(text ?? '');
  if (parts === null) return undefined;
  const [, year, month, day, hour, minute, second, zoneHour, zoneMinute] = parts;
  const zone = zoneHour === undefined ? '' : `${zoneHour}:${zoneMinute}`;
  return `${year}-${month}-${day}T${hour}:${minute}:${second}${zone}`;
}

import { unzipSync, zipSync } from 'fflate';

/** What nobody saw who looked at the finished document: what was struck out, remarks on it, a speaker's notes. */
const UNSEEN = ['text:tracked-changes', 'table:tracked-changes', 'office:annotation', 'presentation:notes'];
const UNSEEN_ELEMENTS = UNSEEN.map(
  (name) => new RegExp(`<${name}(?:\\s[^>]*)?(?:(?<=/)>|>[^]*?</${name}>)`, 'g'),
);
/** Where a change or a remark stood; it leads nowhere now. */
const MARKS = /<(?:text:change(?:-start|-end)?|office:annotation-end)\s[^>]*>/g;
/** A document can ask for its hidden text and its remarks to be printed. */
const PRINT_SETTINGS = /(<config:config-item config:name="Print(HiddenText|AnnotationMode)"[^>]*>)[^<]*/g;
/** The start or the end of what was deleted, or moved elsewhere, in Word's XML (ISO/IEC 29500-1 17.13.5). */
const DELETED = /<(\/?)(?:[\w.-]+:)?(?:del|moveFrom)(?:\s[^>]*)?>/g;

/**
 * An OpenDocument file that LibreOffice wrote, without tracked changes (what was deleted is gone, what was inserted
 * stays), comments and notes, and with its hidden text not to be printed. Hidden rows, sheets and slides aren't printed anyway.
 *
 * It looks for LibreOffice's own way to write XML (its prefixes, no CDATA): of no use for files from strangers.
 */
export const withoutUnseenParts = (openDocument: Uint8Array): Uint8Array =>
  rewritten(openDocument, /(^|\/)(content|styles|settings)\.xml$/, (xml) =>
    UNSEEN_ELEMENTS.reduce((rest, element) => rest.replace(element, ''), xml)
      .replace(MARKS, '')
      .replace(
        PRINT_SETTINGS,
        (_, tag: string, what: string) => tag + (what === 'HiddenText' ? 'false' : '0'),
      ),
  );

/**
 * A Word file (docx) without what was deleted in it: of deleted shapes, with the text in them, LibreOffice forgets that they
 * were. Of text it doesn't, so that nothing is lost where this finds nothing.
 */
export const withoutDeletedShapes = (docx: Uint8Array): Uint8Array =>
  rewritten(docx, /^word\/[^/]+\.xml$/, (xml) => {
    const kept: string[] = [];
    let end = 0;
    let depth = 0;
    for (const tag of xml.matchAll(DELETED)) {
      if (tag[0].endsWith('/>')) continue; // a mark on a paragraph or a row
      if (depth === 0) kept.push(xml.slice(end, tag.index));
      depth = Math.max(0, depth + (tag[1] === '/' ? -1 : 1));
      end = tag.index + (depth === 0 ? tag[0].length : 0);
    }
    return kept.join('') + (depth === 0 ? xml.slice(end) : '');
  });

/** A zip archive with some of its texts changed. Latin-1 gives every byte back as it was, whatever the letters are. */
function rewritten(archive: Uint8Array, which: RegExp, change: (xml: string) => string): Uint8Array {
  const parts = unzipSync(archive);
  for (const [name, bytes] of Object.entries(parts)) {
    if (which.test(name)) parts[name] = Buffer.from(change(Buffer.from(bytes).toString('latin1')), 'latin1');
  }
  return zipSync(parts, { level: 0 });
}

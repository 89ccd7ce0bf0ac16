import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join, parse } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { FileFacts } from '../cleaned-file.js';
import type { CleanCopy, CleaningOrder } from '../cleaning-order.js';
import { runConverter } from './converter-program.js';
import { cleanPdf } from './pdf.js';
import { Refusal } from './refusal.js';
import { withoutDeletedShapes, withoutUnseenParts } from './unseen-parts.js';

/**
 * No macros, and no picture or document fetched from an address that the document names: that would tell its author
 * that the police opened it. No comment, hidden text, note or hidden slide is printed.
 */
const PROFILE = `<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop oor:name="DisableMacrosExecution" oor:op="fuse"><value>true</value></prop></item>
<item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop oor:name="BlockUntrustedRefererLinks" oor:op="fuse"><value>true</value></prop></item>
<item oor:path="/org.openoffice.Office.Writer/Content/Update"><prop oor:name="Link" oor:op="fuse"><value>0</value></prop></item>
<item oor:path="/org.openoffice.Office.Calc/Content/Update"><prop oor:name="Link" oor:op="fuse"><value>1</value></prop></item>
<item oor:path="/org.openoffice.Office.Writer/Print/Content"><prop oor:name="Note" oor:op="fuse"><value>0</value></prop><prop oor:name="PrintHiddenText" oor:op="fuse"><value>false</value></prop></item>
<item oor:path="/org.openoffice.Office.Common/Filter/PDF/Export"><prop oor:name="ExportNotes" oor:op="fuse"><value>false</value></prop><prop oor:name="ExportNotesPages" oor:op="fuse"><value>false</value></prop><prop oor:name="ExportHiddenSlides" oor:op="fuse"><value>false</value></prop></item>
</oor:items>
`;

interface Format {
  /** LibreOffice tells the format by the name's end; the kind was told by the bytes. */
  extension: string;
  /** Its kind among OpenDocument's. */
  open: 'odt' | 'ods' | 'odp';
}

const FORMATS: Record<string, Format> = {
  'application/vnd.openxmlformats-officedocument.wordprocessingml.document': {
    extension: 'docx',
    open: 'odt',
  },
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet': { extension: 'xlsx', open: 'ods' },
  'application/vnd.openxmlformats-officedocument.presentationml.presentation': {
    extension: 'pptx',
    open: 'odp',
  },
  'application/vnd.oasis.opendocument.text': { extension: 'odt', open: 'odt' },
  'application/vnd.oasis.opendocument.spreadsheet': { extension: 'ods', open: 'ods' },
  'application/vnd.oasis.opendocument.presentation': { extension: 'odp', open: 'odp' },
  'application/rtf': { extension: 'rtf', open: 'odt' },
};

/** What is called so in the directory of a compound file (MS-CFB), and is its kind therefore. */
const COMPOUND_FORMATS: [stream: string, Format][] = [
  ['WordDocument', { extension: 'doc', open: 'odt' }],
  ['Workbook', { extension: 'xls', open: 'ods' }],
  ['Book', { extension: 'xls', open: 'ods' }],
  ['PowerPoint Document', { extension: 'ppt', open: 'odp' }],
];

/**
 * Prints the document to PDF with the machine's LibreOffice, cut off from the network, and draws that. It is made an
 * OpenDocument file first, whatever it was, and printed without what its author didn't mean to be seen.
 */
export async function cleanOffice(
  { bytes, limits, workspace }: CleaningOrder,
  mediaType: string,
  learn: (facts: FileFacts) => void,
): Promise<CleanCopy> {
  if (workspace === undefined) throw new Refusal('no-converter');
  const { extension, open } = FORMATS[mediaType] ?? formatOfCompound(bytes);
  const profile = join(workspace, 'profile');
  await mkdir(join(profile, 'user'), { recursive: true });
  await writeFile(join(profile, 'user/registrymodifications.xcu'), PROFILE);

  const received = join(workspace, `received.${extension}`);
  await writeFile(received, extension === 'docx' ? withoutDeletedShapes(bytes) : bytes);
  const opened = await convert(received, open, join(workspace, 'opened'));
  const seen = join(workspace, `seen.${open}`);
  await writeFile(seen, withoutUnseenParts(opened));
  const printed = await convert(seen, 'pdf', workspace);
  return cleanPdf({ bytes: printed, limits }, learn);
}

function formatOfCompound(bytes: Uint8Array): Format {
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  // The bytes, not the text: Node 24 looks for UTF-16 for ever where a buffer begins at an odd place in memory.
  const holds = (stream: string) => file.includes(Buffer.from(`${stream}\0`, 'utf16le'));
  if (holds('EncryptedPackage')) throw new Refusal('encrypted');
  const found = COMPOUND_FORMATS.find(([stream]) => holds(stream));
  if (found === undefined) throw new Refusal('not-allowed'); // mails of Outlook, installers
  return found[1];
}

async function convert(path: string, to: string, folder: string): Promise<Uint8Array> {
  const workspace = dirname(path);
  const profile = pathToFileURL(join(workspace, 'profile')).href;
  const office = ['soffice', '--headless', '--norestore', `-env:UserInstallation=${profile}`];
  const order = ['--convert-to', to, '--outdir', folder, path];
  await runConverter('unshare', ['--map-root-user', '--net', ...office, ...order], { HOME: workspace });
  return readFile(join(folder, `${parse(path).name}.${to}`)).catch(() => {
    throw new Refusal('broken'); // LibreOffice ends with 0 whatever became of the document
  });
}

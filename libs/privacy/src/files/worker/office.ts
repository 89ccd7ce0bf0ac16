import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { FileFacts } from '../cleaned-file.js';
import type { CleanCopy, CleaningOrder } from '../cleaning-order.js';
import { runConverter } from './converter-program.js';
import { cleanPdf } from './pdf.js';
import { Refusal } from './refusal.js';

/**
 * No macros, and no picture or document fetched from an address that the document names: that would tell its author
 * that the police opened it.
 */
const PROFILE = `<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop oor:name="DisableMacrosExecution" oor:op="fuse"><value>true</value></prop></item>
<item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop oor:name="BlockUntrustedRefererLinks" oor:op="fuse"><value>true</value></prop></item>
<item oor:path="/org.openoffice.Office.Writer/Content/Update"><prop oor:name="Link" oor:op="fuse"><value>0</value></prop></item>
<item oor:path="/org.openoffice.Office.Calc/Content/Update"><prop oor:name="Link" oor:op="fuse"><value>1</value></prop></item>
</oor:items>
`;

/** LibreOffice tells the format by the name's end; the kind was told by the bytes. */
const EXTENSIONS: Record<string, string> = {
  'application/vnd.openxmlformats-officedocument.wordprocessingml.document': 'docx',
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet': 'xlsx',
  'application/vnd.openxmlformats-officedocument.presentationml.presentation': 'pptx',
  'application/vnd.oasis.opendocument.text': 'odt',
  'application/vnd.oasis.opendocument.spreadsheet': 'ods',
  'application/vnd.oasis.opendocument.presentation': 'odp',
  'application/x-cfb': 'doc',
  'application/rtf': 'rtf',
};

/** Prints the document to PDF with the machine's LibreOffice, cut off from the network, and draws that. */
export async function cleanOffice(
  { bytes, limits, workspace }: CleaningOrder,
  mediaType: string,
  learn: (facts: FileFacts) => void,
): Promise<CleanCopy> {
  if (workspace === undefined) throw new Refusal('no-converter');
  const received = join(workspace, `received.${EXTENSIONS[mediaType]}`);
  const profile = join(workspace, 'profile');
  await mkdir(join(profile, 'user'), { recursive: true });
  await writeFile(join(profile, 'user/registrymodifications.xcu'), PROFILE);
  await writeFile(received, bytes);
  const print = ['--headless', '--norestore', `-env:UserInstallation=${pathToFileURL(profile).href}`];
  const toPdf = ['--convert-to', 'pdf', '--outdir', workspace, received];
  await runConverter('unshare', ['--map-root-user', '--net', 'soffice', ...print, ...toPdf], {
    HOME: workspace,
  });
  const printed = await readFile(join(workspace, 'received.pdf')).catch(() => {
    throw new Refusal('broken'); // LibreOffice ends with 0 whatever became of the document
  });
  return cleanPdf({ bytes: printed, limits }, learn);
}

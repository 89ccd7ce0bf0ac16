import { buffer } from 'node:stream/consumers';
import PDFDocument from 'pdfkit';
import { type AuditEntry, readEntry } from '../history.js';
import type { SignedCheckpoint } from '../published-log.js';
import { commit } from '../entry.js';
import type { StampedCheckpoint } from '../timestamp/time-stamps.js';
import type { AboutBundle } from './bundle.js';
import type { ProvenEntry } from './selection-bundle.js';
import { ACTION_IN_WORDS, actorInWords, OPERATION_IN_WORDS, RESULT_IN_WORDS } from './wording.js';

export interface ReportContent {
  about: AboutBundle;
  entries: ProvenEntry[];
  checkpoints: SignedCheckpoint[];
  stamps: StampedCheckpoint[];
  /** Verifier keys. */
  keys: string[];
}

/** The report for people, a PDF: what happened, in order, and how to check that it is what the log holds. */
export async function writeReport(content: ReportContent): Promise<Buffer> {
  const pdf = new PDFDocument({
    size: 'A4',
    margins: { top: 56, bottom: 64, left: 56, right: 56 },
    bufferPages: true,
    lang: 'es',
    displayTitle: true,
    info: { Title: 'Informe del registro de auditoría', CreationDate: new Date(content.about.madeAt) },
  });
  const whole = buffer(pdf);
  writeHead(pdf, content);
  for (const entry of content.entries) writeEntry(pdf, entry);
  writeProof(pdf, content);
  numberPages(pdf);
  pdf.end();
  return whole;
}

const QUIET = '#555555';
const INK = '#111111';

function writeHead(pdf: PDFKit.PDFDocument, { about, entries }: ReportContent): void {
  pdf.font('Helvetica-Bold').fontSize(18).fillColor(INK).text('Informe del registro de auditoría');
  pdf.font('Helvetica').fontSize(10).fillColor(QUIET);
  pdf.text(`Asientos de: ${subjectsInWords(about)}`);
  pdf.text(`${entries.length} asientos del registro ${about.origin}`);
  pdf.text(`Copia hecha el ${moment(new Date(about.madeAt))}`);
  pdf.moveDown();
  pdf
    .fillColor(INK)
    .text(
      'Cada asiento dice quién hizo qué, cuándo, con qué fin y con qué resultado (art. 25 de la Directiva (UE) 2016/680; ' +
        'art. 33 de la Ley Orgánica 7/2021). Las personas figuran por su identificador. El registro no contiene el texto ' +
        'de los avisos ni la identidad de quien los envió.',
    );
  pdf.moveDown(1.5);
}

const subjectsInWords = ({ subjects = [] }: AboutBundle) =>
  subjects.map(({ kind, id }) => `${kind === 'case' ? 'caso' : 'aviso'} ${id}`).join(', ');

function writeEntry(pdf: PDFKit.PDFDocument, { id, index, salt, body, proof, stamp }: ProvenEntry): void {
  const entry = readEntry({ id, position: String(index), body, commitment: commit(salt, body) });
  if (pdf.y > pdf.page.height - 170) pdf.addPage(); // an entry stays together
  pdf.font('Helvetica-Bold').fontSize(11).fillColor(INK);
  pdf.text(printable(ACTION_IN_WORDS[entry.action] ?? entry.action), { continued: true });
  pdf.font('Helvetica').fontSize(9).fillColor(QUIET);
  pdf.text(`   ${OPERATION_IN_WORDS[entry.operation] ?? ''}`);
  pdf.fontSize(9).fillColor(INK);
  for (const [name, value] of linesOf(entry)) {
    pdf.font('Helvetica').fillColor(QUIET).text(`${name}: `, { continued: true });
    pdf.fillColor(INK).text(printable(value));
  }
  pdf.font('Courier').fontSize(7).fillColor(QUIET);
  pdf.text(`lugar ${index} · asiento ${id}`).text(`hoja ${entry.leafHash}`);
  pdf.text(`en el punto de control de ${proof.checkpoint.size} asientos`);
  if (stamp !== undefined) pdf.text(`sellado: existía el ${moment(stamp.at)}`);
  pdf.moveDown(1);
}

function linesOf(entry: AuditEntry): [string, string][] {
  const details = Object.entries(entry.details).map(([name, value]) => `${name} = ${value}`);
  const lines: [string, string | null][] = [
    ['Cuándo', moment(entry.at)],
    ['Quién', actorInWords(entry.actor)],
    ['Unidades', entry.actor.units?.join(', ') || null],
    ['Sobre', `${entry.subject.kind} ${entry.subject.id}`],
    ['Fin', entry.purpose],
    ['Motivo', entry.reason],
    ['Base jurídica', entry.basis],
    ['Resultado', RESULT_IN_WORDS[entry.result]],
    ['Detalles', details.join('; ') || null],
  ];
  return lines.filter((line): line is [string, string] => line[1] !== null);
}

function writeProof(pdf: PDFKit.PDFDocument, { checkpoints, stamps, keys }: ReportContent): void {
  if (pdf.y > pdf.page.height - 260) pdf.addPage();
  pdf.moveDown().font('Helvetica-Bold').fontSize(13).fillColor(INK).text('Cómo se comprueba');
  pdf.font('Helvetica').fontSize(9).moveDown(0.5);
  pdf.text(
    'Los asientos son hojas de un árbol de Merkle (RFC 9162). El cuerpo policial firma el tamaño y la raíz del árbol y los ' +
      'publica: si un asiento se cambia, se quita o se añade después, la raíz deja de coincidir. El fichero ' +
      'verify-bundle.mjs, que acompaña a este informe, lo comprueba en cualquier ordenador con Node.js, sin conexión: ' +
      'node verify-bundle.mjs',
  );
  if (stamps.length > 0) writeStamps(pdf, stamps);
  for (const { note } of checkpoints) {
    pdf.moveDown(0.5).font('Helvetica').fontSize(9).fillColor(QUIET).text('Punto de control firmado:');
    pdf.font('Courier').fontSize(7).fillColor(INK).text(printable(note));
  }
  pdf
    .font('Helvetica')
    .fontSize(9)
    .fillColor(QUIET)
    .text('Claves del registro (compárelas con las publicadas):');
  pdf.font('Courier').fontSize(7).fillColor(INK);
  for (const key of keys) pdf.text(key);
}

function writeStamps(pdf: PDFKit.PDFDocument, stamps: StampedCheckpoint[]): void {
  pdf.moveDown(0.5).font('Helvetica').fontSize(9).fillColor(INK);
  pdf.text(
    'Una autoridad de sellado de tiempo ajena al cuerpo policial (RFC 3161) selló la huella de estos puntos de control: lo ' +
      'que contienen existía a más tardar entonces. Se comprueba con OpenSSL, en la carpeta timestamps; el certificado raíz ' +
      '(roots.pem) conviene pedirlo a la propia autoridad:',
  );
  for (const { size, at } of stamps) {
    pdf.moveDown(0.3).text(`${size} asientos: ${moment(at)}`);
    pdf.font('Courier').fontSize(7);
    pdf.text(`openssl ts -verify -data ${size}.checkpoint -in ${size}.tsr -CAfile roots.pem`);
    pdf.font('Helvetica').fontSize(9);
  }
}

function numberPages(pdf: PDFKit.PDFDocument): void {
  const { start, count } = pdf.bufferedPageRange();
  for (let page = start; page < start + count; page += 1) {
    pdf.switchToPage(page);
    pdf.page.margins.bottom = 0; // the footer lies in the margin, where text would open a new page
    pdf.font('Helvetica').fontSize(8).fillColor(QUIET);
    pdf.text(`${page + 1} / ${count}`, 56, pdf.page.height - 40, { align: 'center', lineBreak: false });
  }
}

const SPANISH_TIME = new Intl.DateTimeFormat('es-ES', {
  dateStyle: 'long',
  timeStyle: 'medium',
  timeZone: 'Europe/Madrid',
});

/** Spain's time for people, and UTC as the entry has it. */
const moment = (at: Date) => `${SPANISH_TIME.format(at)} (hora peninsular; ${at.toISOString()})`;

/** The built-in PDF fonts hold Latin letters only; `entries.jsonl` has the exact text. */
const printable = (text: string) => text.replace(/[^\n\x20-\x7e\xa0-\xff–—‘’“”•…€]/gu, '?');

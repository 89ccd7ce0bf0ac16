import { mkdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { basename, extname, join } from 'node:path';
import type { Command } from 'commander';
import { type CleanedFile, DEFAULT_FILE_LIMITS, FileCleaner } from '#privacy';
import { harmless, print, showProgress } from '../terminal.js';

interface CleanOptions {
  out: string;
  json?: boolean;
  /** `--no-names` */
  names: boolean;
}

/** One line of the report; `output` is where the copy lies. */
interface CleanedLine {
  file: string;
  outcome: 'clean' | 'quarantined' | 'unreadable' | 'failed';
  output?: string;
  mediaType?: string;
  reason?: string;
  width?: number;
  height?: number;
  pages?: number;
}

const EXPLANATION = `
Photos are drawn anew (at most 4096 pixels a side), documents become pictures of their pages, video and sound are
encoded anew if ffmpeg is on this machine, office documents if LibreOffice is. The kind is told by the bytes. Copies
are called NAME.clean.EXT, or NAME.clean-2.EXT where that exists: nothing is ever overwritten. A name can tell as much
as what is in the file: with --no-names the copies are called file.clean.EXT, file.clean-2.EXT and so on.

What can't be cleaned is quarantined, with one of these reasons: unknown-kind, not-allowed, too-large,
too-many-pixels, broken, no-converter, took-too-long, too-much-memory, encrypted. What isn't a file or can't be read is
unreadable; failed is a file whose copy can't be written. No copy is made of any of them, and the rest goes on.

Examples:
  $ colabora clean photo.jpg --out clean
  $ colabora clean *.pdf *.jpg --out clean --json

Exit: 0 every file was cleaned, 1 some were not, 2 wrong usage.`;

/** `colabora clean`: copies of files without anything but pixels and sound. */
export function cleanCommand(program: Command): void {
  program
    .command('clean')
    .description('make copies of files that carry no metadata')
    .argument('<file...>', 'photos, PDF and office documents, video, sound')
    .requiredOption('--out <dir>', 'where the copies go; made if it is missing')
    .option('--no-names', 'call the copies file.clean.EXT whatever the originals are called')
    .option('--json', 'print {"files", "clean", "quarantined"} for programs')
    .addHelpText('after', EXPLANATION)
    .action(async (files: string[], options: CleanOptions, command: Command) => {
      const { out, json = false } = options;
      await mkdir(out, { recursive: true }).catch(({ code }: NodeJS.ErrnoException) =>
        command.error(`error: --out can't be used as a folder (${code})`, { exitCode: 2 }),
      );
      const lines = await cleanAll(files, options);
      const clean = lines.filter(({ outcome }) => outcome === 'clean').length;
      const report = { files: lines, clean, quarantined: lines.length - clean };
      print(json, report, () => lines.map(words).join('\n'));
      process.exitCode = clean === lines.length ? 0 : 1;
    });
}

async function cleanAll(files: string[], { out, names, json }: CleanOptions): Promise<CleanedLine[]> {
  const cleaner = new FileCleaner();
  const progress = showProgress('Cleaning', files.length, json);
  const lines: CleanedLine[] = [];
  try {
    for (const file of files) {
      lines.push(await cleanOne(cleaner, file, join(out, names ? safeBase(file) : 'file')));
      progress.at(lines.length);
    }
    return lines;
  } finally {
    progress.end();
    await cleaner.close();
  }
}

/** Never rejects: one bad file doesn't stop the rest. */
async function cleanOne(cleaner: FileCleaner, file: string, base: string): Promise<CleanedLine> {
  const bytes = await read(file);
  if (typeof bytes === 'string') return { file, outcome: 'unreadable', reason: bytes };
  if (bytes === undefined) return { file, outcome: 'quarantined', reason: 'too-large' };
  try {
    const cleaned = await cleaner.clean(bytes);
    const { mediaType } = cleaned;
    if (cleaned.outcome === 'quarantined') {
      return { file, outcome: 'quarantined', mediaType, reason: cleaned.reason };
    }
    const { width, height, pages } = cleaned;
    const output = await writeBeside(base, cleaned);
    return { file, outcome: 'clean', output, mediaType, width, height, pages };
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    const reason = code === undefined ? 'the cleaner was ended' : `its copy can't be written (${code})`;
    return { file, outcome: 'failed', reason };
  }
}

/**
 * A word if the file can't be read, nothing if it is larger than the cleaner takes: it isn't read into memory then. A
 * device or a pipe is no file: reading one might never end.
 */
async function read(file: string): Promise<Buffer | string | undefined> {
  try {
    const status = await stat(file);
    if (status.isDirectory()) return 'is a directory';
    if (!status.isFile()) return 'is not a file';
    return status.size > DEFAULT_FILE_LIMITS.maxBytes ? undefined : await readFile(file);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    return code === 'ENOENT' ? 'no such file' : `can't be read (${code})`;
  }
}

/** The caller knows the name already; what a file system or a shell could misread goes out of it. */
function safeBase(file: string): string {
  const base = basename(file, extname(file)).normalize('NFC');
  return (
    base
      .replace(/[^\p{L}\p{N}._-]+/gu, '_')
      .replace(/^[.-]+/, '')
      .slice(0, 60) || 'file'
  );
}

async function writeBeside(
  base: string,
  { bytes, extension }: Extract<CleanedFile, { outcome: 'clean' }>,
): Promise<string> {
  for (let attempt = 1; ; attempt++) {
    const path = `${base}.clean${attempt === 1 ? '' : `-${attempt}`}.${extension}`;
    try {
      await writeFile(path, bytes, { flag: 'wx' });
      return path;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'EEXIST') continue;
      await rm(path, { force: true }); // half a copy
      throw error;
    }
  }
}

const words = ({ file, outcome, output, reason }: CleanedLine): string =>
  outcome === 'clean' ? `${harmless(file)} → ${output}` : `${harmless(file)}: ${outcome}, ${reason}`;

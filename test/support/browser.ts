import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { brotliDecompressSync } from 'node:zlib';
import { type Browser, chromium, type Page } from 'playwright-core';

const SYSTEM_BROWSERS = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];

/** No sandbox, as containers seldom allow it, and nothing that calls home. */
const FLAGS = [
  '--no-sandbox',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--disable-dev-shm-usage',
  '--no-first-run',
];

/** A real Chromium: the machine's own, else the one in @sparticuz/chromium, so that Node alone is enough. */
export async function startBrowser(): Promise<Browser> {
  const system = SYSTEM_BROWSERS.find((path) => existsSync(path));
  if (system !== undefined) return chromium.launch({ executablePath: system, args: FLAGS });
  const packaged = await import('@sparticuz/chromium');
  const executablePath = await packaged.default.executablePath();
  const libraries = await librariesFolder(executablePath);
  return chromium.launch({
    executablePath,
    args: [...FLAGS, '--headless=shell', '--use-gl=angle', '--use-angle=swiftshader'],
    env: { ...process.env, ...(libraries === undefined ? {} : { LD_LIBRARY_PATH: libraries }) } as Record<
      string,
      string
    >,
  });
}

/**
 * NSS, NSPR and expat come in the same package and are unpacked only where the system lacks them: its own unpacking
 * looks for Amazon's machines and leaves others without.
 */
async function librariesFolder(executablePath: string): Promise<string | undefined> {
  const missing = execFileSync('ldd', [executablePath], { encoding: 'utf8' }).includes('not found');
  if (!missing) return undefined;
  const folder = join(tmpdir(), 'colabora-chromium-libraries');
  const unpacked = join(folder, 'lib');
  if (existsSync(join(unpacked, 'libnss3.so'))) return unpacked;
  const entry = createRequire(import.meta.url).resolve('@sparticuz/chromium');
  const archive = await firstExisting(dirname(entry), 'bin/al2023.tar.br');
  await mkdir(folder, { recursive: true });
  const tar = join(folder, `al2023-${process.pid}.tar`);
  await writeFile(tar, brotliDecompressSync(await readFile(archive)));
  execFileSync('tar', ['-xf', tar, '-C', folder]);
  return unpacked;
}

async function firstExisting(from: string, path: string): Promise<string> {
  for (let folder = from; folder !== dirname(folder); folder = dirname(folder)) {
    if (existsSync(join(folder, path))) return join(folder, path);
  }
  throw new Error(`${path} is not in the package`);
}

interface Violation {
  id: string;
  help: string;
  nodes: { target: unknown; failureSummary?: string }[];
}

/**
 * What axe-core finds on a page as it stands. Its code comes in through the developer tools' protocol: the pages' own
 * policy lets no script in, and that must stay so in the test.
 */
export async function axeViolations(page: Page): Promise<string[]> {
  const source = await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
  const session = await page.context().newCDPSession(page);
  await session.send('Runtime.evaluate', { expression: source });
  const { result } = await session.send('Runtime.evaluate', {
    expression: `axe.run(document, { resultTypes: ['violations'] }).then(({ violations }) => JSON.stringify(violations))`,
    awaitPromise: true,
    returnByValue: true,
  });
  await session.detach();
  const violations = JSON.parse(result.value as string) as Violation[];
  return violations.map(
    ({ id, help, nodes }) =>
      `${id}: ${help} (${nodes.map(({ target }) => JSON.stringify(target)).join(', ')})`,
  );
}

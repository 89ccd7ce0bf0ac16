import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import {
  type Browser,
  type BrowserContext,
  type BrowserContextOptions,
  chromium,
  type Page,
} from 'playwright-core';
import { packagedChromium } from './packaged-chromium.js';

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

/** For one step in the browser, its own start included: a busy machine may take long. */
const PATIENCE_MS = 120_000;

/** A real Chromium: the machine's own, else the one in @sparticuz/chromium, so that Node alone is enough. */
export async function startBrowser(): Promise<Browser> {
  const system = SYSTEM_BROWSERS.find((path) => existsSync(path));
  if (system !== undefined)
    return chromium.launch({ executablePath: system, args: FLAGS, timeout: PATIENCE_MS });
  const { executablePath, libraries } = await packagedChromium();
  return chromium.launch({
    executablePath,
    timeout: PATIENCE_MS,
    args: [...FLAGS, '--headless=shell', '--use-gl=angle', '--use-angle=swiftshader'],
    env: { ...process.env, ...(libraries === undefined ? {} : { LD_LIBRARY_PATH: libraries }) } as Record<
      string,
      string
    >,
  });
}

/** Pages in this context share cookies, and patience. */
export async function openContext(
  browser: Browser,
  options: BrowserContextOptions = {},
): Promise<BrowserContext> {
  const context = await browser.newContext(options);
  context.setDefaultTimeout(PATIENCE_MS);
  return context;
}

/** Waits until nothing on the page moves, fades or says that it is still loading. @throws with what still does */
export async function stillness(page: Page): Promise<void> {
  const restless = await page.evaluate(
    (patience) =>
      new Promise<string | undefined>((resolve) => {
        const end = Date.now() + patience;
        let stillFrames = 0;
        const look = () => {
          const moving = document
            .getAnimations()
            .filter(({ effect }) => effect?.getComputedTiming().endTime !== Infinity)
            .map(({ effect }) => (effect as KeyframeEffect).target);
          const loading = [
            ...document.querySelectorAll('[aria-busy="true"], [data-loading="true"], .mantine-Skeleton-root'),
          ].filter((element) => element.checkVisibility()); // another tab's panel waits until it is seen
          const [first] = [...moving, ...loading];
          stillFrames = first === undefined ? stillFrames + 1 : 0;
          if (stillFrames > 3)
            resolve(undefined); // a transition begins a frame or two after what caused it
          else if (Date.now() > end) resolve(first?.outerHTML.slice(0, 300) ?? '');
          else requestAnimationFrame(look);
        };
        look();
      }),
    PATIENCE_MS,
  );
  if (restless !== undefined) throw new Error(`The page never stood still: ${restless}`);
}

interface Violation {
  id: string;
  help: string;
  nodes: { target: unknown; failureSummary?: string }[];
}

/**
 * What axe-core finds on a page once it stands still. Its code comes in through the developer tools' protocol: the pages' own
 * policy lets no script in, and that must stay so in the test.
 */
export async function axeViolations(page: Page): Promise<string[]> {
  const source = await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
  await stillness(page);
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

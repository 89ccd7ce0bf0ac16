import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** What scripts/build-public.js makes. */
export type AssetName = 'site.css' | 'site.js' | 'icon.svg';

/** The folder with the built files: the same for sources (tests) and for the compiled server. */
export const assetsFolder = (): string => join(projectRoot(), 'dist/public');

/** The address of a file, with its content's hash in the name. */
export function assetAddress(name: AssetName): string {
  manifest ??= JSON.parse(readFileSync(join(assetsFolder(), 'manifest.json'), 'utf8')) as typeof manifest;
  return `/assets/${manifest![name]}`;
}

let manifest: Record<AssetName, string> | undefined;

function projectRoot(): string {
  let folder = dirname(fileURLToPath(import.meta.url));
  while (!existsSync(join(folder, 'package.json'))) {
    if (folder === dirname(folder)) throw new Error('No package.json above the citizen pages');
    folder = dirname(folder);
  }
  return folder;
}

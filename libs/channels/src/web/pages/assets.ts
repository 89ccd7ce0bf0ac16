import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { projectRoot } from '#kernel';

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

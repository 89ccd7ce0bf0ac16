import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { extname, join } from 'node:path';
import { projectRoot } from '#kernel';

/** `vite build` writes the portal here. */
export const PORTAL_FOLDER = join(projectRoot(), 'dist/portal');

const MEDIA_TYPES: Record<string, string> = {
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json',
  '.svg': 'image/svg+xml',
  '.woff2': 'font/woff2',
};

export interface PortalFile {
  mediaType: string;
  path: string;
  /** The same bytes, compressed when the portal was built. */
  brotliPath?: string;
}

/**
 * The portal's files by the address below `/staff/`, listed once: what isn't in the list doesn't exist, so that no
 * address can name a file elsewhere.
 */
export function portalFiles(folder: string): Map<string, PortalFile> {
  const files = new Map<string, PortalFile>();
  if (!existsSync(folder)) return files;
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8' }).map((name) =>
    name.replaceAll('\\', '/'),
  );
  for (const name of names) {
    const mediaType = MEDIA_TYPES[extname(name)];
    if (mediaType === undefined) continue;
    const brotli = `${name}.br`;
    files.set(name, {
      mediaType,
      path: join(folder, name),
      ...(names.includes(brotli) ? { brotliPath: join(folder, brotli) } : {}),
    });
  }
  return files;
}

/** The page with `__NONCE__` where each answer's nonce goes. */
export const portalPage = (folder: string): string => readFileSync(join(folder, 'index.html'), 'utf8');

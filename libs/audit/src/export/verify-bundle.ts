import { fileURLToPath } from 'node:url';
import type { AboutBundle } from './bundle.js';

/** The stand-alone verifier. `../../data` lies there both beside the sources and beside what is built from them. */
export const VERIFIER = fileURLToPath(new URL('../../data/verify-bundle.mjs', import.meta.url));

/** What the stand-alone verifier found. */
export interface BundleVerdict {
  about: AboutBundle;
  entries: number;
  erased: number;
  /** Checkpoints with a valid signature. */
  checkpoints: number;
  /** Time-stamps that are about a checkpoint of the bundle; whether to believe them is for OpenSSL to say. */
  stamps: { size: number; time: string }[];
  signedBy: string[];
  problems: { where: string; what: string }[];
}

/**
 * Verifies a bundle with the very file that lies in it, so that the command line and a court use the same code.
 * `keys`: trusted verifier keys; none: those in the bundle.
 */
export async function verifyBundle(folder: string, keys: string[] = []): Promise<BundleVerdict> {
  const verifier = (await import(new URL('../../data/verify-bundle.mjs', import.meta.url).href)) as {
    verifyBundle: typeof verifyBundle;
  };
  return verifier.verifyBundle(folder, keys);
}

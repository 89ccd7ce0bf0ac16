import { readFileSync } from 'node:fs';
import type { Certificate } from 'pkijs';
import { ConfigurationError, type Configuration } from '#kernel';

/** The time-stamp authority that this installation asks, and whom it believes. */
export interface StampAuthority {
  url: string;
  /** Root certificates as PEM text: given to whoever checks a bundle. */
  roots: string;
  /** How long it is left alone between two stamps. */
  pauseMs: number;
}

const MINUTE_MS = 60_000;
const CERTIFICATE = /-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g;

/**
 * Reads `COLABORA_TSA_URL`, `COLABORA_TSA_ROOTS` and `COLABORA_TSA_MINUTES`. Undefined where no authority is asked.
 * @throws ConfigurationError where there is an address but nobody to believe.
 */
export function readAuthority({
  tsaUrl,
  tsaRoots,
  tsaMinutes,
}: Pick<Configuration, 'tsaUrl' | 'tsaMinutes' | 'tsaRoots'>): StampAuthority | undefined {
  if (tsaUrl === undefined) return undefined;
  const roots = readRoots(tsaRoots);
  if (roots === undefined)
    throw new ConfigurationError(['COLABORA_TSA_ROOTS must name a file with PEM certificates']);
  return { url: tsaUrl, roots, pauseMs: tsaMinutes * MINUTE_MS };
}

/** Roots are still believed where no authority is asked any more: old stamps stay verifiable. Undefined: none. */
export function readRoots(file: string | undefined): string | undefined {
  if (file === undefined) return undefined;
  try {
    const found = readFileSync(file, 'utf8').match(CERTIFICATE);
    return found === null ? undefined : found.map((each) => `${each}\n`).join('');
  } catch {
    return undefined;
  }
}

/** The certificates in PEM text. */
export async function certificatesOf(pem: string): Promise<Certificate[]> {
  const { Certificate } = await import('pkijs');
  return [...pem.matchAll(CERTIFICATE)].map(([text]) => {
    const der = Buffer.from(text.replace(/-----[A-Z ]+-----|\s/g, ''), 'base64');
    return Certificate.fromBER(new Uint8Array(der).buffer);
  });
}

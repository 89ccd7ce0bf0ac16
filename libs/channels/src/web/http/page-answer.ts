import { brotliCompressSync, constants, gzipSync } from 'node:zlib';
import type { Request, Response } from 'express';

/** Nothing may be loaded but our own style sheet, script and icon; markup from strings is impossible (Trusted Types). */
const CONTENT_SECURITY_POLICY = [
  "default-src 'none'",
  "style-src 'self'",
  "script-src 'self'",
  "img-src 'self'",
  "form-action 'self'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
  "require-trusted-types-for 'script'",
  "trusted-types 'none'",
].join('; ');

const PERMISSIONS_POLICY = [
  'accelerometer',
  'autoplay',
  'browsing-topics',
  'camera',
  'display-capture',
  'encrypted-media',
  'fullscreen',
  'geolocation',
  'gyroscope',
  'hid',
  'idle-detection',
  'magnetometer',
  'microphone',
  'midi',
  'payment',
  'picture-in-picture',
  'publickey-credentials-get',
  'screen-wake-lock',
  'serial',
  'usb',
  'xr-spatial-tracking',
]
  .map((feature) => `${feature}=()`)
  .join(', ');

export interface PageAnswer {
  status?: number;
  html: string;
  /** Answers to one person: never stored, and never compressed, as they may hold a code (BREACH, 2013). */
  isPrivate?: boolean;
}

/** Sends a page with the headers that every citizen page has. */
export function sendPage(
  request: Request,
  response: Response,
  { status = 200, html, isPrivate = false }: PageAnswer,
): void {
  response.status(status);
  protectPage(response);
  response.setHeader('Content-Type', 'text/html; charset=utf-8');
  response.setHeader('Cache-Control', isPrivate ? 'no-store' : 'private, no-cache');
  response.setHeader('Vary', 'Accept, Accept-Encoding');
  response.end(isPrivate ? html : compressed(request, response, html));
}

export function protectPage(response: Response): void {
  response.setHeader('Content-Security-Policy', CONTENT_SECURITY_POLICY);
  response.setHeader('Permissions-Policy', PERMISSIONS_POLICY);
  response.setHeader('Referrer-Policy', 'same-origin'); // `no-referrer` makes browsers post `Origin: null`
  response.setHeader('X-Content-Type-Options', 'nosniff');
  response.setHeader('Cross-Origin-Opener-Policy', 'same-origin');
  response.setHeader('Cross-Origin-Resource-Policy', 'same-origin');
  response.setHeader('X-Robots-Tag', 'noarchive');
}

function compressed(request: Request, response: Response, html: string): Buffer | string {
  const encoding = request.acceptsEncodings('br', 'gzip', 'identity');
  if (encoding === 'br') {
    response.setHeader('Content-Encoding', 'br');
    return brotliCompressSync(html, { params: { [constants.BROTLI_PARAM_QUALITY]: BROTLI_QUALITY } });
  }
  if (encoding === 'gzip') {
    response.setHeader('Content-Encoding', 'gzip');
    return gzipSync(html);
  }
  return html;
}

/** Half a millisecond a page; 11 would take thirty for a tenth less. */
const BROTLI_QUALITY = 5;

/** True for browsers; a program asks for JSON. */
export const wantsPage = (request: Request): boolean => request.accepts(['html', 'json']) === 'html';

/** Prepares the page that a person gets if we fail from here on: what they typed must not be lost by our fault. */
export function ifWeFail(response: Response, page: () => PageAnswer): void {
  response.locals['ifWeFail'] = page;
}

export const preparedForFailure = (response: Response): PageAnswer | undefined =>
  (response.locals['ifWeFail'] as (() => PageAnswer) | undefined)?.();

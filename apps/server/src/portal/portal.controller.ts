import { Controller, Get, Header, Next, Req, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { notFound } from '#kernel';
import type { NextFunction, Request, Response } from 'express';
import { randomBytes } from 'node:crypto';
import { PORTAL_FOLDER, portalFiles, portalPage } from './portal-files.js';

/** How citizens will see a campaign: a page of their site, shown inside the portal. */
const CAMPAIGN_PREVIEWS = '/staff/preview/';

/**
 * Serves the staff portal: one page for all of its addresses, and the files that it is built of. The page holds
 * nothing secret; everything it shows comes through the API, which asks who one is.
 */
@ApiExcludeController()
@Controller('staff')
export class PortalController {
  private readonly files = portalFiles(PORTAL_FOLDER);
  private page: string | undefined;

  /** Their names change with their content, so that browsers may keep them for ever. */
  @Get('assets/*file')
  @Header('Cache-Control', 'public, max-age=31536000, immutable')
  asset(@Req() request: Request, @Res() response: Response): void {
    this.send(request, response);
  }

  @Get('mark.svg')
  @Header('Cache-Control', 'public, max-age=86400')
  mark(@Req() request: Request, @Res() response: Response): void {
    this.send(request, response);
  }

  /** Every other address, also one that leads nowhere: the page itself says so, in the person's language. */
  @Get(['', '*room'])
  room(@Req() request: Request, @Res() response: Response, @Next() next: NextFunction): void {
    if (request.path.startsWith(CAMPAIGN_PREVIEWS)) return next();
    const nonce = randomBytes(16).toString('base64');
    this.page ??= portalPage(PORTAL_FOLDER);
    response.setHeader('Content-Security-Policy', policyWith(nonce));
    response.setHeader('Cache-Control', 'no-store');
    response.type('html').send(this.page.replaceAll('__NONCE__', nonce));
  }

  private send(request: Request, response: Response): void {
    const file = this.files.get(request.path.replace(/^\/staff\//, ''));
    if (file === undefined) throw notFound('file');
    const takesBrotli = request.acceptsEncodings('br') !== false && file.brotliPath !== undefined;
    response.setHeader('Content-Type', file.mediaType);
    response.setHeader('Vary', 'Accept-Encoding');
    if (takesBrotli) response.setHeader('Content-Encoding', 'br');
    response.sendFile(takesBrotli ? file.brotliPath! : file.path, { cacheControl: false });
  }
}

/** Only our own files and what carries the nonce; markup is never made from strings (Trusted Types). */
const policyWith = (nonce: string): string =>
  [
    "default-src 'none'",
    `script-src 'self' 'nonce-${nonce}'`,
    `style-src 'self' 'nonce-${nonce}'`,
    "img-src 'self' blob: data:",
    'media-src blob:',
    "connect-src 'self'",
    "font-src 'self'",
    "form-action 'self'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
    "frame-src 'self'",
    "require-trusted-types-for 'script'",
    'trusted-types default',
  ].join('; ');

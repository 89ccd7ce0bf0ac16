import { Controller, Get, Header, Req, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { notFound } from '#kernel';
import type { Request, Response } from 'express';
import { randomBytes } from 'node:crypto';
import { PORTAL_FOLDER, portalFiles, portalPage } from './portal-files.js';

/**
 * Serves the staff portal: one page for all of its addresses, and the files that it is built of. The page holds
 * nothing secret; everything it shows comes through the API, which asks who one is.
 */
@ApiExcludeController()
@Controller('staff')
export class PortalController {
  private readonly files = portalFiles(PORTAL_FOLDER);
  private page: string | undefined;

  /** Named room by room: below `/staff` others have addresses too (the campaigns' previews). */
  @Get([
    '',
    'setup',
    'queue',
    'queue/:tip',
    'campaigns',
    'campaigns/:id',
    'campaigns/:id/counts',
    'retention',
    'messages',
    'keys',
    'reveals',
    'reveals/:id',
    'channels',
    'team',
    'audit',
  ])
  @Header('Cache-Control', 'no-store')
  @Header('Content-Type', 'text/html; charset=utf-8')
  room(@Res({ passthrough: true }) response: Response): string {
    const nonce = randomBytes(16).toString('base64');
    response.setHeader('Content-Security-Policy', policyWith(nonce));
    this.page ??= portalPage(PORTAL_FOLDER);
    return this.page.replaceAll('__NONCE__', nonce);
  }

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

import { Controller, Get, Headers, NotFoundException, Param, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { Response } from 'express';
import { Clock, Configuration } from '#kernel';
import { preferredLanguage } from '../texts/index.js';
import { BuiltAssets } from './built-assets.js';
import { protectPage } from './page-answer.js';

const DAY_MS = 24 * 3_600_000;
/** RFC 9116, 2.5.5 recommends less than a year. */
const SECURITY_TXT_DAYS = 180;

/** Addresses without a language: the way in, built files, and where to report a weakness. */
@ApiExcludeController()
@Controller()
export class RootController {
  constructor(
    private readonly assets: BuiltAssets,
    private readonly configuration: Configuration,
    private readonly clock: Clock,
  ) {}

  @Get()
  enter(@Headers('accept-language') accepted: string | undefined, @Res() response: Response): void {
    protectPage(response);
    response.setHeader('Vary', 'Accept-Language');
    response.setHeader('Cache-Control', 'private, no-cache');
    response.redirect(302, `/${preferredLanguage(accepted)}/`);
  }

  /** The log in plain words; what programs read lies below (`#audit`). */
  @Get('transparency')
  explainLog(@Headers('accept-language') accepted: string | undefined, @Res() response: Response): void {
    protectPage(response);
    response.setHeader('Vary', 'Accept-Language');
    response.setHeader('Cache-Control', 'private, no-cache');
    response.redirect(302, `/${preferredLanguage(accepted)}/transparency`);
  }

  @Get('assets/:name')
  asset(
    @Param('name') name: string,
    @Headers('accept-encoding') accepted: string | undefined,
    @Res() response: Response,
  ): void {
    const asset = this.assets.find(name, accepted ?? '');
    if (asset === undefined) throw new NotFoundException();
    response.setHeader('Content-Type', asset.type);
    response.setHeader('Cache-Control', 'public, max-age=31536000, immutable'); // the name changes with the content
    response.setHeader('Vary', 'Accept-Encoding');
    response.setHeader('X-Content-Type-Options', 'nosniff');
    response.setHeader('Cross-Origin-Resource-Policy', 'same-origin');
    if (asset.encoding !== undefined) response.setHeader('Content-Encoding', asset.encoding);
    response.end(asset.content);
  }

  /** RFC 9116, where the operator said whom to tell. */
  @Get('.well-known/security.txt')
  securityText(@Res() response: Response): void {
    const { securityContact, publicUrl } = this.configuration;
    if (securityContact === undefined) throw new NotFoundException();
    const expires = new Date(this.clock.now().getTime() + SECURITY_TXT_DAYS * DAY_MS);
    const lines = [
      `Contact: ${securityContact}`,
      `Expires: ${expires.toISOString()}`,
      'Preferred-Languages: es, en',
      ...(publicUrl === undefined
        ? []
        : [`Canonical: ${publicUrl.replace(/\/$/, '')}/.well-known/security.txt`]),
    ];
    response.setHeader('Content-Type', 'text/plain; charset=utf-8');
    response.end(`${lines.join('\n')}\n`);
  }
}

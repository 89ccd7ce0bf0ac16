import { Controller, Get, Param, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { Response } from 'express';
import { Campaigns, LANGUAGES, wordingIn } from '#campaigns';
import { notFound } from '#kernel';
import { StaffOnly } from '#staff';
import { renderCampaignPreview } from '../pages/campaign-preview.js';

/** A campaign's page before its launch, for its manager: framed by the portal, unable to send anything. */
@ApiExcludeController()
@StaffOnly('manager')
@Controller('staff/preview')
export class PreviewController {
  constructor(private readonly campaigns: Campaigns) {}

  @Get(':id/:lang')
  async preview(
    @Param('id') id: string,
    @Param('lang') lang: string,
    @Res() response: Response,
  ): Promise<void> {
    const campaign = await this.campaigns.byId(id);
    const language = LANGUAGES.find((each) => each === lang);
    if (campaign === undefined || language === undefined) throw notFound('preview');
    // A young draft may have no words yet: there is nothing to show.
    if ((wordingIn(campaign, language) as object | undefined) === undefined) throw notFound('wording');
    response.setHeader(
      'Content-Security-Policy',
      "default-src 'none'; style-src 'self'; img-src 'self'; frame-ancestors 'self'; form-action 'none'; base-uri 'none'",
    );
    response.setHeader('X-Frame-Options', 'SAMEORIGIN');
    response.setHeader('Cache-Control', 'no-store');
    response.setHeader('Content-Type', 'text/html; charset=utf-8');
    response.end(renderCampaignPreview(campaign, language));
  }
}

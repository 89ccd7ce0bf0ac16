import { Controller, Get, Req, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { Request, Response } from 'express';
import { Campaigns, isOpen, type Language, LANGUAGES } from '#campaigns';
import { Clock, Configuration } from '#kernel';
import { NoticePage } from '../pages/notice-page.js';
import { pageContext, renderPage } from '../pages/sheet.js';
import { StartPage } from '../pages/start-page.js';
import { StatementPage } from '../pages/statement-page.js';
import { protectPage, sendPage } from './page-answer.js';
import { PageLanguage } from './page-language.js';

/** Everybody may be looking at an encyclopedia, in any of our languages. */
const neutralSite = (language: Language) => `https://${language}.wikipedia.org/`;

/** The pages around the form: the start, statements, thanks, and the way out. */
@ApiExcludeController()
@Controller([...LANGUAGES])
export class SiteController {
  constructor(
    private readonly campaigns: Campaigns,
    private readonly clock: Clock,
    private readonly configuration: Configuration,
  ) {}

  @Get()
  async start(
    @PageLanguage() language: Language,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    const now = this.clock.now();
    const open = (await this.campaigns.live()).filter((campaign) => isOpen(campaign, now));
    sendPage(request, response, {
      html: renderPage(<StartPage {...pageContext(language)} campaigns={open} />),
    });
  }

  @Get('privacy')
  privacy(@PageLanguage() language: Language, @Req() request: Request, @Res() response: Response): void {
    const page = (
      <StatementPage {...pageContext(language)} about="privacy" responsible={this.configuration} />
    );
    sendPage(request, response, { html: renderPage(page) });
  }

  @Get('accessibility')
  accessibility(
    @PageLanguage() language: Language,
    @Req() request: Request,
    @Res() response: Response,
  ): void {
    const page = (
      <StatementPage {...pageContext(language)} about="accessibility" responsible={this.configuration} />
    );
    sendPage(request, response, { html: renderPage(page) });
  }

  /** Where "I have written it down" leads: a page that says nothing of what was sent. */
  @Get('thanks')
  thanks(@PageLanguage() language: Language, @Req() request: Request, @Res() response: Response): void {
    const context = pageContext(language);
    const { title, text } = context.texts.thanks;
    const page = <NoticePage {...context} title={title} lines={[text]} path="thanks" />;
    sendPage(request, response, { html: renderPage(page) });
  }

  /** Out of here, also without script. What browsers let us clear is cleared; the history they keep. */
  @Get('exit')
  exit(@PageLanguage() language: Language, @Res() response: Response): void {
    protectPage(response);
    response.setHeader('Clear-Site-Data', '"cache", "storage"');
    response.setHeader('Cache-Control', 'no-store');
    response.setHeader('Referrer-Policy', 'no-referrer');
    response.redirect(303, neutralSite(language));
  }
}

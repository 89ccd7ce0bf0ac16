import { Injectable } from '@nestjs/common';
import { type Campaign, Campaigns, isOpen, type Language, wordingIn } from '#campaigns';
import { Clock, notFound } from '#kernel';
import { corrections } from '../form/corrections.js';
import { FormTokens } from '../form/form-token.js';
import type { Refusal } from '../form/tip-answers.js';
import { CampaignPage } from '../pages/campaign-page.js';
import { NoticePage } from '../pages/notice-page.js';
import { pageContext, renderPage } from '../pages/sheet.js';
import type { TypedTip } from '../pages/tip-form.js';
import { momentIn } from '../texts/index.js';
import type { PageAnswer } from './page-answer.js';

export interface SentForm extends TypedTip {
  submission: string;
}

/** What a campaign's address shows: its form, the form again with what to correct, or why it takes nothing now. */
@Injectable()
export class CampaignPages {
  constructor(
    private readonly campaigns: Campaigns,
    private readonly tokens: FormTokens,
    private readonly clock: Clock,
  ) {}

  /** @throws Problem `not-found` for an unknown address, and for a draft: nobody may learn of it early. */
  async find(slug: string): Promise<Campaign> {
    const campaign = await this.campaigns.bySlug(slug);
    if (campaign === undefined || campaign.state === 'draft') throw notFound('campaign');
    return campaign;
  }

  show(campaign: Campaign, language: Language): PageAnswer {
    if (!isOpen(campaign, this.clock.now())) return this.notice(campaign, language);
    return { html: this.form(campaign, language, this.tokens.issue()) };
  }

  /** The form with everything typed still in it, except files, which a page can't give back. */
  again(
    campaign: Campaign,
    language: Language,
    sent: SentForm,
    refusals: Refusal[],
    status = 422,
  ): PageAnswer {
    const submission = sent.submission === '' ? this.tokens.issue() : sent.submission;
    return { status, isPrivate: true, html: this.form(campaign, language, submission, sent, refusals) };
  }

  /**
   * A campaign that takes nothing now: 410 once it has ended, as a search engine should forget it then. What somebody
   * was typing meanwhile is given back.
   */
  notice(campaign: Campaign, language: Language, sent?: TypedTip): PageAnswer {
    const context = pageContext(language);
    const words = context.texts.closed;
    const now = this.clock.now();
    const hasEnded =
      campaign.state === 'closed' ||
      (campaign.closesAt !== null && campaign.closesAt.getTime() <= now.getTime());
    const isEarly = !hasEnded && campaign.state === 'live';
    const [title, line] = hasEnded
      ? [words.closed, words.closedText]
      : isEarly
        ? [words.early, words.earlyText(momentIn(language, campaign.opensAt ?? now))]
        : [words.paused, words.pausedText];
    const typed =
      sent === undefined ? '' : [sent.text, sent.place, sent.contact].filter(Boolean).join('\n\n');
    const html = renderPage(
      <NoticePage
        {...context}
        title={title}
        lines={[line, `«${wordingIn(campaign, language).title}»`, words.wayOn]}
        {...(typed === '' ? { path: `c/${campaign.slug}` } : { typed })}
      />,
    );
    return { status: hasEnded ? 410 : 200, html };
  }

  private form(
    campaign: Campaign,
    language: Language,
    submission: string,
    typed?: TypedTip,
    refusals: Refusal[] = [],
  ): string {
    return renderPage(
      <CampaignPage
        {...pageContext(language)}
        campaign={campaign}
        submission={submission}
        corrections={corrections(refusals, language)}
        {...(typed === undefined ? {} : { typed })}
      />,
    );
  }
}

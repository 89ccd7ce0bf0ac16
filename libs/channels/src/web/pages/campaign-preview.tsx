import type { Campaign, Language } from '#campaigns';
import { TEXTS } from '../texts/index.js';
import { CampaignPage } from './campaign-page.js';
import { pageContext, renderPage } from './sheet.js';

/** A campaign's page as citizens will see it, for its manager: also of a draft. Its form leads nowhere. */
export function renderCampaignPreview(campaign: Campaign, language: Language): string {
  return renderPage(
    <CampaignPage
      {...pageContext(language)}
      campaign={campaign}
      submission=""
      banner={TEXTS[language].preview}
    />,
  );
}

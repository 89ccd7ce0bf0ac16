import { type Campaign, wordingIn } from '#campaigns';
import { languageOf } from './campaign-page.js';
import { type PageContext, Sheet } from './sheet.js';
import { Urgent } from './urgent.js';

/** The way in: which campaigns are open, and how to come back. */
export function StartPage({ campaigns, ...context }: PageContext & { campaigns: Campaign[] }) {
  const { language, texts } = context;
  const { start } = texts;
  return (
    <Sheet {...context} title={start.title} path="">
      <div class="stack">
        <h1>{start.title}</h1>
        <p class="lead">{start.lead}</p>
        <Urgent texts={texts} />
        <h2>{start.calls}</h2>
        {campaigns.length === 0 ? (
          <p>{start.none}</p>
        ) : (
          <ul class="calls">
            {campaigns.map((campaign) => (
              <Call campaign={campaign} {...context} key={campaign.id} />
            ))}
          </ul>
        )}
        <div class="card stack">
          <h2>{start.comeBackTitle}</h2>
          <p>{start.comeBackText}</p>
          <p>
            <a class="govuk-button govuk-button--secondary" href={`/${language}/receipt`}>
              {texts.footer.comeBack}
            </a>
          </p>
        </div>
      </div>
    </Sheet>
  );
}

function Call({ campaign, language }: PageContext & { campaign: Campaign }) {
  const { title, text } = wordingIn(campaign, language);
  return (
    <li class="card" lang={languageOf(campaign, language)}>
      <a href={`/${language}/c/${campaign.slug}`}>{title}</a>
      <p>{text.split(/\n\s*\n/)[0]}</p>
    </li>
  );
}

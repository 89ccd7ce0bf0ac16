import { type Campaign, type CampaignWording, type Language, wordingIn } from '#campaigns';
import { type Correction, ErrorSummary } from './form-parts.js';
import { type PageContext, Sheet } from './sheet.js';
import { TipForm, type TypedTip } from './tip-form.js';
import { Urgent } from './urgent.js';

export type PublicCampaign = Pick<Campaign, 'slug' | 'languages' | 'wording' | 'hashtags'>;

interface CampaignPageProps extends PageContext {
  campaign: PublicCampaign;
  submission: string;
  typed?: TypedTip;
  corrections?: Correction[];
  banner?: string;
}

const NOTHING_TYPED: TypedTip = { text: '', place: '', contact: '' };
const ONLINE_REPORT = 'https://denuncias.policia.es/OVD/';
const ALERTCOPS = 'https://alertcops.ses.mir.es/';

/** A call for collaboration: the page is the form. */
export function CampaignPage({
  campaign,
  submission,
  typed = NOTHING_TYPED,
  corrections = [],
  banner,
  ...context
}: CampaignPageProps) {
  const { language, texts } = context;
  const wording = wordingIn(campaign, language);
  const isError = corrections.length > 0;
  return (
    <Sheet
      {...context}
      title={wording.title}
      isError={isError}
      {...(banner === undefined ? {} : { banner })}
      // After an error another language would be an empty form: what was typed is worth more.
      {...(isError ? {} : { path: `c/${campaign.slug}` })}
    >
      <ErrorSummary corrections={corrections} texts={texts} />
      <div class="stack">
        <Urgent texts={texts} />
        <Call campaign={campaign} wording={wording} language={language} notice={texts.form.otherLanguage} />
        <ul class="promises">
          {texts.form.promises.map((promise) => (
            <li key={promise}>{promise}</li>
          ))}
        </ul>
        <div class="card">
          <TipForm
            {...context}
            action={`/${language}/c/${campaign.slug}`}
            submission={submission}
            typed={typed}
            corrections={corrections}
          />
        </div>
        <p class="quiet small">
          <strong>{texts.form.notAReport}</strong> {texts.form.notAReportMore}{' '}
          <a href={ONLINE_REPORT} rel="noreferrer">
            {texts.form.reportOnline}
          </a>
          . {texts.form.alertcops}{' '}
          <a href={ALERTCOPS} rel="noreferrer">
            AlertCops
          </a>
          .
        </p>
      </div>
    </Sheet>
  );
}

interface CallProps {
  campaign: PublicCampaign;
  wording: CampaignWording;
  language: Language;
  notice: string;
}

function Call({ campaign, wording, language, notice }: CallProps) {
  const spoken = languageOf(campaign, language);
  return (
    <>
      {spoken === language ? null : <p class="quiet small">{notice}</p>}
      <div class="stack" lang={spoken}>
        <h1>{wording.title}</h1>
        {paragraphs(wording.text).map((paragraph, place) => (
          <p class={place === 0 ? 'lead' : undefined} key={paragraph}>
            {paragraph}
          </p>
        ))}
        {campaign.hashtags.length === 0 ? null : (
          <ul class="tags">
            {campaign.hashtags.map((tag) => (
              <li key={tag}>{tag}</li>
            ))}
          </ul>
        )}
      </div>
    </>
  );
}

/** The language that the campaign's words are in, for a reader of `language`. */
export const languageOf = (
  campaign: Pick<Campaign, 'languages' | 'wording'>,
  language: Language,
): Language => (campaign.wording[language] === undefined ? campaign.languages[0]! : language);

const paragraphs = (text: string): string[] => text.split(/\n\s*\n/).filter((each) => each.trim() !== '');

import { type Campaign, wordingIn } from '#campaigns';
import type { Receipt } from '#tips';
import { momentIn } from '../texts/index.js';
import { TRANSPARENCY } from '../texts/transparency.js';
import { languageOf } from './campaign-page.js';
import { type PageContext, Sheet } from './sheet.js';

interface ReceiptPageProps extends PageContext {
  campaign: Campaign;
  receipt: Receipt;
}

/** Shown once, after the commit. Its code stands first: people leave before they write it down. */
export function ReceiptPage({ campaign, receipt, ...context }: ReceiptPageProps) {
  const { language, texts } = context;
  const words = texts.receipt;
  return (
    <Sheet {...context} title={words.title}>
      <div class="stack">
        <h1>{words.title}</h1>
        {receipt.repeated ? <p class="done">{words.again}</p> : null}
        <section class="slip" aria-labelledby="code-title">
          <h2 id="code-title">{words.codeTitle}</h2>
          <p class="code" translate={false} data-code={receipt.code}>
            {receipt.code.split('-').map((group, place) => (
              <span key={place}>{group}</span>
            ))}
          </p>
          <p>{words.codeHint}</p>
        </section>
        <p class="buttons">
          <a class="govuk-button" href={`/${language}/thanks`} data-replace>
            {words.noted}
          </a>
          <button class="govuk-button govuk-button--secondary" type="button" data-print hidden>
            {words.print}
          </button>
        </p>
        <p class="lead" lang={languageOf(campaign, language)}>
          {wordingIn(campaign, language).acknowledgement}
        </p>
        <h2>{words.nextTitle}</h2>
        <ol class="steps">
          {words.next.map((step) => (
            <li key={step}>{step}</li>
          ))}
        </ol>
        <h2>{words.proofTitle}</h2>
        <p>{words.proofText}</p>
        <dl class="proof">
          <dt>{words.entry}</dt>
          <dd>{receipt.entryId}</dd>
          <dt>{words.hash}</dt>
          <dd>{receipt.leafHash}</dd>
          <dt>{words.at}</dt>
          <dd>
            <time dateTime={receipt.receivedAt.toISOString()}>{momentIn(language, receipt.receivedAt)}</time>
          </dd>
        </dl>
        {/* Its own window: the code on this page may not be written down yet. */}
        <form method="post" action={`/${language}/transparency`} target="_blank" rel="noopener">
          <input type="hidden" name="entry" value={receipt.entryId} />
          <input type="hidden" name="hash" value={receipt.leafHash} />
          <button class="govuk-button govuk-button--secondary" type="submit">
            {TRANSPARENCY[language].check.fromReceipt}
          </button>
        </form>
      </div>
    </Sheet>
  );
}

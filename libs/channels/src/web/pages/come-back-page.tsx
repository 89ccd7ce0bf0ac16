import { type Correction, ErrorSummary, Field } from './form-parts.js';
import { type PageContext, Sheet } from './sheet.js';

interface ComeBackPageProps extends PageContext {
  typedCode?: string;
  corrections?: Correction[];
}

/** Where the receipt's code leads back in. The code travels by POST only: an address would stay in the history. */
export function ComeBackPage({ typedCode = '', corrections = [], ...context }: ComeBackPageProps) {
  const { language, texts } = context;
  const words = texts.comeBack;
  const isError = corrections.length > 0;
  return (
    <Sheet {...context} title={words.title} isError={isError} path="receipt">
      <ErrorSummary corrections={corrections} texts={texts} />
      <div class="stack">
        <h1>{words.title}</h1>
        <p class="lead">{words.lead}</p>
        <form class="card form" method="post" action={`/${language}/receipt`} noValidate>
          <Field name="code" label={words.code} hint={words.codeHint} corrections={corrections} texts={texts}>
            {({ modifier, ...control }) => (
              <input
                {...control}
                class={`${modifier('govuk-input')} code-field`}
                type="text"
                autocomplete="off"
                autocapitalize="characters"
                spellcheck={false}
                translate={false}
                value={typedCode}
              />
            )}
          </Field>
          <button class="govuk-button" type="submit">
            {words.open}
          </button>
        </form>
        <p class="quiet">{words.lost}</p>
      </div>
    </Sheet>
  );
}

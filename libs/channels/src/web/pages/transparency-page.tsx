import { momentIn } from '../texts/index.js';
import { TRANSPARENCY } from '../texts/transparency.js';
import { type Correction, ErrorSummary, Field } from './form-parts.js';
import { type PageContext, Sheet } from './sheet.js';

interface TransparencyPageProps extends PageContext {
  typed?: { entry: string; hash: string };
  corrections?: Correction[];
  outside: WatchedFromOutside;
}

/** When somebody else last vouched for the log; undefined where nobody ever did. */
export interface WatchedFromOutside {
  witnessedAt: Date | undefined;
  stampedAt: Date | undefined;
}

/** The log in plain words, and where a receipt is checked. What is on a receipt travels by POST only. */
export function TransparencyPage({ typed, corrections = [], outside, ...context }: TransparencyPageProps) {
  const { language, texts } = context;
  const words = TRANSPARENCY[language];
  const field = { corrections, texts };
  return (
    <Sheet {...context} title={words.title} isError={corrections.length > 0} path="transparency">
      <ErrorSummary corrections={corrections} texts={texts} title={words.check.title} />
      <div class="prose stack">
        <h1>{words.title}</h1>
        <p class="lead">{words.lead}</p>
        {words.parts.map(({ title, lines }) => (
          <section class="stack" key={title}>
            <h2>{title}</h2>
            {lines.length === 1 ? (
              <p>{lines[0]}</p>
            ) : (
              <ul>
                {lines.map((line) => (
                  <li key={line}>{line}</li>
                ))}
              </ul>
            )}
          </section>
        ))}
        <Outside {...outside} language={language} />
        <h2>{words.check.title}</h2>
        <p>{words.check.lead}</p>
        <form class="card form" method="post" action={`/${language}/transparency`} noValidate>
          <Field name="entry" label={words.check.entry} hint={words.check.entryHint} {...field}>
            {(control) => <HashInput control={control} value={typed?.entry ?? ''} />}
          </Field>
          <Field
            name="hash"
            label={words.check.hash}
            hint={words.check.hashHint}
            optional={texts.optional}
            {...field}
          >
            {(control) => <HashInput control={control} value={typed?.hash ?? ''} />}
          </Field>
          <button class="govuk-button" type="submit">
            {words.check.button}
          </button>
        </form>
        <h2>{words.experts.title}</h2>
        <p>{words.experts.lead}</p>
        <ul>
          <li>
            <a href="/transparency/checkpoint">{words.experts.checkpoint}</a>
          </li>
          <li>
            <a href="/transparency/keys">{words.experts.keys}</a>
          </li>
        </ul>
      </div>
    </Sheet>
  );
}

function Outside({ witnessedAt, stampedAt, language }: WatchedFromOutside & Pick<PageContext, 'language'>) {
  const { title, witness, stamp } = TRANSPARENCY[language].outside;
  if (witnessedAt === undefined && stampedAt === undefined) return null;
  return (
    <section class="stack">
      <h2>{title}</h2>
      {witnessedAt && <p>{witness(momentIn(language, witnessedAt))}</p>}
      {stampedAt && <p>{stamp(momentIn(language, stampedAt))}</p>}
    </section>
  );
}

type Control = Parameters<Parameters<typeof Field>[0]['children']>[0];

function HashInput({ control: { modifier, ...control }, value }: { control: Control; value: string }) {
  return (
    <input
      {...control}
      class={`${modifier('govuk-input')} hash-field`}
      type="text"
      autocomplete="off"
      autocapitalize="none"
      spellcheck={false}
      translate={false}
      value={value}
    />
  );
}

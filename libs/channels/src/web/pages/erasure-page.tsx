import type { ErasureStanding } from '#tips';
import { ERASURE } from '../texts/erasure.js';
import { momentIn } from '../texts/index.js';
import { type PageContext, Sheet } from './sheet.js';

interface ErasurePageProps extends PageContext {
  standing: ErasureStanding;
  /** Goes on in a hidden field, never in an address. */
  code: string;
}

/** Asking for erasure: what goes and what stays before it is asked for, where the wish stands afterwards. */
export function ErasurePage({ standing, code, ...context }: ErasurePageProps) {
  const { language } = context;
  const words = ERASURE[language];
  const title =
    standing.state === 'can-be-asked'
      ? words.title
      : standing.state === 'asked'
        ? words.askedTitle
        : words.refusedTitle;
  return (
    <Sheet {...context} title={title}>
      <div class="stack prose">
        <h1>{title}</h1>
        {standing.state === 'can-be-asked' ? (
          <Explanation needsPerson={standing.needsPerson} words={words} />
        ) : standing.state === 'asked' ? (
          <Asked standing={standing} {...context} />
        ) : (
          <>
            <p class="lead">{words.refused[standing.reason]}</p>
            <p>{words.complain}</p>
          </>
        )}
        {standing.state === 'can-be-asked' ? (
          <form method="post" action={`/${language}/receipt/erasure/confirmed`}>
            <input type="hidden" name="code" value={code} />
            <button class="govuk-button govuk-button--warning" type="submit">
              {words.confirm}
            </button>
          </form>
        ) : null}
        <form method="post" action={`/${language}/receipt`}>
          <input type="hidden" name="code" value={code} />
          <button class="govuk-button govuk-button--secondary" type="submit">
            {standing.state === 'can-be-asked' ? words.back : words.backAfterwards}
          </button>
        </form>
      </div>
    </Sheet>
  );
}

type Words = (typeof ERASURE)['es'];

function Explanation({ needsPerson, words }: { needsPerson: boolean; words: Words }) {
  return (
    <>
      <p class="lead">{words.lead}</p>
      <h2>{words.goesTitle}</h2>
      <ul>
        {words.goes.map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ul>
      <h2>{words.staysTitle}</h2>
      <ul>
        {words.stays.map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ul>
      {needsPerson ? <p>{words.person}</p> : null}
      <p>
        <strong>{words.codeEnds}</strong>
      </p>
    </>
  );
}

function Asked({ standing, language }: PageContext & { standing: ErasureStanding & { state: 'asked' } }) {
  const words = ERASURE[language];
  if (!standing.needsPerson) return <p class="lead">{words.askedSoon}</p>;
  return (
    <>
      <p class="lead">{words.person}</p>
      <p>{words.askedPerson(momentIn(language, standing.decideBy))}</p>
      <p>{words.complain}</p>
    </>
  );
}

import { Sheet, type PageContext } from './sheet.js';
import { Urgent } from './urgent.js';

interface NoticePageProps extends PageContext {
  title: string;
  lines: string[];
  /** The language navigation's path, where the notice exists in every language. */
  path?: string;
  /** What the person had typed, given back to be copied. */
  typed?: string;
}

/** Something to know and a way on: an ended campaign, a wrong address, a failure, thanks. Never a dead end. */
export function NoticePage({ title, lines, path, typed, ...context }: NoticePageProps) {
  const { language, texts } = context;
  return (
    <Sheet {...context} title={title} {...(path === undefined ? {} : { path })}>
      <div class="stack">
        <h1>{title}</h1>
        {lines.map((line, place) => (
          <p class={place === 0 ? 'lead' : undefined} key={line}>
            {line}
          </p>
        ))}
        {typed === undefined ? null : (
          <div class="govuk-form-group">
            <label class="govuk-label" for="typed">
              {texts.closed.typed}
            </label>
            <textarea class="govuk-textarea" id="typed" rows={8} readOnly spellcheck={false}>
              {typed}
            </textarea>
          </div>
        )}
        <p class="buttons">
          <a class="govuk-button" href={`/${language}/`}>
            {texts.closed.others}
          </a>
          <a class="govuk-button govuk-button--secondary" href={`/${language}/receipt`}>
            {texts.footer.comeBack}
          </a>
        </p>
        <Urgent texts={texts} />
      </div>
    </Sheet>
  );
}

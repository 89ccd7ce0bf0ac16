import type { ComponentChildren, VNode } from 'preact';
import { renderToString } from 'preact-render-to-string';
import { type Language, LANGUAGES } from '#campaigns';
import { LANGUAGE_NAMES, TEXTS, type Texts } from '../texts/index.js';
import { TRANSPARENCY } from '../texts/transparency.js';
import { assetAddress } from './assets.js';

/** What every page is told. */
export interface PageContext {
  language: Language;
  texts: Texts;
}

export const pageContext = (language: Language): PageContext => ({ language, texts: TEXTS[language] });

interface SheetProps extends PageContext {
  title: string;
  /** The same page's path without the language, for the language navigation; none where changing would lose something. */
  path?: string;
  /** True where the person has something to correct: the title says so first. */
  isError?: boolean;
  /** Above everything, for the staff's preview. */
  banner?: string;
  children: ComponentChildren;
}

/** The frame of every citizen page. */
export function Sheet({ language, texts, title, path, isError = false, banner, children }: SheetProps) {
  return (
    <html lang={language}>
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1, viewport-fit=cover" />
        <meta name="color-scheme" content="light dark" />
        <meta name="theme-color" content="#0d5f5a" />
        <title>{`${isError ? texts.error : ''}${title} - Colabora`}</title>
        <link rel="icon" type="image/svg+xml" href={assetAddress('icon.svg')} />
        <link rel="stylesheet" href={assetAddress('site.css')} />
        <script src={assetAddress('site.js')} defer></script>
      </head>
      <body>
        <a href="#content" class="govuk-skip-link">
          {texts.skip}
        </a>
        {banner === undefined ? null : (
          <p class="preview" role="note">
            {banner}
          </p>
        )}
        <header class="masthead">
          <div class="wrap">
            <Wordmark language={language} isLink={path !== undefined} />
            {path === undefined ? null : <Tongues language={language} texts={texts} path={path} />}
            <Getaway language={language} texts={texts} />
          </div>
        </header>
        <main id="content" tabIndex={-1}>
          <div class="wrap">{children}</div>
        </main>
        <Footer language={language} texts={texts} />
      </body>
    </html>
  );
}

/** The whole document as text. preact escapes every value by default. */
export const renderPage = (page: VNode): string => `<!doctype html>${renderToString(page)}`;

function Wordmark({ language, isLink }: { language: Language; isLink: boolean }) {
  return isLink ? (
    <a class="wordmark" href={`/${language}/`} translate={false}>
      Colabora
    </a>
  ) : (
    <span class="wordmark" translate={false}>
      Colabora
    </span>
  );
}

function Tongues({ language, texts, path }: PageContext & { path: string }) {
  return (
    <nav aria-label={texts.languages}>
      <ul class="tongues">
        {LANGUAGES.map((each) => (
          <li key={each}>
            {each === language ? (
              <span aria-current="true">{LANGUAGE_NAMES[each]}</span>
            ) : (
              <a href={`/${each}/${path}`} hreflang={each} lang={each}>
                {LANGUAGE_NAMES[each]}
              </a>
            )}
          </li>
        ))}
      </ul>
    </nav>
  );
}

/** Early in the document, so that it is among the first things a keyboard or a screen reader meets. */
function Getaway({ language, texts }: PageContext) {
  return (
    <div class="getaway">
      <a href={`/${language}/exit`} data-exit rel="nofollow" aria-describedby="getaway-hint">
        {texts.exit.button}
      </a>
      <p id="getaway-hint">{texts.exit.hint}</p>
    </div>
  );
}

function Footer({ language, texts }: PageContext) {
  const { footer } = texts;
  return (
    <footer class="footer">
      <div class="wrap">
        <nav aria-label={texts.menu}>
          <ul>
            <li>
              <a href={`/${language}/receipt`}>{footer.comeBack}</a>
            </li>
            <li>
              <a href={`/${language}/privacy`}>{footer.privacy}</a>
            </li>
            <li>
              <a href={`/${language}/transparency`}>{TRANSPARENCY[language].footer}</a>
            </li>
            <li>
              <a href={`/${language}/accessibility`}>{footer.accessibility}</a>
            </li>
          </ul>
        </nav>
        <p>{footer.promise}</p>
      </div>
    </footer>
  );
}

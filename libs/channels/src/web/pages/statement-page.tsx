import { type PageContext, Sheet } from './sheet.js';

/** Privacy, and the accessibility statement after the template of RD 1112/2018, art. 15. */
export function StatementPage({ about, ...context }: PageContext & { about: 'privacy' | 'accessibility' }) {
  const { title, lead, parts } = context.texts[about];
  return (
    <Sheet {...context} title={title} path={about}>
      <div class="prose stack">
        <h1>{title}</h1>
        <p class="lead">{lead}</p>
        {parts.map((part) => (
          <section class="stack" key={part.title}>
            <h2>{part.title}</h2>
            {part.lines.length === 1 ? (
              <p>{part.lines[0]}</p>
            ) : (
              <ul>
                {part.lines.map((line) => (
                  <li key={line}>{line}</li>
                ))}
              </ul>
            )}
          </section>
        ))}
      </div>
    </Sheet>
  );
}

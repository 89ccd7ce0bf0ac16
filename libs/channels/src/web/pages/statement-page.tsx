import type { Language } from '#campaigns';
import type { Configuration } from '#kernel';
import { ORGANISATION } from '../texts/organisation.js';
import { type PageContext, Sheet } from './sheet.js';

export type Responsible = Pick<
  Configuration,
  'organisation' | 'organisationContact' | 'organisationDpo' | 'organisationComplaints'
>;

/** Privacy, and the accessibility statement after the template of RD 1112/2018, art. 15. */
export function StatementPage({
  about,
  responsible,
  ...context
}: PageContext & { about: 'privacy' | 'accessibility'; responsible: Responsible }) {
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
        <WhoIsResponsible about={about} responsible={responsible} language={context.language} />
      </div>
    </Sheet>
  );
}

/** An operator who hasn't said who they are is told so in public: a statement that names nobody binds nobody. */
function WhoIsResponsible({
  about,
  responsible,
  language,
}: {
  about: 'privacy' | 'accessibility';
  responsible: Responsible;
  language: Language;
}) {
  const words = ORGANISATION[language];
  const { organisation, organisationContact, organisationDpo, organisationComplaints } = responsible;
  const [label, value] =
    about === 'privacy' ? [words.dpo, organisationDpo] : [words.complaints, organisationComplaints];
  return (
    <section class="stack">
      <h2>{words.title}</h2>
      <p>{organisation ?? words.unnamed}</p>
      {organisationContact === undefined ? null : (
        <p>
          {words.contact} {organisationContact}
        </p>
      )}
      {value === undefined ? null : (
        <p>
          {label} {value}
        </p>
      )}
    </section>
  );
}

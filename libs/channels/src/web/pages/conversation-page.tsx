import type { Conversation } from '#tips';
import { TEXT_LENGTH } from '../form/limits.js';
import { ERASURE } from '../texts/erasure.js';
import { momentIn } from '../texts/index.js';
import { type Correction, ErrorSummary, Field } from './form-parts.js';
import { type PageContext, Sheet } from './sheet.js';

interface ConversationPageProps extends PageContext {
  conversation: Conversation;
  /** Goes on in a hidden field, never in an address. */
  code: string;
  submission: string;
  isReplyKept?: boolean;
  typedText?: string;
  corrections?: Correction[];
}

/** The talk with somebody who stays anonymous: where the tip stands, what the unit asks, room for an answer. */
export function ConversationPage(props: ConversationPageProps) {
  const { conversation, code, submission, isReplyKept = false, typedText = '', corrections = [] } = props;
  const { language, texts } = props;
  const words = texts.talk;
  return (
    <Sheet language={language} texts={texts} title={words.title} isError={corrections.length > 0}>
      <ErrorSummary corrections={corrections} texts={texts} />
      <div class="stack">
        {isReplyKept ? (
          <p class="done" role="status">
            {words.kept}
          </p>
        ) : null}
        <h1>{words.title}</h1>
        <p>
          <span class="state">{words.states[conversation.state]}</span>
        </p>
        <p class="lead">{words.stateWords[conversation.state]}</p>
        <p class="quiet">
          {words.sent} {momentIn(language, conversation.receivedAt)}
        </p>
        <h2>{words.messages}</h2>
        <Messages {...props} />
        <form class="card form" method="post" action={`/${language}/receipt/reply`} noValidate>
          <Field
            name="text"
            label={words.reply}
            hint={words.replyHint}
            isMain
            corrections={corrections}
            texts={texts}
          >
            {({ modifier, ...control }) => (
              <textarea
                {...control}
                class={modifier('govuk-textarea')}
                rows={6}
                required
                spellcheck={false}
                data-limit={TEXT_LENGTH.max}
                data-left={texts.form.left}
                data-over={texts.form.over}
              >
                {typedText}
              </textarea>
            )}
          </Field>
          <input type="hidden" name="code" value={code} />
          <input type="hidden" name="submission" value={submission} />
          <button class="govuk-button" type="submit">
            {words.send}
          </button>
        </form>
        <form method="post" action={`/${language}/receipt/erasure`}>
          <input type="hidden" name="code" value={code} />
          <p class="quiet small" id="erasure-hint">
            {ERASURE[language].askHint}
          </p>
          <button class="govuk-button govuk-button--secondary" type="submit" aria-describedby="erasure-hint">
            {ERASURE[language].ask}
          </button>
        </form>
      </div>
    </Sheet>
  );
}

function Messages({ conversation: { messages }, language, texts }: ConversationPageProps) {
  const words = texts.talk;
  if (messages.length === 0) return <p>{words.none}</p>;
  return (
    <>
      <ol class="talk">
        {messages.map(({ from, at, text }) => (
          <li class={from === 'informant' ? 'mine' : undefined} key={at.getTime()}>
            <strong>{from === 'desk' ? words.desk : words.mine}</strong>
            <time dateTime={at.toISOString()}>{momentIn(language, at)}</time>
            {text}
          </li>
        ))}
      </ol>
      {messages.some(({ from }) => from === 'informant') ? (
        <p class="quiet small">{words.mineHidden}</p>
      ) : null}
    </>
  );
}

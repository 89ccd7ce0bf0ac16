import type { ComponentChildren } from 'preact';
import type { Texts } from '../texts/index.js';

/** One thing to correct, said in the person's words, with the field that it leads to. */
export interface Correction {
  field: string;
  message: string;
}

interface ErrorSummaryProps {
  corrections: Correction[];
  texts: Texts;
  /** Where it isn't about something that was sent. */
  title?: string;
}

/** Takes the focus where there is script, leads to the fields by plain links where there is none. */
export function ErrorSummary({ corrections, texts, title = texts.errors.title }: ErrorSummaryProps) {
  if (corrections.length === 0) return null;
  return (
    <div class="govuk-error-summary" tabIndex={-1}>
      <div role="alert">
        <h2 class="govuk-error-summary__title">{title}</h2>
        <ul class="govuk-error-summary__list">
          {corrections.map(({ field, message }) => (
            <li key={field + message}>
              <a href={`#${field}`}>{message}</a>
            </li>
          ))}
        </ul>
      </div>
    </div>
  );
}

interface FieldProps {
  name: string;
  label: string;
  hint: string;
  /** The word for "optional", where the field is. */
  optional?: string;
  /** The question of the page: bigger. */
  isMain?: boolean;
  corrections: Correction[];
  texts: Texts;
  /** Draws the control; spread `control` on it. */
  children: (control: Control) => ComponentChildren;
}

interface Control {
  id: string;
  name: string;
  'aria-describedby': string;
  'aria-invalid'?: true;
  /** ` govuk-…--error` or nothing, for the control's own kind. */
  modifier: (block: string) => string;
}

/** Label, hint, error and control, tied together for screen readers. */
export function Field({ name, label, hint, optional, isMain, corrections, texts, children }: FieldProps) {
  const messages = corrections.filter(({ field }) => field === name).map(({ message }) => message);
  const isWrong = messages.length > 0;
  return (
    <div class={`govuk-form-group${isWrong ? ' govuk-form-group--error' : ''}`}>
      <label class={`govuk-label${isMain === true ? ' question' : ''}`} for={name}>
        {label}
        {optional === undefined ? null : <span class="optional"> ({optional})</span>}
      </label>
      <div id={`${name}-hint`} class="govuk-hint">
        {hint}
      </div>
      {isWrong ? (
        <div id={`${name}-error`}>
          {messages.map((message) => (
            <p class="govuk-error-message" key={message}>
              <span class="govuk-visually-hidden">{texts.error}</span>
              {message}
            </p>
          ))}
        </div>
      ) : null}
      {children({
        id: name,
        name,
        'aria-describedby': isWrong ? `${name}-hint ${name}-error` : `${name}-hint`,
        ...(isWrong ? { 'aria-invalid': true } : {}),
        modifier: (block) => (isWrong ? `${block} ${block}--error` : block),
      })}
    </div>
  );
}

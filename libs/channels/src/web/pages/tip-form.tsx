import { CONTACT_LENGTH, MAX_FILE_BYTES, PLACE_LENGTH, TEXT_LENGTH } from '../form/limits.js';
import { type Correction, Field } from './form-parts.js';
import type { PageContext } from './sheet.js';

/** What a person typed; given back after an error. */
export interface TypedTip {
  text: string;
  place: string;
  contact: string;
}

interface TipFormProps extends PageContext {
  action: string;
  /** Names this filling-in of the form: the same one sent twice is one tip. */
  submission: string;
  typed: TypedTip;
  corrections: Correction[];
}

/**
 * Text first and alone mandatory: forced categories and fields drive people away. `spellcheck` is off, as some browsers
 * send what is typed to their maker for it; `autocomplete` is off where the browser would keep it on a shared device.
 */
export function TipForm({ language, texts, action, submission, typed, corrections }: TipFormProps) {
  const { form } = texts;
  const shared = { corrections, texts };
  return (
    <form class="form" method="post" action={action} encType="multipart/form-data" noValidate>
      <Field name="text" label={form.text} hint={form.textHint} isMain {...shared}>
        {({ modifier, ...control }) => (
          <textarea
            {...control}
            class={modifier('govuk-textarea')}
            rows={8}
            required
            spellcheck={false}
            lang={language}
            data-limit={TEXT_LENGTH.max}
            data-left={form.left}
            data-over={form.over}
          >
            {typed.text}
          </textarea>
        )}
      </Field>
      <Field name="place" label={form.place} hint={form.placeHint} optional={texts.optional} {...shared}>
        {({ modifier, ...control }) => (
          <input
            {...control}
            class={modifier('govuk-input')}
            type="text"
            autocomplete="off"
            spellcheck={false}
            maxLength={PLACE_LENGTH}
            value={typed.place}
          />
        )}
      </Field>
      <Field name="files" label={form.files} hint={form.filesHint} optional={texts.optional} {...shared}>
        {({ modifier, ...control }) => (
          <>
            {corrections.length === 0 ? null : <p class="note">{form.filesAgain}</p>}
            <input
              {...control}
              class={modifier('govuk-file-upload')}
              type="file"
              multiple
              accept="image/*,video/*,audio/*,.heic,.heif,.pdf,.doc,.docx,.odt"
              data-place-note={form.filesPlaceNote}
              data-most-bytes={MAX_FILE_BYTES}
              data-too-large={texts.errors.fileTooLarge('%')}
            />
          </>
        )}
      </Field>
      <Field
        name="contact"
        label={form.contact}
        hint={form.contactHint}
        optional={texts.optional}
        {...shared}
      >
        {({ modifier, ...control }) => (
          <input
            {...control}
            class={modifier('govuk-input')}
            type="text"
            autocomplete="off"
            autocapitalize="none"
            spellcheck={false}
            maxLength={CONTACT_LENGTH}
            value={typed.contact}
          />
        )}
      </Field>
      <div class="trap" aria-hidden="true">
        <label for="website">{form.trap}</label>
        <input id="website" name="website" type="text" tabIndex={-1} autocomplete="off" />
      </div>
      <input type="hidden" name="submission" value={submission} />
      <div class="stack">
        <p class="quiet">{form.afterSend}</p>
        <button class="govuk-button" type="submit">
          {form.send}
        </button>
      </div>
    </form>
  );
}

/** Takes the reader to what went wrong, as soon as the page is there. */
export function focusErrorSummary(): void {
  document.querySelector<HTMLElement>('.govuk-error-summary')?.focus();
}

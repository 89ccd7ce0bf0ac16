/** The house's mark: a word, and the one light that it carries. */
export const Mark = () => (
  <svg viewBox="0 0 32 32" width="28" height="28" aria-hidden="true">
    <path d="M4 6.5h24v16H15L8 28v-5.5H4z" fill="#f6f3ec" />
    <circle cx="21.5" cy="14.5" r="3.6" fill="#e08a3c" />
  </svg>
);

/** From this share of the limit on the count is shown: earlier it would only distract. */
const SHOWN_FROM = 0.75;
/** Screen readers hear the count when typing rests, not at each key. */
const REST_MS = 900;

/** Says how many characters are left, counted as the server counts them: code points, not UTF-16 units. */
export function countCharacters(): void {
  for (const field of document.querySelectorAll<HTMLTextAreaElement>('textarea[data-limit]')) {
    const limit = Number(field.dataset['limit']);
    const { left = '', over = '' } = field.dataset;
    const number = new Intl.NumberFormat(document.documentElement.lang);
    const shown = addAfter(field, 'counter');
    shown.ariaHidden = 'true';
    const spoken = addAfter(shown, 'govuk-visually-hidden');
    spoken.setAttribute('aria-live', 'polite');
    let rest: ReturnType<typeof setTimeout> | undefined;
    const count = () => {
      const typed = [...field.value].length;
      const remaining = limit - typed;
      const words = (remaining < 0 ? over : left).replace('%', number.format(Math.abs(remaining)));
      shown.textContent = typed > limit * SHOWN_FROM ? words : '';
      shown.classList.toggle('over', remaining < 0);
      clearTimeout(rest);
      rest = setTimeout(() => (spoken.textContent = shown.textContent), REST_MS);
    };
    field.addEventListener('input', count);
    count();
  }
}

function addAfter(element: Element, className: string): HTMLElement {
  const added = document.createElement('p');
  added.className = className;
  element.after(added);
  return added;
}

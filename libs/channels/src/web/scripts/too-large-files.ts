import { noteBelow } from './note.js';

/** Says which chosen file is too large as soon as it is chosen: nobody should upload a film for minutes to hear it. */
export function tellTooLargeFiles(): void {
  const field = document.querySelector<HTMLInputElement>('input[type=file][data-too-large]');
  if (field === null) return;
  const { tooLarge = '', mostBytes } = field.dataset;
  const note = noteBelow(field);
  field.addEventListener('change', () => {
    const refused = [...(field.files ?? [])].filter(({ size }) => size > Number(mostBytes));
    note.hidden = refused.length === 0;
    note.textContent = refused.map(({ name }) => tooLarge.replace('%', () => name)).join('. ');
  });
}

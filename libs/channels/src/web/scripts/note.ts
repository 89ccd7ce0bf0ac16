/** A line below a field for what is found about it; spoken when it changes. */
export function noteBelow(field: HTMLElement): HTMLElement {
  const note = document.createElement('p');
  note.className = 'note';
  note.setAttribute('role', 'status');
  note.hidden = true;
  field.after(note);
  return note;
}

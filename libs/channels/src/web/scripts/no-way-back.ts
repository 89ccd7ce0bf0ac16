/** Links that leave the receipt replace it in the history: on a shared phone, Back must not show the code. */
export function leaveNoWayBack(): void {
  for (const link of document.querySelectorAll<HTMLAnchorElement>('a[data-replace]')) {
    link.addEventListener('click', (event) => {
      event.preventDefault();
      location.replace(link.href);
    });
  }
}

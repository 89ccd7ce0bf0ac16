/** How long three presses of Shift may take. */
const PRESSES_WITHIN_MS = 3000;

/**
 * Leaves for a neutral site without an entry in the history: `location.href` would leave one, and Back would show the
 * page again (CHI 2023, 10.1145/3544548.3581078). The page is blanked at once, so that a slow network shows nothing.
 */
export function leaveAtOnce(): void {
  const links = [...document.querySelectorAll<HTMLAnchorElement>('a[data-exit]')];
  const [link] = links;
  if (link === undefined) return;
  for (const each of links) {
    each.addEventListener('click', (event) => {
      event.preventDefault();
      leave(link.href);
    });
  }
  let presses: number[] = [];
  document.addEventListener('keyup', ({ key, timeStamp }) => {
    presses =
      key === 'Shift' ? [...presses.filter((at) => timeStamp - at < PRESSES_WITHIN_MS), timeStamp] : [];
    if (presses.length >= 3) leave(link.href);
  });
  // A page kept by the browser for Back comes back blank: load it anew.
  window.addEventListener('pageshow', ({ persisted }) => {
    if (persisted && document.body.hidden) location.reload();
  });
}

function leave(address: string): void {
  document.title = '…';
  document.body.hidden = true;
  location.replace(address);
}

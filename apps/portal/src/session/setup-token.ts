/**
 * The one-time secret of a set-up link. It stands behind `#`, which browsers never send; it leaves the address bar and
 * the history before anything is drawn, and stays in this page's memory only.
 */
let token: string | undefined;

export function takeSetupToken(): void {
  if (!location.pathname.endsWith('/setup')) return;
  // Another link opened in the same tab changes only the fragment: the page then starts afresh with it.
  window.addEventListener('hashchange', () => location.reload());
  if (location.hash.length < 2) return;
  token = decodeURIComponent(location.hash.slice(1));
  history.replaceState(history.state, '', location.pathname);
}

export const setupToken = (): string | undefined => token;

/** After its use. */
export const forgetSetupToken = (): void => {
  token = undefined;
};

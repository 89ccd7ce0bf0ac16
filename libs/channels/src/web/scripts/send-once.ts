/** A second press within this time is a slip of the finger. The server would answer it with the same receipt anyway. */
const SLIP_MS = 2000;

/** Sends a form once for two quick presses. */
export function sendOnce(): void {
  for (const form of document.forms) {
    let sentAt = -Infinity;
    form.addEventListener('submit', (event) => {
      if (event.timeStamp - sentAt < SLIP_MS) event.preventDefault();
      else sentAt = event.timeStamp;
    });
  }
}

import { setNonce } from 'get-nonce';

/** The response's nonce, which the server put on the meta element that Vite writes. */
export const styleNonce = document.querySelector<HTMLMetaElement>('meta[property="csp-nonce"]')?.nonce ?? '';

setNonce(styleNonce); // for react-remove-scroll, which dialogs use to hold the page still

/** A table that scrolls sideways on a phone is reached by keyboard, too (WCAG 2.1.1). */
export const FOCUSABLE = { viewportProps: { tabIndex: 0 } };

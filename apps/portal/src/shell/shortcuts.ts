import { useEffect, useRef } from 'react';
import { tinykeys } from 'tinykeys';
import { RememberedSetting } from '../browser/remembered-setting.js';

/** Single letters can be switched off for those who dictate or hit keys by accident (WCAG 2.1.4). */
export const singleKeys = new RememberedSetting('colabora.single-keys', ['on', 'off'] as const, 'on');

/** Shift alone makes a letter no less plain. */
const HAS_MODIFIER = /^(?!Shift\+)\w+\+/;

type Shortcuts = Record<string, () => void>;

/**
 * Keys that work while the component is on the page. Those without a modifier rest while somebody types, while a
 * dialog is open (of a dialog's own keys: another one beside it), and where they are switched off.
 */
export function useShortcuts(shortcuts: Shortcuts, where: 'page' | 'dialog' = 'page'): void {
  const current = useRef(shortcuts);
  current.current = shortcuts;
  const keys = Object.keys(shortcuts).join(' ');
  useEffect(
    () =>
      tinykeys(
        window,
        Object.fromEntries(
          keys.split(' ').map((key) => [
            key,
            (event: KeyboardEvent) => {
              if (!HAS_MODIFIER.test(key) && !takesPlainKeys(event, where)) return;
              event.preventDefault();
              current.current[key]?.();
            },
          ]),
        ),
      ),
    [keys, where],
  );
}

function takesPlainKeys(event: KeyboardEvent, where: 'page' | 'dialog'): boolean {
  const target = event.target as HTMLElement;
  const types = target.closest('input, textarea, select, [contenteditable]') !== null;
  const dialogs = document.querySelectorAll('[role="dialog"]').length;
  // A key that has just closed a dialog comes from what is no longer in the document.
  const isOurs =
    where === 'dialog' ? dialogs === 1 : dialogs === 0 && target.closest('[role="dialog"]') === null;
  const activates = event.key === 'Enter' && target.closest('a, button, summary') !== null;
  return !types && isOurs && !activates && singleKeys.get() === 'on';
}

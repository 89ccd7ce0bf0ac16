import { useEffect, useRef } from 'react';
import { tinykeys } from 'tinykeys';
import { RememberedSetting } from '../browser/remembered-setting.js';

/** Single letters can be switched off for those who dictate or hit keys by accident (WCAG 2.1.4). */
export const singleKeys = new RememberedSetting('colabora.single-keys', ['on', 'off'] as const, 'on');

type Shortcuts = Record<string, () => void>;

/**
 * Keys that work while the component is on the page. Those without a modifier rest while somebody types, while a
 * dialog is open, and where they are switched off.
 */
export function useShortcuts(shortcuts: Shortcuts): void {
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
              if (!key.includes('+') && !takesPlainKeys(event)) return;
              event.preventDefault();
              current.current[key]?.();
            },
          ]),
        ),
      ),
    [keys],
  );
}

function takesPlainKeys(event: KeyboardEvent): boolean {
  const target = event.target as HTMLElement;
  const types = target.closest('input, textarea, select, [contenteditable], [role="dialog"]') !== null;
  const dialogIsOpen = document.querySelector('[role="dialog"]') !== null;
  const activates = event.key === 'Enter' && target.closest('a, button, summary') !== null;
  return !types && !dialogIsOpen && !activates && singleKeys.get() === 'on';
}

import { useSyncExternalStore } from 'react';

/** A unit's secret key, as this browser holds it while it is unlocked. */
export interface UnitKey {
  id: string;
  unitId: string;
  recipient: string;
  identity: string;
}

/** What is open now. In this page's memory only: no storage, no other tab, no server. */
export interface Keyring {
  /** The person's own key. */
  identity: string;
  recipient: string;
  unitKeys: readonly UnitKey[];
  /** Units for which the server handed out a key under another key's name: none of them is used. */
  swapped: readonly string[];
}

/** Without a touch for this long the keys are forgotten. */
export const IDLE_MINUTES = 10;
const TOUCHES = ['pointerdown', 'keydown'] as const;

let keyring: Keyring | undefined;
let timer: ReturnType<typeof setTimeout> | undefined;
const listeners = new Set<() => void>();

export const openKeyring = (): Keyring | undefined => keyring;

/** Puts keys into reach until `lock`, signing out, leaving the page or ten idle minutes. */
export function unlockWith(opened: Keyring): void {
  keyring = opened;
  TOUCHES.forEach((touch) => window.addEventListener(touch, stayOpen, { passive: true }));
  stayOpen();
  tell();
}

/** Forgets every secret key. */
export function lock(): void {
  if (keyring === undefined) return;
  keyring = undefined;
  clearTimeout(timer);
  TOUCHES.forEach((touch) => window.removeEventListener(touch, stayOpen));
  tell();
}

/** Adds a unit's key that was brought in from paper or just made. */
export function hold(key: UnitKey): void {
  if (keyring === undefined) return;
  const others = keyring.unitKeys.filter(({ id }) => id !== key.id);
  keyring = { ...keyring, unitKeys: [key, ...others] };
  tell();
}

function stayOpen(): void {
  clearTimeout(timer);
  timer = setTimeout(lock, IDLE_MINUTES * 60_000);
}

const tell = () => listeners.forEach((listener) => listener());

export function whenKeyringChanges(listener: () => void): () => void {
  listeners.add(listener);
  return () => void listeners.delete(listener);
}

/** The open keys, in a component; undefined while locked. */
export const useKeyring = (): Keyring | undefined => useSyncExternalStore(whenKeyringChanges, openKeyring);

import { useSyncExternalStore } from 'react';
import { type Keyring, openKeyring, whenKeyringChanges } from './keyring.js';

/** Somebody who needs the keys, waiting for the person to unlock. */
interface Waiting {
  resolve: (keyring: Keyring) => void;
  reject: (reason: Error) => void;
}

/** The person closed the unlock dialog. */
export class NotUnlocked extends Error {
  override readonly name = 'NotUnlocked';
}

let waiting: Waiting[] = [];
const listeners = new Set<() => void>();
const tell = () => listeners.forEach((listener) => listener());

/** The open keys; asks the person to unlock where they are locked. @throws NotUnlocked if they'd rather not. */
export function unlockKeys(): Promise<Keyring> {
  const keyring = openKeyring();
  if (keyring !== undefined) return Promise.resolve(keyring);
  return new Promise((resolve, reject) => {
    waiting = [...waiting, { resolve, reject }];
    tell();
  });
}

export function giveUp(): void {
  const turnedAway = waiting;
  waiting = [];
  turnedAway.forEach(({ reject }) => reject(new NotUnlocked()));
  tell();
}

whenKeyringChanges(() => {
  const keyring = openKeyring();
  if (keyring === undefined || waiting.length === 0) return;
  const served = waiting;
  waiting = [];
  served.forEach(({ resolve }) => resolve(keyring));
  tell();
});

/** Whether the unlock dialog should stand open. */
export const useIsAsked = (): boolean =>
  useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    () => waiting.length > 0,
  );

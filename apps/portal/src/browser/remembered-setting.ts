import { useSyncExternalStore } from 'react';

/**
 * A choice of how the portal looks or behaves that this browser remembers. Never anything about tips or people.
 */
export class RememberedSetting<T extends string> {
  private readonly listeners = new Set<() => void>();
  private value: T;

  constructor(
    private readonly name: string,
    private readonly allowed: readonly T[],
    fallback: T,
  ) {
    this.value = this.stored() ?? fallback;
  }

  get(): T {
    return this.value;
  }

  set(value: T): void {
    this.value = value;
    try {
      localStorage.setItem(this.name, value);
    } catch {
      // Storage may be switched off: the choice then holds until the page is closed.
    }
    this.listeners.forEach((listener) => listener());
  }

  subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  /** What was chosen earlier, if it still is a choice. */
  private stored(): T | undefined {
    try {
      const stored = localStorage.getItem(this.name);
      return this.allowed.find((choice) => choice === stored);
    } catch {
      return undefined;
    }
  }
}

/** The setting's value, and the way to change it, in a component. */
export function useSetting<T extends string>(setting: RememberedSetting<T>): [T, (value: T) => void] {
  const value = useSyncExternalStore(setting.subscribe, () => setting.get());
  return [value, (next) => setting.set(next)];
}

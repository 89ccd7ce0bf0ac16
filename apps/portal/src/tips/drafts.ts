import { useSyncExternalStore } from 'react';

/** What is being typed, by tip and field: it outlives a reload of the tip and a look at another one, not the page. */
const drafts = new Map<string, string>();
const listeners = new Set<() => void>();

export function useDraft(
  tipId: string,
  field: 'note' | 'question' | 'group-answer',
): [string, (text: string) => void] {
  const key = `${tipId} ${field}`;
  const text = useSyncExternalStore(subscribe, () => drafts.get(key) ?? '');
  return [text, (next) => write(key, next)];
}

function write(key: string, text: string): void {
  if (text === '') drafts.delete(key);
  else drafts.set(key, text);
  listeners.forEach((listener) => listener());
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

window.addEventListener('beforeunload', (event) => {
  if ([...drafts.values()].some((text) => text.trim() !== '')) event.preventDefault();
});

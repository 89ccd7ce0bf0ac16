import { useEffect } from 'react';

/** Names the page in the browser's tab and for screen readers. Never with a tip's words. */
export function useDocumentTitle(title: string): void {
  useEffect(() => {
    document.title = `${title} · Colabora`;
  }, [title]);
}

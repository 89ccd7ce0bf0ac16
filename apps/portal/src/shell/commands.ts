import { useEffect, useRef } from 'react';

/** Something a person can do on the page they are on. */
export interface Command {
  label: string;
  key?: string;
  run: () => void;
}

const offers = new Set<() => Command[]>();

/** What the pages on the screen offer now, for the palette. */
export const commands = (): Command[] => [...offers].flatMap((offer) => offer());

/** Offers commands while the component is on the page. */
export function useCommands(offered: Command[]): void {
  const current = useRef(offered);
  current.current = offered;
  useEffect(() => {
    const offer = () => current.current;
    offers.add(offer);
    return () => void offers.delete(offer);
  }, []);
}

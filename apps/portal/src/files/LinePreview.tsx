import { useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import type { QueueLine } from '../api/types.js';
import classes from './LinePreview.module.css';
import { thumbnailQuery, useObjectAddress } from './file-queries.js';

/** Whoever scrolls past looks at nothing. */
const SETTLED_MILLISECONDS = 250;

/**
 * The masked preview of a line's first file, small. Each look is in the log, so it is fetched only when the line has
 * come to rest in sight.
 */
export default function LinePreview({ line }: { line: QueueLine }) {
  const [place, setPlace] = useState<HTMLElement | null>(null);
  const isSeen = useHasBeenSeen(place);
  const { fileId = '', version } = line.preview ?? {};
  const thumbnail = useQuery(thumbnailQuery(line.id, fileId, isSeen ? version : undefined));
  const address = useObjectAddress(thumbnail.data);
  return (
    <span ref={setPlace} className={classes.preview}>
      {address !== undefined && <img src={address} alt="" />}
    </span>
  );
}

function useHasBeenSeen(element: HTMLElement | null): boolean {
  const [hasBeenSeen, setHasBeenSeen] = useState(false);
  useEffect(() => {
    if (element === null || hasBeenSeen) return;
    let settling: number | undefined;
    const observer = new IntersectionObserver(([entry]) => {
      window.clearTimeout(settling);
      if (entry?.isIntersecting === true) {
        settling = window.setTimeout(() => setHasBeenSeen(true), SETTLED_MILLISECONDS);
      }
    });
    observer.observe(element);
    return () => {
      window.clearTimeout(settling);
      observer.disconnect();
    };
  }, [element, hasBeenSeen]);
  return hasBeenSeen;
}

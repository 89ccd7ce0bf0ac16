import { lazy, Suspense, useEffect, useState } from 'react';
import type { Session } from '../api/types.js';
import { withWords } from '../words/index.js';

const KeyReminder = lazy(withWords('vault', () => import('../vault/KeyReminder.js')));
const RevealNotices = lazy(withWords('reveal', () => import('../reveal/RevealNotices.js')));

/** Nobody waits for it: it comes when the page has long been there. */
const LATER_MS = 2000;

/** What those who work on tips should know above any page: a missing key, requests that wait for them. */
export function NoticesLater({ staff }: { staff: Session }) {
  const [isTime, setIsTime] = useState(false);
  const worksOnTips = staff.roles.some((role) => role === 'investigator' || role === 'lead');
  useEffect(() => {
    if (!worksOnTips) return;
    const timer = setTimeout(() => setIsTime(true), LATER_MS);
    return () => clearTimeout(timer);
  }, [worksOnTips]);
  if (!isTime) return null;
  return (
    <Suspense>
      <KeyReminder />
      <RevealNotices />
    </Suspense>
  );
}

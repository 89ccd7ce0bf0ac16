import { lazy, Suspense, useEffect, useState } from 'react';
import type { Session } from '../api/types.js';
import { withWords } from '../words/index.js';

const KeyReminder = lazy(withWords('vault', () => import('./KeyReminder.js')));

/** Nobody waits for it: it comes when the page has long been there. */
const LATER_MS = 2000;

/** Reminds those who work on tips to make their key, until they have one. */
export function KeyReminderLater({ staff }: { staff: Session }) {
  const [isTime, setIsTime] = useState(false);
  const needsKey = staff.roles.some((role) => role === 'investigator' || role === 'lead');
  useEffect(() => {
    if (!needsKey) return;
    const timer = setTimeout(() => setIsTime(true), LATER_MS);
    return () => clearTimeout(timer);
  }, [needsKey]);
  if (!isTime) return null;
  return (
    <Suspense>
      <KeyReminder />
    </Suspense>
  );
}

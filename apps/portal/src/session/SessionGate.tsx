import { useQuery, useQueryClient } from '@tanstack/react-query';
import { lazy, type ReactNode, Suspense, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { whenSessionEnds } from '../api/client.js';
import { Failure } from '../states/Failure.js';
import { Loading } from '../states/Loading.js';
import { lock } from '../vault/keyring.js';
import { sessionQuery } from './session.js';

const SignInPage = lazy(() => import('./SignInPage.js').then((page) => ({ default: page.SignInPage })));
const SignInAgain = lazy(() => import('./SignInAgain.js'));

/**
 * Shows the portal to whoever is signed in. Without a session the sign-in page stands at the same address, so that
 * signing in leads on to it; when a session ends meanwhile, signing in happens over the page, which keeps what was typed.
 */
export function SessionGate({ children }: { children: ReactNode }) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const session = useQuery(sessionQuery);
  const [ended, setEnded] = useState(false);
  useEffect(
    () =>
      whenSessionEnds(() => {
        lock();
        setEnded(true);
      }),
    [],
  );

  if (session.isPending) return <Loading label={t('loading.portal')} />;
  if (session.isError) return <Failure error={session.error} onRetry={() => void session.refetch()} />;
  if (session.data === null) {
    return (
      <Suspense>
        <SignInPage />
      </Suspense>
    );
  }
  return (
    <>
      {children}
      {ended && (
        <Suspense>
          <SignInAgain
            email={session.data.email}
            onSignedIn={() => {
              setEnded(false);
              void queries.refetchQueries({ predicate: ({ state }) => state.status === 'error' });
            }}
          />
        </Suspense>
      )}
    </>
  );
}

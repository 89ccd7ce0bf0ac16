import { Modal } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { type ReactNode, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { whenSessionEnds } from '../api/client.js';
import { Failure } from '../states/Failure.js';
import { Loading } from '../states/Loading.js';
import { SignInForm } from './SignInForm.js';
import { SignInPage } from './SignInPage.js';
import { sessionQuery } from './session.js';

/**
 * Shows the portal to whoever is signed in. Without a session the sign-in page stands at the same address, so that
 * signing in leads on to it; when a session ends meanwhile, signing in happens over the page, which keeps what was typed.
 */
export function SessionGate({ children }: { children: ReactNode }) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const session = useQuery(sessionQuery);
  const [ended, setEnded] = useState(false);
  useEffect(() => whenSessionEnds(() => setEnded(true)), []);

  if (session.isPending) return <Loading label={t('loading.portal')} />;
  if (session.isError) return <Failure error={session.error} onRetry={() => void session.refetch()} />;
  if (session.data === null) return <SignInPage />;
  return (
    <>
      {children}
      <Modal
        opened={ended}
        onClose={() => {}}
        withCloseButton={false}
        closeOnEscape={false}
        closeOnClickOutside={false}
        title={t('signIn.again.title')}
        centered
      >
        <SignInForm
          intro={t('signIn.again.text')}
          email={session.data.email}
          onSignedIn={() => {
            setEnded(false);
            void queries.refetchQueries({ predicate: ({ state }) => state.status === 'error' });
          }}
        />
      </Modal>
    </>
  );
}

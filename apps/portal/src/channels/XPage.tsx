import { Alert, Button } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { answer, api } from '../api/client.js';
import { useDocumentTitle } from '../shell/document-title.js';
import { Icon } from '../shell/Icon.js';
import { Room } from '../shell/Room.js';
import { Empty } from '../states/Empty.js';
import { Failure } from '../states/Failure.js';
import { Loading } from '../states/Loading.js';
import { XAccountCard } from './XAccountCard.js';
import { useStaff } from '../session/session.js';
import { XPosts } from './XPosts.js';
import { xQuery } from './x-queries.js';

const OUTCOMES = ['connected', 'declined', 'expired', 'refused'] as const;

/** What X's page came to; it stands in the address once, and goes. */
function useOutcome() {
  const [outcome] = useState(() => {
    const said = new URLSearchParams(location.search).get('x');
    if (said !== null) history.replaceState(history.state, '', location.pathname);
    return OUTCOMES.find((each) => each === said);
  });
  return outcome;
}

/** Our accounts on X: how each stands, who gets what arrives, and what became no tip. */
export function XPage() {
  const { t } = useTranslation();
  useDocumentTitle(t('x.title'));
  const outcome = useOutcome();
  const isManager = useStaff().roles.includes('manager');
  const x = useQuery(xQuery);
  const connecting = useMutation({
    mutationFn: () => answer(api.POST('/api/x/sign-ins')),
    onSuccess: ({ url }) => location.assign(url),
  });
  if (x.isPending) return <Loading label={t('x.title')} />;
  if (x.isError) return <Failure error={x.error} onRetry={() => void x.refetch()} />;
  const { isOn, accounts, rejections } = x.data;
  const connect = (
    <Button
      leftSection={<Icon name="plus" />}
      loading={connecting.isPending}
      onClick={() => connecting.mutate()}
    >
      {t('x.connect')}
    </Button>
  );
  return (
    <Room
      title={t('x.title')}
      intro={t('x.intro')}
      action={isOn && accounts.length > 0 ? connect : undefined}
    >
      {outcome !== undefined && (
        <Alert color={outcome === 'connected' ? 'green' : 'yellow'} role="status" mb="md">
          {t(`x.outcome.${outcome}`)}
        </Alert>
      )}
      {connecting.isError && <Failure error={connecting.error} />}
      {!isOn && (
        <Empty icon="channel" title={t('x.off.title')}>
          {t('x.off.text')}
        </Empty>
      )}
      {isOn && accounts.length === 0 && (
        <Empty icon="channel" title={t('x.none')}>
          <p>{t('x.noneText')}</p>
          {connect}
        </Empty>
      )}
      {rejections > 0 && (
        <Alert color="yellow" icon={<Icon name="warning" />} mb="md">
          {t('x.rejections', { count: rejections })}.{' '}
          <Link to="/messages" search={{ tab: 'rejections' }}>
            {t('x.rejectionsSee')}
          </Link>
        </Alert>
      )}
      {accounts.map((account) => (
        <XAccountCard key={account.id} account={account} onConnect={() => connecting.mutate()} />
      ))}
      {isManager && accounts.length > 0 && <XPosts accounts={accounts} />}
    </Room>
  );
}

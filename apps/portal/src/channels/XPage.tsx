import { Alert, Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useDocumentTitle } from '../shell/document-title.js';
import { Icon } from '../shell/Icon.js';
import { Room } from '../shell/Room.js';
import { Empty } from '../states/Empty.js';
import { Failure } from '../states/Failure.js';
import { Loading } from '../states/Loading.js';
import { ConnectDialog } from './ConnectDialog.js';
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
  const [isConnecting, setConnecting] = useState(false);
  if (x.isPending) return <Loading label={t('x.title')} />;
  if (x.isError) return <Failure error={x.error} onRetry={() => void x.refetch()} />;
  const { isOn, accounts, rejections, gone, kept } = x.data;
  const connect = (
    <Button leftSection={<Icon name="plus" />} onClick={() => setConnecting(true)}>
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
      <ConnectDialog opened={isConnecting} onClose={() => setConnecting(false)} />
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
      {gone > 0 && (
        <Alert color={kept > 0 ? 'yellow' : 'gray'} mb="md">
          {t('x.gone', { count: gone })} {kept > 0 && t('x.kept', { count: kept })}
        </Alert>
      )}
      {accounts.map((account) => (
        <XAccountCard key={account.id} account={account} onConnect={() => setConnecting(true)} />
      ))}
      {isManager && accounts.length > 0 && <XPosts accounts={accounts} />}
    </Room>
  );
}

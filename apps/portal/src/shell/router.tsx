import {
  createRootRoute,
  createRoute,
  createRouter,
  lazyRouteComponent,
  Navigate,
  Outlet,
} from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { SessionGate } from '../session/SessionGate.js';
import { roomsOf, useStaff } from '../session/session.js';
import { Empty } from '../states/Empty.js';
import { Failure } from '../states/Failure.js';
import { queueSearchFrom } from '../queue/queue-search.js';
import { withWords } from '../words/index.js';
import { Shell } from './Shell.js';

function Broken({ error }: { error: unknown }) {
  return <Failure error={error instanceof Error ? error : new Error('Something unusual was thrown')} />;
}

const root = createRootRoute({ component: Outlet, errorComponent: Broken });

const setup = createRoute({
  getParentRoute: () => root,
  path: '/setup',
  component: lazyRouteComponent(() => import('../session/SetupPage.js'), 'SetupPage'),
});

const desk = createRoute({
  getParentRoute: () => root,
  id: 'desk',
  component: () => (
    <SessionGate>
      <Shell />
    </SessionGate>
  ),
});

const home = createRoute({ getParentRoute: () => desk, path: '/', component: Home });

const queue = createRoute({
  getParentRoute: () => desk,
  path: '/queue',
  validateSearch: queueSearchFrom,
  component: lazyRouteComponent(() => import('../queue/QueuePage.js'), 'QueuePage'),
});

const tip = createRoute({ getParentRoute: () => queue, path: '$tipId' });

const campaigns = createRoute({
  getParentRoute: () => desk,
  path: '/campaigns',
  component: lazyRouteComponent(
    withWords('campaigns', () => import('../campaigns/CampaignsPage.js')),
    'CampaignsPage',
  ),
});

const newCampaign = createRoute({
  getParentRoute: () => desk,
  path: '/campaigns/new',
  component: lazyRouteComponent(
    withWords(
      'campaigns',
      withWords('privacy', () => import('../campaigns/NewCampaignPage.js')),
    ),
    'NewCampaignPage',
  ),
});

const campaign = createRoute({
  getParentRoute: () => desk,
  path: '/campaigns/$campaignId',
  component: lazyRouteComponent(
    withWords(
      'campaigns',
      withWords('privacy', () => import('../campaigns/CampaignPage.js')),
    ),
    'CampaignPage',
  ),
});

const counts = createRoute({
  getParentRoute: () => desk,
  path: '/campaigns/$campaignId/counts',
  component: lazyRouteComponent(
    withWords('campaigns', () => import('../campaigns/CountsPage.js')),
    'CountsPage',
  ),
});

const retention = createRoute({
  getParentRoute: () => desk,
  path: '/retention',
  component: lazyRouteComponent(
    withWords('retention', () => import('../retention/RetentionPage.js')),
    'RetentionPage',
  ),
});

const reveals = createRoute({
  getParentRoute: () => desk,
  path: '/reveals',
  component: lazyRouteComponent(
    withWords('reveal', () => import('../reveal/RevealsPage.js')),
    'RevealsPage',
  ),
});

const keys = createRoute({
  getParentRoute: () => desk,
  path: '/keys',
  component: lazyRouteComponent(
    withWords('vault', () => import('../vault/KeysPage.js')),
    'KeysPage',
  ),
});

const messages = createRoute({
  getParentRoute: () => desk,
  path: '/messages',
  validateSearch: ({ tab }: Record<string, unknown>): { tab?: string } =>
    typeof tab === 'string' ? { tab } : {},
  component: lazyRouteComponent(
    withWords('messages', () => import('../messages/MessagesPage.js')),
    'MessagesPage',
  ),
});

const channels = createRoute({
  getParentRoute: () => desk,
  path: '/channels',
  component: lazyRouteComponent(
    withWords('x', () => import('../channels/XPage.js')),
    'XPage',
  ),
});

const team = createRoute({
  getParentRoute: () => desk,
  path: '/team',
  component: lazyRouteComponent(
    withWords('team', () => import('../team/TeamPage.js')),
    'TeamPage',
  ),
});

const audit = createRoute({
  getParentRoute: () => desk,
  path: '/audit',
  component: lazyRouteComponent(
    withWords('audit', () => import('../audit/AuditPage.js')),
    'AuditPage',
  ),
});

/** Any other address: said inside the portal, with its rooms to go on to. */
const nowhere = createRoute({
  getParentRoute: () => desk,
  path: '$',
  component: lazyRouteComponent(() => import('./NoSuchPage.js'), 'NoSuchPage'),
});

export const router = createRouter({
  routeTree: root.addChildren([
    setup,
    desk.addChildren([
      home,
      queue.addChildren([tip]),
      campaigns,
      newCampaign,
      campaign,
      counts,
      reveals,
      keys,
      channels,
      retention,
      messages,
      team,
      audit,
      nowhere,
    ]),
  ]),
  basepath: '/staff',
  defaultErrorComponent: Broken,
});

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router;
  }
}

/** Everybody starts in their first room. */
function Home() {
  const { t } = useTranslation();
  const [room] = roomsOf(useStaff());
  if (room !== undefined) return <Navigate to={`/${room}`} replace />;
  return (
    <Empty icon="lock" title={t('home.nothing.title')}>
      {t('home.nothing.text')}
    </Empty>
  );
}

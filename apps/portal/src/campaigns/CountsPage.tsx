import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { type CampaignCounts, TIP_STATES } from '../api/types.js';
import { useDocumentTitle } from '../shell/document-title.js';
import { Room } from '../shell/Room.js';
import { Failure } from '../states/Failure.js';
import { Loading } from '../states/Loading.js';
import { channelName } from '../words/channels.js';
import type { Words } from '../words/es.js';
import { BackToCampaigns } from './BackToCampaigns.js';
import { Bars } from './Bars.js';
import { campaignCountsQuery, campaignQuery } from './campaign-queries.js';
import classes from './CountsPage.module.css';
import { TipsByDay } from './TipsByDay.js';

/** @policia found about one message in twenty negative: much more looks like a campaign against the campaign. */
const USUAL_SHARE_SET_ASIDE = 0.05;

/** What a campaign brought, in numbers only. */
export function CountsPage() {
  const { t } = useTranslation();
  const { campaignId } = useParams({ from: '/desk/campaigns/$campaignId/counts' });
  const { data: campaign } = useQuery(campaignQuery(campaignId));
  const counts = useQuery(campaignCountsQuery(campaignId));
  const name = campaign?.wording[campaign.languages[0]!]?.title ?? '';
  useDocumentTitle(t('campaigns.countsOf', { title: name }));
  return (
    <Room
      title={t('campaigns.countsOf', { title: name })}
      intro={t('counts.intro')}
      above={<BackToCampaigns />}
    >
      {counts.isPending ? (
        <Loading label={t('loading.counts')} />
      ) : counts.isError ? (
        <Failure error={counts.error} onRetry={() => void counts.refetch()} />
      ) : (
        <Numbers counts={counts.data} />
      )}
    </Room>
  );
}

function Numbers({ counts }: { counts: CampaignCounts }) {
  const { t, i18n } = useTranslation();
  const number = new Intl.NumberFormat(i18n.language);
  const byChannel = Object.entries(counts.byChannel)
    .sort(([, one], [, other]) => other - one)
    .map(([channel, tips]) => ({ name: channelName(t, channel), value: tips }));
  const percent = new Intl.NumberFormat(i18n.language, { style: 'percent', maximumFractionDigits: 1 });
  const byKind = Object.entries(counts.setAsideByKind)
    .sort(([, one], [, other]) => other - one)
    .map(([kind, tips]) => ({
      name: t(`suspicions.${kind as keyof Words['suspicions']}`, { defaultValue: kind }),
      value: tips,
    }));
  return (
    <>
      <dl className={classes.figures}>
        {(['received', 'lines', 'setAside'] as const).map((figure) => (
          <div key={figure} className={classes.figure}>
            <dt>{t(`counts.${figure}.name`)}</dt>
            <dd>{number.format(counts[figure])}</dd>
            <dd className={classes.what}>{t(`counts.${figure}.what`)}</dd>
          </div>
        ))}
      </dl>
      <TipsByDay days={counts.byDay} />
      <div className={classes.pair}>
        <Bars
          title={t('counts.byState')}
          bars={TIP_STATES.map((state) => ({ name: t(`states.${state}`), value: counts.byState[state] }))}
        />
        <Bars title={t('counts.byChannel')} bars={byChannel} />
      </div>
      {counts.setAside > 0 && (
        <div className={classes.pair}>
          <Bars title={t('counts.byKind')} bars={byKind} />
          <p className={classes.what}>
            {t('counts.baseline', {
              share: percent.format(counts.setAside / counts.received),
              usual: percent.format(USUAL_SHARE_SET_ASIDE),
            })}
          </p>
        </div>
      )}
    </>
  );
}

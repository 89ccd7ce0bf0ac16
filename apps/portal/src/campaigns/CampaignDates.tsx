import { useTranslation } from 'react-i18next';
import { useTimes } from '../words/times.js';

/** From when to when it is open, in Spain's time. */
export function CampaignDates({ opensAt, closesAt }: { opensAt: string | null; closesAt: string | null }) {
  const { t } = useTranslation();
  const { dateTime } = useTimes();
  if (opensAt === null && closesAt === null) return <>{t('campaigns.noDates')}</>;
  if (closesAt === null) return <>{t('campaigns.from', { time: dateTime(opensAt!) })}</>;
  if (opensAt === null) return <>{t('campaigns.until', { time: dateTime(closesAt) })}</>;
  return <>{t('campaigns.between', { from: dateTime(opensAt), until: dateTime(closesAt) })}</>;
}

import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { Icon } from '../shell/Icon.js';
import classes from './BackToCampaigns.module.css';

export function BackToCampaigns() {
  const { t } = useTranslation();
  return (
    <Link to="/campaigns" className={classes.back}>
      <Icon name="back" /> {t('rooms.campaigns')}
    </Link>
  );
}

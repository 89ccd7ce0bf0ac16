import { useTranslation } from 'react-i18next';
import type { CampaignState as State } from '../api/types.js';
import classes from './CampaignState.module.css';

/** Where a campaign stands; a live one outside its dates says that it takes nothing in. */
export function CampaignState({ state, isOpen }: { state: State; isOpen: boolean }) {
  const { t } = useTranslation();
  const shown = state === 'live' && !isOpen ? 'outsideDates' : state;
  return (
    <span className={classes.state} data-state={shown}>
      {t(`campaigns.states.${shown}`)}
    </span>
  );
}

import type { TFunction } from 'i18next';
import { Anchor } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { RoutingReason, Tip } from '../api/types.js';
import { useNames } from '../desk/names.js';
import { Card } from './Card.js';
import { linkWords } from './link-words.js';
import { suspicionWords } from './suspicion-words.js';
import classes from './WhyHere.module.css';

/** Why this unit has the tip, why it is this urgent, why it was folded or set aside: which rule, which evidence. */
export function WhyHere({ tip, onOpen }: { tip: Tip; onOpen: (id: string) => void }) {
  const { t } = useTranslation();
  const names = useNames();
  return (
    <Card title={t('why.title')}>
      <ul className={classes.reasons}>
        {tip.routing.map((reason, place) => (
          <li key={place}>
            <b>{reason.decided === 'unit' ? names.unit(tip.unitId) : t(`priorities.${tip.priority}`)}</b>
            {routingWords(t, reason)}
          </li>
        ))}
        {tip.folded &&
          tip.foldedBecause.map((link) => (
            <li key={link.tipId + link.kind}>
              <b>{t('why.folded')}</b>
              {linkWords(t, link)}{' '}
              <Anchor
                component="button"
                type="button"
                underline="always"
                inherit
                onClick={() => onOpen(link.tipId)}
              >
                {t('why.openOther')}
              </Anchor>
            </li>
          ))}
        {tip.setAside !== null && (
          <li>
            <b>{t('tip.setAside')}</b>
            {suspicionWords(t, tip.setAside)}
          </li>
        )}
      </ul>
    </Card>
  );
}

function routingWords(t: TFunction, { decided, by, rule = '', saw = [] }: RoutingReason): string {
  if (by === 'group') return t('why.group');
  if (by === 'default') return t('why.default');
  const seen = saw.length === 0 ? '' : t('why.saw', { words: saw.map((word) => `«${word}»`).join(', ') });
  return t(decided === 'unit' ? 'why.rule' : 'why.priorityRule', { rule, seen });
}

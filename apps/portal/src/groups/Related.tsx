import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Card } from '../tips/Card.js';
import { linkWords } from '../tips/link-words.js';
import { ListedText } from '../tips/MaskedText.js';
import { relatedQuery } from '../tips/tip-queries.js';
import classes from './GroupDialog.module.css';

const SHOWN = 3;

/** What may belong with the open tip, with the reason; deciding happens in the dialog. */
export default function Related({ tipId, onCompare }: { tipId: string; onCompare: () => void }) {
  const { t } = useTranslation();
  const { data: related = [] } = useQuery(relatedQuery(tipId));
  if (related.length === 0) return null;
  return (
    <Card title={t('groups.related')}>
      <ul className={classes.list}>
        {related.slice(0, SHOWN).map((tip) => (
          <li key={tip.id}>
            <p className={classes.excerpt}>
              <ListedText tip={tip} />
            </p>
            {tip.because.map((link) => (
              <div key={link.kind + link.evidence.code} className={classes.quiet}>
                {linkWords(t, link)}
              </div>
            ))}
          </li>
        ))}
      </ul>
      <Button size="xs" variant="default" onClick={onCompare}>
        {t('groups.action')}
      </Button>
    </Card>
  );
}

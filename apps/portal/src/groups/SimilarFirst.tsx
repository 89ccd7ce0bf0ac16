import { Alert, Button, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { linkWords } from '../tips/link-words.js';
import { ListedText } from '../tips/MaskedText.js';
import { relatedQuery } from '../tips/tip-queries.js';

const SHOWN = 3;

/** Before a tip is closed, those like it are shown: a second warning filed under "nothing in it" is how people die. */
export default function SimilarFirst({ tipId, onLook }: { tipId: string; onLook: () => void }) {
  const { t } = useTranslation();
  const { data: related = [] } = useQuery(relatedQuery(tipId));
  const open = related.filter(({ state }) => state !== 'closed');
  if (open.length === 0) return null;
  return (
    <Alert color="clay" title={t('groups.beforeClosing', { count: open.length })}>
      {open.slice(0, SHOWN).map((tip) => (
        <Text key={tip.id} size="sm" mb="xs" lineClamp={3}>
          <ListedText tip={tip} /> {tip.because[0] && `(${linkWords(t, tip.because[0])})`}
        </Text>
      ))}
      <Button size="xs" variant="default" onClick={onLook}>
        {t('groups.look')}
      </Button>
    </Alert>
  );
}

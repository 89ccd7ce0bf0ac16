import { Anchor } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';

/** A tip by the end of its id: what it says isn't shown outside its page, as reading leaves a trace. */
export function TipLink({ tipId }: { tipId: string }) {
  const { t } = useTranslation();
  return (
    <Anchor component={Link} to={`/queue/${tipId}`}>
      {t('retention.tip', { id: tipId.slice(-6) })}
    </Anchor>
  );
}

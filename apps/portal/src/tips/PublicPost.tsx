import { Alert, Anchor, Button, Group, Text } from '@mantine/core';
import { queryOptions, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { answer, api } from '../api/client.js';
import type { Language, Tip } from '../api/types.js';
import { campaignNamesQuery } from '../desk/names.js';
import { Icon } from '../shell/Icon.js';
import { Failure } from '../states/Failure.js';
import { useTimes } from '../words/times.js';
import { publicPath } from '../campaigns/campaign-queries.js';
import { xWhyWords } from '../channels/x-why-words.js';

const standingQuery = (tipId: string) =>
  queryOptions({
    queryKey: ['x-standing', tipId],
    queryFn: () => answer(api.GET('/api/tips/{id}/x', { params: { path: { id: tipId } } })),
  });

/** What X lets us do with the post behind a tip: answer it in public (`children`), hide it; and whether it still stands. */
export function PublicPost({ tip, children }: { tip: Tip; children: ReactNode }) {
  const { t } = useTranslation();
  const { exact } = useTimes();
  const { data: standing, error } = useQuery(standingQuery(tip.id));
  if (error !== null) return <Failure error={error} />;
  if (standing === undefined) return null;
  const { gone, canAnswer, canHide } = standing;
  return (
    <>
      {gone != null && (
        <Alert color="yellow" icon={<Icon name="warning" />} mb="sm">
          {t('x.tip.gone', { time: exact(gone.at), why: t(`x.tip.whys.${gone.why as 'deleted'}`) })}{' '}
          {gone.hold != null && t('x.tip.kept', { reference: gone.hold })}
        </Alert>
      )}
      {canHide && <Hide tip={tip} />}
      {canAnswer ? children : gone == null && <ByHand tip={tip} />}
    </>
  );
}

function Hide({ tip }: { tip: Tip }) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const { data: standing } = useQuery(standingQuery(tip.id));
  const hiding = standing?.hiding ?? null;
  const isHidden = hiding?.hidden === true && hiding.state !== 'refused';
  const asking = useMutation({
    mutationFn: (hidden: boolean) =>
      answer(api.POST('/api/tips/{id}/x/hidden', { params: { path: { id: tip.id } }, body: { hidden } })),
    onSettled: () => queries.invalidateQueries(standingQuery(tip.id)),
  });
  return (
    <Group gap="sm" mb="sm">
      <Text size="sm" role="status">
        {hiding === null
          ? t('x.tip.below')
          : t(`x.tip.hiding.${hiding.hidden ? 'hide' : 'show'}-${hiding.state}`)}
        {hiding?.why != null && ` (${xWhyWords(t, hiding.why)})`}
      </Text>
      <Button size="xs" variant="default" loading={asking.isPending} onClick={() => asking.mutate(!isHidden)}>
        {t(isHidden ? 'x.tip.show' : 'x.tip.hide')}
      </Button>
      {asking.isError && <Failure error={asking.error} />}
    </Group>
  );
}

/** X lets an app answer only who named us: a person writes in X's own app, and shows the way to the form. */
export function ByHand({ tip }: { tip: Tip }) {
  const { t } = useTranslation();
  const { data: campaigns = [] } = useQuery(campaignNamesQuery);
  const campaign = campaigns.find(({ id }) => id === tip.campaignId);
  if (campaign === undefined) return null;
  const form = location.origin + publicPath(campaign.slug, tip.language as Language);
  const intent = `https://x.com/intent/post?text=${encodeURIComponent(t('x.tip.invitation', { form }))}`;
  return (
    <Alert color="yellow" icon={<Icon name="warning" />}>
      <Text fw={650}>{t('x.tip.notSummoned')}</Text>
      <Text size="sm">{t('x.tip.byHand')}</Text>
      <Anchor href={intent} target="_blank" rel="noreferrer" underline="always">
        {t('x.tip.open')}
      </Anchor>
    </Alert>
  );
}

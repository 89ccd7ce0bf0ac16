import { Anchor, Button, Group, Paper, Stack, Text } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { answer, api } from '../api/client.js';
import { useNames } from '../desk/names.js';
import { Panel } from '../shell/Panel.js';
import { Failure } from '../states/Failure.js';
import { useTimes } from '../words/times.js';
import { NewPost, type PostDraft } from './NewPost.js';
import { type XAccount, type XPost, xPostsQuery } from './x-queries.js';
import { xWhyWords } from './x-why-words.js';

type Step = 'approve' | 'withdraw' | 'delete';

const EMPTY: PostDraft = { text: '', campaignId: '' };

/** What our campaigns say on X: one person writes, a second lets it out. */
export function XPosts({ accounts }: { accounts: XAccount[] }) {
  const { t } = useTranslation();
  const posts = useQuery(xPostsQuery);
  const [draft, setDraft] = useState({ ...EMPTY, number: 0 });
  const again = ({ text, campaignId }: XPost) => {
    setDraft(({ number }) => ({ text, campaignId, number: number + 1 }));
    document.getElementById('new-post')?.scrollIntoView();
  };
  return (
    <Panel title={t('x.posts.title')}>
      <Text size="sm" c="dimmed" mb="xs">
        {t('x.posts.how')}
      </Text>
      <div id="new-post">
        <NewPost
          key={draft.number}
          accounts={accounts.filter(({ state }) => state !== 'disconnected')}
          draft={draft}
        />
      </div>
      {posts.isError && <Failure error={posts.error} />}
      <Stack gap="sm" my="md">
        {posts.data?.map((post) => (
          <Post key={post.id} post={post} onAgain={() => again(post)} />
        ))}
      </Stack>
    </Panel>
  );
}

function Post({ post, onAgain }: { post: XPost; onAgain: () => void }) {
  const { t } = useTranslation();
  const { moment, exact } = useTimes();
  const names = useNames();
  const queries = useQueryClient();
  const { id, text, alt, state, publishAt, isMine, campaignId, address, dollars } = post;
  const going = useMutation({
    mutationFn: (step: Step) => {
      const where = { params: { path: { id } } };
      if (step === 'approve') return answer(api.POST('/api/x/posts/{id}/approve', where));
      if (step === 'withdraw') return answer(api.POST('/api/x/posts/{id}/withdraw', where));
      return answer(api.POST('/api/x/posts/{id}/delete', where));
    },
    onSettled: () => queries.invalidateQueries(xPostsQuery),
  });
  const go = (step: Step) => {
    if (step !== 'delete' || confirm(t('x.posts.deleteSure'))) going.mutate(step);
  };
  return (
    <Paper withBorder p="sm" component="article" aria-label={text.slice(0, 60)}>
      <Group align="flex-start" wrap="nowrap" gap="md">
        {alt != null && (
          <img
            src={`/api/x/posts/${id}/picture`}
            alt={alt}
            style={{ width: '6rem', maxHeight: '8rem', objectFit: 'contain', borderRadius: 6 }}
          />
        )}
        <div style={{ minWidth: 0 }}>
          <Text style={{ whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' }}>{text}</Text>
          {alt != null && (
            <Text size="sm" c="dimmed">
              {t('x.posts.altShort')}: {alt}
            </Text>
          )}
          <Text size="sm" c="dimmed">
            {names.campaign(campaignId)} ·{' '}
            <time dateTime={publishAt} title={exact(publishAt)}>
              {moment(publishAt)}
            </time>{' '}
            · {t('x.posts.cost', { dollars })}
          </Text>
        </div>
      </Group>
      <Group gap="xs" mt="xs">
        <Standing post={post} />
        {address != null && state === 'published' && (
          <Anchor href={address} target="_blank" rel="noreferrer" size="sm" underline="always">
            {t('x.posts.see')}
          </Anchor>
        )}
        {stepsOf(state, isMine).map((step) => (
          <Button
            key={step}
            size="xs"
            variant={step === 'approve' ? 'filled' : 'default'}
            loading={going.isPending && going.variables === step}
            onClick={() => go(step)}
          >
            {t(`x.posts.${step}`)}
          </Button>
        ))}
        {(state === 'failed' || state === 'withdrawn') && (
          <Button size="xs" variant="default" onClick={onAgain}>
            {t('x.posts.again')}
          </Button>
        )}
      </Group>
      {going.isError && <Failure error={going.error} />}
    </Paper>
  );
}

function stepsOf(state: XPost['state'], isMine: boolean): Step[] {
  if (state === 'proposed') return isMine ? ['withdraw'] : ['approve', 'withdraw'];
  if (state === 'approved') return ['withdraw'];
  return state === 'published' ? ['delete'] : [];
}

/** Its state, why, and until when X asked to wait; one that X no longer shows leaves a tombstone. */
function Standing({ post: { state, why, waitsUntil, endedAt, isMine } }: { post: XPost }) {
  const { t } = useTranslation();
  const { exact, moment } = useTimes();
  const isLimited = waitsUntil != null && why === 'rate-limited';
  const more = [
    ...(isLimited ? [t('x.waits', { time: moment(waitsUntil) })] : []),
    ...(why == null || isLimited ? [] : [xWhyWords(t, why)]),
    ...(state === 'gone' && endedAt != null ? [t('x.posts.goneSince', { time: exact(endedAt) })] : []),
    ...(state === 'proposed' && isMine ? [t('x.posts.second')] : []),
  ];
  return (
    <Text size="sm">
      <b>{t(`x.posts.states.${state}`)}</b>
      {more.length > 0 && ` — ${more.join('; ')}`}
    </Text>
  );
}

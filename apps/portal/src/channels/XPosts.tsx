import {
  Anchor,
  Button,
  Group,
  NativeSelect,
  Paper,
  Stack,
  Text,
  Textarea,
  TextInput,
  Title,
} from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { answer, api } from '../api/client.js';
import { campaignNamesQuery, useNames } from '../desk/names.js';
import { Failure } from '../states/Failure.js';
import { useTimes } from '../words/times.js';
import { type XAccount, xPostsQuery } from './x-queries.js';

type Step = 'approve' | 'withdraw' | 'delete';

/** What our campaigns say on X: one person writes, a second lets it out. */
export function XPosts({ accounts }: { accounts: XAccount[] }) {
  const { t } = useTranslation();
  const { moment } = useTimes();
  const names = useNames();
  const queries = useQueryClient();
  const posts = useQuery(xPostsQuery);
  const going = useMutation({
    mutationFn: ({ id, step }: { id: string; step: Step }) => {
      const where = { params: { path: { id } } };
      if (step === 'approve') return answer(api.POST('/api/x/posts/{id}/approve', where));
      if (step === 'withdraw') return answer(api.POST('/api/x/posts/{id}/withdraw', where));
      return answer(api.POST('/api/x/posts/{id}/delete', where));
    },
    onSettled: () => queries.invalidateQueries(xPostsQuery),
  });
  const go = (id: string, step: Step) => {
    if (step !== 'delete' || confirm(t('x.posts.deleteSure'))) going.mutate({ id, step });
  };
  const stepsOf = (state: string, isMine: boolean): Step[] => {
    if (state === 'proposed') return isMine ? ['withdraw'] : ['approve', 'withdraw'];
    if (state === 'approved') return ['withdraw'];
    return state === 'published' ? ['delete'] : [];
  };
  return (
    <section aria-label={t('x.posts.title')}>
      <Title order={2} size="h3">
        {t('x.posts.title')}
      </Title>
      <Text size="sm" c="dimmed" mb="xs">
        {t('x.posts.how')}
      </Text>
      <NewPost accounts={accounts.filter(({ state }) => state !== 'disconnected')} />
      {posts.isError && <Failure error={posts.error} />}
      {going.isError && <Failure error={going.error} />}
      <Stack gap="sm" my="md">
        {posts.data?.map(({ id, text, state, why, publishAt, isMine, campaignId, address, dollars }) => (
          <Paper key={id} withBorder p="sm" component="article" aria-label={text.slice(0, 60)}>
            <Text style={{ whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' }}>{text}</Text>
            <Text size="sm" c="dimmed">
              {[names.campaign(campaignId), moment(publishAt), t('x.posts.cost', { dollars })].join(' · ')}
            </Text>
            <Group gap="xs" mt="xs">
              <Text size="sm" fw={600}>
                {t(`x.posts.states.${state}`)}
              </Text>
              {state === 'failed' && why != null && <Text size="sm">({why})</Text>}
              {state === 'proposed' && isMine && <Text size="sm">{t('x.posts.second')}</Text>}
              {address != null && state === 'published' && (
                <Anchor href={address} target="_blank" rel="noreferrer" size="sm">
                  {t('x.posts.see')}
                </Anchor>
              )}
              {stepsOf(state, isMine).map((step) => (
                <Button
                  key={step}
                  size="xs"
                  variant={step === 'approve' ? 'filled' : 'default'}
                  onClick={() => go(id, step)}
                >
                  {t(`x.posts.${step}`)}
                </Button>
              ))}
            </Group>
          </Paper>
        ))}
      </Stack>
    </section>
  );
}

function NewPost({ accounts }: { accounts: XAccount[] }) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const { data: campaigns = [] } = useQuery(campaignNamesQuery);
  const [text, setText] = useState('');
  const [at, setAt] = useState('');
  const [accountId, setAccountId] = useState(accounts[0]?.id ?? '');
  const [campaignId, setCampaignId] = useState('');
  const count = useQuery({
    queryKey: ['x-post-count', text],
    queryFn: () => answer(api.POST('/api/x/posts/count', { body: { text } })),
    enabled: text.trim() !== '',
    placeholderData: (former) => former,
  });
  const proposing = useMutation({
    mutationFn: () =>
      answer(
        api.POST('/api/x/posts', {
          body: {
            accountId,
            campaignId,
            text,
            ...(at === '' ? {} : { publishAt: new Date(at).toISOString() }),
          },
        }),
      ),
    onSuccess: () => {
      setText('');
      setAt('');
      return queries.invalidateQueries(xPostsQuery);
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    proposing.mutate();
  };
  const says =
    text.trim() === '' || count.data === undefined
      ? undefined
      : [
          t('x.posts.letters', { letters: count.data.letters, most: count.data.most }),
          t(count.data.hasLink ? 'x.posts.linkCost' : 'x.posts.cost', { dollars: count.data.dollars }),
        ].join(' · ');
  return (
    <form onSubmit={submit}>
      <Stack gap="xs">
        <Textarea
          label={t('x.posts.text')}
          description={says}
          error={text.trim() !== '' && count.data?.fits === false ? t('x.posts.tooLong') : undefined}
          value={text}
          onChange={(event) => setText(event.currentTarget.value)}
          maxLength={4000}
          autosize
          minRows={3}
          required
        />
        <Group align="end">
          <NativeSelect
            label={t('x.posts.account')}
            data={accounts.map(({ id, handle }) => ({ value: id, label: `@${handle}` }))}
            value={accountId}
            onChange={(event) => setAccountId(event.currentTarget.value)}
          />
          <NativeSelect
            label={t('x.posts.campaign')}
            data={[
              { value: '', label: '' },
              ...campaigns.map(({ id, title }) => ({ value: id, label: title })),
            ]}
            value={campaignId}
            onChange={(event) => setCampaignId(event.currentTarget.value)}
            required
          />
          <TextInput
            type="datetime-local"
            label={t('x.posts.at')}
            value={at}
            onChange={(event) => setAt(event.currentTarget.value)}
          />
          <Button type="submit" loading={proposing.isPending}>
            {t('x.posts.propose')}
          </Button>
        </Group>
        {proposing.isError && <Failure error={proposing.error} />}
      </Stack>
    </form>
  );
}

import { Button, FileInput, Group, NativeSelect, Stack, Textarea, TextInput } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { answer, api } from '../api/client.js';
import { refusalAt, ServerProblem } from '../api/problem.js';
import { instantOf } from '../campaigns/madrid-time.js';
import { campaignNamesQuery } from '../desk/names.js';
import { Failure } from '../states/Failure.js';
import { refusalWords } from '../words/refusals.js';
import { type XAccount, xPostsQuery } from './x-queries.js';

/** What a post is begun with: a former one's words where it is proposed again. */
export interface PostDraft {
  text: string;
  campaignId: string;
}

/** Writes a post: words counted as X does, a picture with its own words, and when. */
export function NewPost({ accounts, draft }: { accounts: XAccount[]; draft: PostDraft }) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const { data: campaigns = [] } = useQuery(campaignNamesQuery);
  const [text, setText] = useState(draft.text);
  const [at, setAt] = useState('');
  const [picture, setPicture] = useState<File | null>(null);
  const [alt, setAlt] = useState('');
  const [accountId, setAccountId] = useState(accounts[0]?.id ?? '');
  const [campaignId, setCampaignId] = useState(draft.campaignId);
  const hasPicture = picture !== null;
  const count = useQuery({
    queryKey: ['x-post-count', text, hasPicture],
    queryFn: () => answer(api.POST('/api/x/posts/count', { body: { text, hasPicture } })),
    enabled: text.trim() !== '',
    placeholderData: (former) => former,
  });
  const proposing = useMutation({
    mutationFn: () => {
      const form = new FormData();
      const words = { accountId, campaignId, text, ...(at === '' ? {} : { publishAt: instantOf(at) }) };
      for (const [name, value] of Object.entries(words)) form.set(name, value);
      if (picture !== null) {
        form.set('alt', alt);
        form.set('picture', picture);
      }
      return answer(api.POST('/api/x/posts', { body: words, bodySerializer: () => form }));
    },
    onSuccess: () => {
      setText('');
      setAt('');
      setPicture(null);
      setAlt('');
      return queries.invalidateQueries(xPostsQuery);
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    proposing.mutate();
  };
  const refusals = proposing.error instanceof ServerProblem ? proposing.error.errors : [];
  const wrong = (pointer: string) => {
    const refusal = refusalAt(refusals, pointer);
    if (refusal === undefined) return undefined;
    return refusal.rule === 'not-a-picture' || (refusal.rule === 'too-large' && pointer === '/picture')
      ? t(`x.posts.${refusal.rule}`)
      : refusalWords(t, refusal);
  };
  const says =
    text.trim() === '' || count.data === undefined
      ? t('x.posts.textHow')
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
          error={text.trim() !== '' && count.data?.fits === false ? t('x.posts.tooLong') : wrong('/text')}
          value={text}
          onChange={(event) => setText(event.currentTarget.value)}
          maxLength={4000}
          autosize
          minRows={3}
          required
        />
        <FileInput
          label={t('x.posts.picture')}
          description={t('x.posts.pictureHow')}
          placeholder={t('x.posts.choose')}
          accept="image/jpeg,image/png,image/webp,image/heic"
          clearable
          clearButtonProps={{ 'aria-label': t('x.posts.noPicture') }}
          value={picture}
          onChange={setPicture}
          error={wrong('/picture')}
          maw={420}
        />
        {hasPicture && (
          <Textarea
            label={t('x.posts.alt')}
            description={t('x.posts.altHow')}
            error={wrong('/alt')}
            value={alt}
            onChange={(event) => setAlt(event.currentTarget.value)}
            maxLength={1000}
            autosize
            minRows={2}
            required
          />
        )}
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
          <Button type="submit" loading={proposing.isPending} disabled={count.data?.fits === false}>
            {t('x.posts.propose')}
          </Button>
        </Group>
        {proposing.isError && refusals.length === 0 && <Failure error={proposing.error} />}
      </Stack>
    </form>
  );
}

import { Button, Group, NativeSelect, Stack, Text, TextInput, Title } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { answer, api } from '../api/client.js';
import { refusalAt, ServerProblem } from '../api/problem.js';
import { campaignNamesQuery } from '../desk/names.js';
import { Failure } from '../states/Failure.js';
import { refusalWords } from '../words/refusals.js';
import { type XAccount, type XBinding, xQuery } from './x-queries.js';

const KINDS = ['hashtag', 'mention', 'default'] as const;

/** Which campaign takes what arrives on an account. */
export function XBindings({ account }: { account: XAccount }) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const { data: campaigns = [] } = useQuery(campaignNamesQuery);
  const [bindings, setBindings] = useState<XBinding[]>(account.bindings);
  const saving = useMutation({
    mutationFn: () =>
      answer(
        api.PUT('/api/x/accounts/{id}/bindings', {
          params: { path: { id: account.id } },
          body: { bindings },
        }),
      ),
    onSuccess: () => queries.invalidateQueries(xQuery),
  });
  const refusals = saving.error instanceof ServerProblem ? saving.error.errors : [];
  const wrong = (pointer: string) => {
    const refusal = refusalAt(refusals, pointer);
    return refusal && refusalWords(t, refusal);
  };
  const change = (place: number, part: Partial<XBinding>) => {
    saving.reset();
    setBindings(bindings.map((each, at) => (at === place ? { ...each, ...part } : each)));
  };
  const add = () =>
    setBindings([
      ...bindings,
      {
        kind: bindings.some(({ kind }) => kind === 'default') ? 'hashtag' : 'default',
        value: '',
        campaignId: campaigns[0]?.id ?? '',
      },
    ]);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    saving.mutate();
  };
  return (
    <form onSubmit={submit} noValidate>
      <Title order={3} size="h5">
        {t('x.bindings')}
      </Title>
      <Text size="sm" c="dimmed" mb="xs">
        {t('x.bindingsHow')}
      </Text>
      {saving.isError && refusals.length === 0 && <Failure error={saving.error} />}
      <Stack gap="xs">
        {bindings.map((binding, place) => (
          <Group key={place} align="flex-end" gap="xs">
            <NativeSelect
              label={t('x.kind')}
              value={binding.kind}
              error={wrong(`/bindings/${place}`)}
              data={KINDS.map((kind) => ({ value: kind, label: t(`x.kinds.${kind}`) }))}
              onChange={(event) => change(place, { kind: event.currentTarget.value as XBinding['kind'] })}
            />
            {binding.kind === 'hashtag' && (
              <TextInput
                label={t('x.hashtag')}
                value={binding.value}
                error={wrong(`/bindings/${place}/value`)}
                onChange={(event) => change(place, { value: event.currentTarget.value })}
              />
            )}
            <NativeSelect
              label={t('x.campaign')}
              value={binding.campaignId}
              error={wrong(`/bindings/${place}/campaignId`)}
              data={campaigns.map(({ id, title }) => ({ value: id, label: title }))}
              onChange={(event) => change(place, { campaignId: event.currentTarget.value })}
            />
            <Button
              variant="default"
              aria-label={t('x.removeWhich', { number: place + 1 })}
              onClick={() => setBindings(bindings.filter((_, at) => at !== place))}
            >
              {t('x.remove')}
            </Button>
          </Group>
        ))}
      </Stack>
      <Group mt="sm">
        <Button variant="default" size="xs" onClick={add}>
          {t('x.add')}
        </Button>
        <Button type="submit" size="xs" loading={saving.isPending}>
          {t('x.save')}
        </Button>
        <Text role="status" size="sm">
          {saving.isSuccess ? t('x.saved') : ''}
        </Text>
      </Group>
    </form>
  );
}

import { Button, Group, Modal, Stack, Text, TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { answer, api } from '../api/client.js';
import { refusalAt, ServerProblem } from '../api/problem.js';
import { unitsQuery } from '../desk/names.js';
import { Failure } from '../states/Failure.js';
import { refusalWords } from '../words/refusals.js';
import { type KeyPair, newKeyPair } from './age.js';
import { PaperKey } from './PaperKey.js';

const FIELDS = ['name', 'slug', 'territory', 'topics'] as const;
const NOTHING = { name: '', slug: '', territory: '', topics: '' };

/** A unit and its key: made here, shown once on paper for the unit's lead, public part sent. */
export default function NewUnit({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const [wanted, setWanted] = useState(NOTHING);
  const making = useMutation({
    mutationFn: async (): Promise<KeyPair> => {
      const pair = await newKeyPair();
      const { name, slug, territory, topics } = wanted;
      await answer(
        api.POST('/api/units', {
          body: {
            name,
            slug,
            territory: listOf(territory),
            topics: listOf(topics),
            recipient: pair.recipient,
          },
        }),
      );
      return pair;
    },
    onSuccess: () => queries.invalidateQueries(unitsQuery),
  });
  const refusals = making.error instanceof ServerProblem ? making.error.errors : [];
  const submit = (event: FormEvent) => {
    event.preventDefault();
    making.mutate();
  };
  if (making.data !== undefined) return <PaperKey unit={wanted.name} pair={making.data} onDone={onClose} />;
  return (
    <Modal
      opened
      onClose={onClose}
      title={t('vault.newUnit.title')}
      closeButtonProps={{ 'aria-label': t('close') }}
      closeOnClickOutside={false}
    >
      <form onSubmit={submit} noValidate>
        <Stack>
          <Text size="sm">{t('vault.newUnit.text')}</Text>
          {making.isError && refusals.length === 0 && <Failure error={making.error} />}
          {FIELDS.map((field) => {
            const refusal = refusalAt(refusals, `/${field}`);
            return (
              <TextInput
                key={field}
                label={t(`vault.newUnit.${field}`)}
                description={field === 'name' ? undefined : t(`vault.newUnit.${field}Text`)}
                value={wanted[field]}
                error={refusal && refusalWords(t, refusal)}
                onChange={(event) => setWanted({ ...wanted, [field]: event.currentTarget.value })}
                autoComplete="off"
                {...(field === 'name' ? { 'data-autofocus': true } : {})}
              />
            );
          })}
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              {t('cancel')}
            </Button>
            <Button type="submit" loading={making.isPending}>
              {t('vault.newUnit.make')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}

const listOf = (text: string): string[] =>
  text
    .split(',')
    .map((item) => item.trim())
    .filter((item) => item !== '');

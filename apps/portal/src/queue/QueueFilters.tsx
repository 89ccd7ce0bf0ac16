import { Button, CloseButton, NativeSelect, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { type FormEvent, type RefObject, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { PRIORITIES } from '../api/types.js';
import { campaignNamesQuery, unitsQuery } from '../desk/names.js';
import { useStaff } from '../session/session.js';
import { Icon } from '../shell/Icon.js';
import classes from './QueueFilters.module.css';
import type { QueueSearch } from './queue-search.js';

interface QueueFiltersProps {
  search: QueueSearch;
  words: string;
  onWords: (words: string) => void;
  field: RefObject<HTMLInputElement | null>;
}

/** Narrows the list. Filters stand in the address and can be sent to a colleague; words stay in this page. */
export function QueueFilters({ search, words, onWords, field }: QueueFiltersProps) {
  const { t } = useTranslation();
  const navigate = useNavigate({ from: '/queue' });
  const { unitIds } = useStaff();
  const { data: units = [] } = useQuery(unitsQuery);
  const { data: campaigns = [] } = useQuery(campaignNamesQuery);
  const [typed, setTyped] = useState(words);

  const narrow = (filter: QueueSearch) =>
    void navigate({ search: (before) => ({ ...before, ...filter }), replace: true });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    onWords(typed.trim());
  };
  const empty = () => {
    setTyped('');
    onWords('');
  };
  const own = units.filter((unit) => unitIds.includes(unit.id));

  return (
    <div className={classes.filters} role="search">
      <form onSubmit={submit} className={classes.words}>
        <TextInput
          ref={field}
          size="sm"
          aria-label={t('queue.search')}
          placeholder={t('queue.searchFor')}
          value={typed}
          maxLength={200}
          onChange={(event) => setTyped(event.currentTarget.value)}
          onKeyDown={(event) => event.key === 'Escape' && event.currentTarget.blur()}
          leftSection={<Icon name="search" />}
          rightSection={
            typed !== '' && <CloseButton size="sm" onClick={empty} aria-label={t('queue.searchEmpty')} />
          }
          autoComplete="off"
        />
        <Button type="submit" size="sm" variant="default">
          {t('queue.searchDo')}
        </Button>
      </form>
      <div className={classes.selects}>
        <NativeSelect
          size="xs"
          aria-label={t('filters.priority')}
          value={search.priority ?? ''}
          onChange={({ currentTarget }) =>
            narrow({ priority: PRIORITIES.find((priority) => priority === currentTarget.value) })
          }
          data={[
            { value: '', label: t('filters.anyPriority') },
            ...PRIORITIES.map((value) => ({ value, label: t(`priorities.${value}`) })),
          ]}
        />
        <NativeSelect
          size="xs"
          aria-label={t('filters.campaign')}
          value={search.campaign ?? ''}
          onChange={({ currentTarget }) => narrow({ campaign: currentTarget.value || undefined })}
          data={[
            { value: '', label: t('filters.anyCampaign') },
            ...campaigns.map(({ id, title }) => ({ value: id, label: title })),
          ]}
        />
        {own.length > 1 && (
          <NativeSelect
            size="xs"
            aria-label={t('filters.unit')}
            value={search.unit ?? ''}
            onChange={({ currentTarget }) => narrow({ unit: currentTarget.value || undefined })}
            data={[
              { value: '', label: t('filters.anyUnit') },
              ...own.map(({ id, name }) => ({ value: id, label: name })),
            ]}
          />
        )}
      </div>
    </div>
  );
}

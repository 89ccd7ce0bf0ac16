import { Button, Checkbox, NativeSelect, TextInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { endOfDay, startOfDay, wallTimeOf } from '../campaigns/madrid-time.js';
import { Icon } from '../shell/Icon.js';
import { type Look, type LooksFilter, OPERATIONS, RESULTS } from './audit-queries.js';
import classes from './Looks.module.css';

interface LooksFiltersProps {
  filter: LooksFilter;
  onFilter: (filter: LooksFilter) => void;
  /** What is on the screen: whom it names can be chosen. */
  seen: Look[];
}

/** Narrows the log. It asks on Enter or on the button only, as every search is written down. */
export function LooksFilters({ filter, onFilter, seen }: LooksFiltersProps) {
  const { t } = useTranslation();
  const [wanted, setWanted] = useState(filter);
  const change = (part: { [Name in keyof LooksFilter]?: LooksFilter[Name] | '' }) =>
    setWanted((before) => withoutEmpty({ ...before, ...part }));
  const submit = (event: FormEvent) => {
    event.preventDefault();
    onFilter(wanted);
  };
  const people = new Map(
    seen.flatMap(({ accountId, actorName }) =>
      accountId === null ? [] : [[accountId, actorName ?? accountId]],
    ),
  );
  if (wanted.accountId !== undefined && !people.has(wanted.accountId)) {
    people.set(wanted.accountId, wanted.accountId);
  }
  return (
    <form className={classes.filters} onSubmit={submit} aria-label={t('audit.filters')}>
      <TextInput
        type="date"
        label={t('audit.from')}
        value={wanted.from === undefined ? '' : wallTimeOf(wanted.from).slice(0, 10)}
        onChange={(event) => change({ from: startOf(event.currentTarget.value) })}
      />
      <TextInput
        type="date"
        label={t('audit.to')}
        value={lastDayOf(wanted.to)}
        onChange={(event) => change({ to: endOf(event.currentTarget.value) })}
      />
      <NativeSelect
        label={t('audit.person')}
        value={wanted.accountId ?? ''}
        onChange={(event) => change({ accountId: event.currentTarget.value })}
        data={[
          { value: '', label: t('audit.anyone') },
          ...[...people].map(([value, label]) => ({ value: value!, label: label! })),
        ]}
      />
      <TextInput
        label={t('audit.subject')}
        value={wanted.subjectId ?? ''}
        maxLength={100}
        onChange={(event) => change({ subjectId: event.currentTarget.value.trim() })}
      />
      <NativeSelect
        label={t('audit.operation')}
        value={wanted.operation ?? ''}
        onChange={(event) => change({ operation: event.currentTarget.value as Look['operation'] | '' })}
        data={[
          { value: '', label: t('audit.anyOperation') },
          ...OPERATIONS.map((value) => ({ value, label: t(`audit.operations.${value}`) })),
        ]}
      />
      <NativeSelect
        label={t('audit.result')}
        value={wanted.result ?? ''}
        onChange={(event) => change({ result: event.currentTarget.value as Look['result'] | '' })}
        data={[
          { value: '', label: t('audit.anyResult') },
          ...RESULTS.map((value) => ({ value, label: t(`audit.results.${value}`) })),
        ]}
      />
      <Checkbox
        label={t('audit.outsideHours')}
        checked={wanted.outsideHours ?? false}
        onChange={(event) => change({ outsideHours: event.currentTarget.checked || undefined })}
      />
      <Button type="submit" leftSection={<Icon name="search" />}>
        {t('audit.search')}
      </Button>
    </form>
  );
}

const withoutEmpty = (filter: object): LooksFilter =>
  Object.fromEntries(Object.entries(filter).filter(([, value]) => value !== '' && value !== undefined));

const startOf = (day: string) => (day === '' ? '' : startOfDay(day));
/** The chosen day is in it: the search ends before the next one. */
const endOf = (day: string) => (day === '' ? '' : endOfDay(day));
const lastDayOf = (to: string | undefined) =>
  to === undefined ? '' : wallTimeOf(new Date(Date.parse(to) - 1).toISOString()).slice(0, 10);

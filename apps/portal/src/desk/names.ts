import { queryOptions, useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { answer, api } from '../api/client.js';
import { useStaff } from '../session/session.js';
import municipalitiesAddress from '../../../../libs/routing/data/municipalities.json?url';

export const unitsQuery = queryOptions({
  queryKey: ['units'],
  queryFn: () => answer(api.GET('/api/units')),
});

export const campaignNamesQuery = queryOptions({
  queryKey: ['campaigns'],
  queryFn: () => answer(api.GET('/api/campaigns')),
});

const colleaguesQuery = queryOptions({
  queryKey: ['colleagues'],
  queryFn: () => answer(api.GET('/api/colleagues')),
});

/** The INE's names by code: a file of the portal's own, fetched once. */
const municipalitiesQuery = queryOptions({
  queryKey: ['municipalities'],
  queryFn: async () => (await (await fetch(municipalitiesAddress)).json()) as Record<string, string>,
  staleTime: Infinity,
});

/** Names for the ids that tips carry; an id that isn't known (yet) has no name. */
export function useNames() {
  const { t } = useTranslation();
  const staff = useStaff();
  const { data: units } = useQuery(unitsQuery);
  const { data: campaigns } = useQuery(campaignNamesQuery);
  const { data: colleagues } = useQuery(colleaguesQuery);
  const { data: municipalities } = useQuery(municipalitiesQuery);
  return {
    unit: (id: string) => units?.find((unit) => unit.id === id)?.name ?? '…',
    campaign: (id: string) => campaigns?.find((campaign) => campaign.id === id)?.title ?? '…',
    municipality: (code: string) => articleFirst(municipalities?.[code] ?? code),
    person: (accountId: string | null) =>
      accountId === null
        ? t('people.unknown')
        : accountId === staff.accountId
          ? t('people.you')
          : (colleagues?.find((colleague) => colleague.accountId === accountId)?.name ??
            t('people.elsewhere')),
  };
}

/** The INE writes `Coruña, A`; people read `A Coruña`. */
const articleFirst = (name: string): string => name.replace(/^(.+), (\p{L}+'?)$/u, '$2 $1');

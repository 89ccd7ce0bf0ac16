import { queryOptions } from '@tanstack/react-query';
import { answer, api } from '../api/client.js';

/** The ways out of the house and what each can carry; they change with the deployment only. */
export const channelsQuery = queryOptions({
  queryKey: ['channels'],
  queryFn: () => answer(api.GET('/api/channels')),
  staleTime: Infinity,
});

import { type QueryClient, queryOptions, useSuspenseQuery } from '@tanstack/react-query';
import { answer, api } from '../api/client.js';
import { isProblem } from '../api/problem.js';
import type { Role, Session } from '../api/types.js';

/** Who is signed in; `null`: nobody. */
export const sessionQuery = queryOptions({
  queryKey: ['session'],
  queryFn: async (): Promise<Session | null> => {
    try {
      return await answer(api.GET('/api/session'));
    } catch (error) {
      if (isProblem(error, 401)) return null;
      throw error;
    }
  },
  staleTime: Infinity,
});

/** The person at the desk. Only below `SessionGate`, which shows the sign-in page to everybody else. */
export function useStaff(): Session {
  const { data } = useSuspenseQuery(sessionQuery);
  if (data === null) throw new Error('Nobody is signed in');
  return data;
}

/** Which of the portal's rooms a person has, in the order of the navigation. */
export type Room =
  'queue' | 'reveals' | 'keys' | 'campaigns' | 'channels' | 'retention' | 'messages' | 'team' | 'audit';

const ROOMS_OF: Record<Role, Room[]> = {
  investigator: ['queue', 'reveals', 'keys', 'messages'],
  lead: ['queue', 'reveals', 'keys', 'retention', 'messages', 'audit'],
  manager: ['campaigns', 'channels', 'messages'],
  operator: ['channels', 'retention', 'messages', 'team'],
  auditor: ['audit'],
};

export const roomsOf = ({ roles }: Session): Room[] =>
  (
    ['queue', 'reveals', 'keys', 'campaigns', 'team', 'channels', 'retention', 'messages', 'audit'] as const
  ).filter((room) => roles.some((role) => ROOMS_OF[role].includes(room)));

/** Signs in; everything that an earlier person saw is forgotten first, unless it is the same person coming back. */
export async function signIn(queries: QueryClient, email: string, password: string): Promise<Session> {
  const before = queries.getQueryData(sessionQuery.queryKey);
  const session = await answer(api.POST('/api/session', { body: { email, password } }));
  if (before != null && before.accountId !== session.accountId) {
    location.replace(import.meta.env.BASE_URL); // nothing of the former person stays in this page's memory
    return session;
  }
  queries.setQueryData(sessionQuery.queryKey, session);
  return session;
}

/** Signs out and leaves nothing of the desk in the page's memory. */
export async function signOut(): Promise<void> {
  await api.DELETE('/api/session').catch((error: unknown) => {
    if (!isProblem(error, 401)) throw error;
  });
  location.replace(import.meta.env.BASE_URL);
}

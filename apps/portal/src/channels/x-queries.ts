import { queryOptions } from '@tanstack/react-query';
import { answer, api } from '../api/client.js';
import type { components } from '../api/schema.js';

export type XState = components['schemas']['XStateDto'];
export type XAccount = components['schemas']['XAccountDto'];
export type XPost = components['schemas']['XPostDto'];
export type XBinding = components['schemas']['XBindingDto'];

export const xPostsQuery = queryOptions({
  queryKey: ['x-posts'],
  queryFn: () => answer(api.GET('/api/x/posts')),
  refetchInterval: 15_000,
});

export const xQuery = queryOptions({
  queryKey: ['x'],
  queryFn: () => answer(api.GET('/api/x')),
  refetchInterval: 30_000,
});

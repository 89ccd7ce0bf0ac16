/** Why X no longer shows a post to us. */
export type GoneWhy = 'deleted' | 'protected' | 'suspended' | 'withheld';

/** What X says of the posts it was asked about. An id in neither is one that X said nothing of: it is asked again. */
export interface PostsStanding {
  there: Set<string>;
  gone: Map<string, GoneWhy>;
}

type Loose = Record<string, unknown>;

/**
 * Reads the answer of `GET /2/tweets`: 200 with what is there, and `errors` for what isn't. Only X's two problems that
 * mean "not any more" count; any other error says nothing of the post.
 */
export function standingOfPosts(body: unknown): PostsStanding {
  const { data, errors } = (body ?? {}) as { data?: unknown; errors?: unknown };
  const standing: PostsStanding = { there: new Set(), gone: new Map() };
  for (const post of listOf(data)) {
    if (typeof post['id'] !== 'string') continue;
    if (isWithheld(post['withheld'])) standing.gone.set(post['id'], 'withheld');
    else standing.there.add(post['id']);
  }
  for (const error of listOf(errors)) {
    const id = error['resource_id'] ?? error['value'];
    const why = reasonOf(error);
    if (typeof id === 'string' && why !== undefined && !standing.there.has(id)) standing.gone.set(id, why);
  }
  return standing;
}

/** X's problem types are addresses on either of its hosts: the last part tells. */
function reasonOf({ type, detail }: Loose): GoneWhy | undefined {
  const says = typeof detail === 'string' ? detail.toLowerCase() : '';
  switch (typeof type === 'string' ? type.split('/').at(-1) : undefined) {
    case 'not-authorized-for-resource':
      return says.includes('suspended') ? 'suspended' : 'protected';
    case 'resource-not-found':
      return says.includes('suspended') ? 'suspended' : 'deleted';
    default:
      return undefined;
  }
}

/** Withheld everywhere or where the desk is: elsewhere it may stand. */
function isWithheld(withheld: unknown): boolean {
  const { country_codes: countries } = (withheld ?? {}) as { country_codes?: unknown };
  return (
    Array.isArray(countries) && countries.some((country) => ['ES', 'XX', 'XY'].includes(String(country)))
  );
}

const listOf = (value: unknown): Loose[] =>
  Array.isArray(value)
    ? value.filter((each): each is Loose => typeof each === 'object' && each !== null)
    : [];

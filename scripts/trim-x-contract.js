import { readFileSync, writeFileSync } from 'node:fs';
import { format } from 'prettier';

/**
 * Cuts X's own OpenAPI document (`https://api.x.com/2/openapi.json`) down to the endpoints that Colabora speaks to and
 * to what a validator needs: paths, parameters, shapes. Prose, examples and scopes of other endpoints stay out.
 *
 *     node scripts/trim-x-contract.js path/to/openapi.json > test/fixtures/x/contract.json
 */
const PATHS = [
  '/2/users/me',
  '/2/users/{id}/mentions',
  '/2/users/{id}/tweets',
  '/2/tweets',
  '/2/tweets/{id}',
  '/2/tweets/{tweet_id}/hidden',
  '/2/dm_events',
  '/2/dm_conversations/with/{participant_id}/dm_events',
  '/2/dm_conversations/with/{participant_id}/messages',
  '/2/dm_conversations/media/{dm_id}/{media_id}/{resource_id}',
  '/2/media/upload',
  '/2/media/metadata',
];

const PROSE = new Set(['description', 'example', 'examples', 'externalDocs', 'tags', 'summary']);

const whole = JSON.parse(readFileSync(process.argv[2], 'utf8'));
const kept = {
  openapi: whole.openapi,
  info: {
    title: whole.info.title,
    version: whole.info.version,
    'x-origin': 'Cut from https://api.x.com/2/openapi.json by scripts/trim-x-contract.js; its terms are X’s.',
  },
  paths: Object.fromEntries(PATHS.map((path) => [path, withoutProse(whole.paths[path])])),
  components: { securitySchemes: withoutProse(whole.components.securitySchemes) },
};
for (const reference of referencesFrom(kept)) {
  const [, , kind, name] = reference.split('/');
  (kept.components[kind] ??= {})[name] = withoutProse(whole.components[kind][name]);
}
writeFileSync(1, await format(JSON.stringify(kept), { parser: 'json', printWidth: 110 }));

/** Every component that can be reached, each once, in the order in which it is met. */
function* referencesFrom(node, met = new Set()) {
  if (typeof node !== 'object' || node === null) return;
  for (const [key, value] of Object.entries(node)) {
    const named = typeof value === 'string' && value.startsWith('#/components/') ? value : undefined;
    if (named !== undefined && !met.has(named)) {
      met.add(named);
      yield named;
      const [, , kind, name] = named.split('/');
      yield* referencesFrom(whole.components[kind][name], met);
    } else if (key !== 'example') {
      yield* referencesFrom(value, met);
    }
  }
}

/** A property may itself be called `description`: prose is a string, a property is a schema. */
function withoutProse(node) {
  if (Array.isArray(node)) return node.map(withoutProse);
  if (typeof node !== 'object' || node === null) return node;
  return Object.fromEntries(
    Object.entries(node)
      .filter(
        ([key, value]) =>
          !(PROSE.has(key) && (typeof value !== 'object' || key === 'tags' || key === 'example')),
      )
      .map(([key, value]) => [key, withoutProse(value)]),
  );
}

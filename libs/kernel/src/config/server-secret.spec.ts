import { expect, test } from '@jest/globals';
import { Configuration } from './configuration.js';
import { PURPOSES_OF_ROLE } from './key-purpose.js';
import { loadServerSecret, ServerSecret } from './server-secret.js';

const root = new ServerSecret('r'.repeat(32));

test.each(['public', 'portal', 'worker'] as const)(
  '%s derives from its bundle what the root derives',
  (role) => {
    const handed = new ServerSecret(root.bundleFor(role));
    expect(handed.role).toBe(role);
    for (const purpose of PURPOSES_OF_ROLE[role]) {
      expect(handed.key(purpose)).toEqual(root.key(purpose));
      expect(handed.key(purpose, 'a campaign')).toEqual(root.key(purpose, 'a campaign'));
    }
    expect(handed.publicHalf('waiting-file')).toEqual(root.publicHalf('waiting-file'));
  },
);

test('the key of one scope is neither that of another nor its purpose', () => {
  const keys = ['', 'a', 'b'].map((scope) => root.key('entity-token', scope).toString('hex'));
  expect(new Set(keys).size).toBe(3);
});

test('a cut bundle is refused, not taken for a root secret', () => {
  const bundle = root.bundleFor('public');
  for (const spoilt of [bundle.slice(0, -40), `${bundle}!`, bundle.replace('-1.', '-2.')])
    expect(() => new ServerSecret(spoilt)).toThrow('not whole');
});

test('a process that plays more than the role of its keys does not start', async () => {
  const configuration = Object.assign(new Configuration(), {
    secret: root.bundleFor('public'),
    roles: ['public', 'portal'],
  });
  await expect(loadServerSecret(configuration)).rejects.toThrow(
    'keys of public, but COLABORA_ROLES names portal',
  );
});

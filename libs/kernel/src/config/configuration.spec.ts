import { describe, expect, test } from '@jest/globals';
import { ConfigurationError, readConfiguration } from '#kernel';

describe('configuration', () => {
  test('has a working default for everything', () => {
    const configuration = readConfiguration({});
    expect(configuration.roles).toEqual(['public', 'portal', 'worker']);
    expect(configuration.databaseUrl).toBeUndefined();
  });

  test('a wrong setting is named in words, without its value', () => {
    const read = () =>
      readConfiguration({ PORT: 'eighty', COLABORA_ROLES: 'public,king', COLABORA_SECRET: 'hunter2' });
    expect(read).toThrow(ConfigurationError);
    try {
      read();
    } catch (error) {
      const { complaints, message } = error as ConfigurationError;
      expect(complaints.join(' ')).toMatch(/PORT.*COLABORA_ROLES.*COLABORA_SECRET|COLABORA_SECRET/);
      expect(message).not.toContain('hunter2');
    }
  });

  test('a mistyped COLABORA_ name is refused, not ignored', () => {
    expect(() => readConfiguration({ COLABORA_DATADIR: '/x' })).toThrow('COLABORA_DATADIR is not a setting');
  });
});

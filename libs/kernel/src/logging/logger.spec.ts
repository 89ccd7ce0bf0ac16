import { expect, test } from '@jest/globals';
import { createLogger } from '#kernel';

test('no text, contact, code or token reaches a log line, however deep', () => {
  const lines: string[] = [];
  const logger = createLogger('debug', { write: (line: string) => void lines.push(line) });
  const planted = 'planted-612345678';
  logger.info({ text: planted, tip: { contact: planted }, deep: { er: { token: planted } } }, 'tip received');
  logger.error(
    { err: Object.assign(new Error(planted), { parameters: [planted], detail: planted }) },
    'failed',
  );
  logger.info(
    { req: { id: '1', method: 'GET', url: `/?q=${planted}`, headers: { cookie: planted } } },
    'request',
  );
  expect(lines).toHaveLength(3);
  expect(lines.join('')).not.toContain(planted);
});

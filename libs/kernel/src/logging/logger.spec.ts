import { expect, test } from '@jest/globals';
import { createLogger, discreetError } from '#kernel';
import { NestLog } from './nest-log.js';

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

test('what a service warns of can be read: the words, the error’s name and its place', () => {
  const lines: string[] = [];
  const log = new NestLog(createLogger('debug', { write: (line: string) => void lines.push(line) }));
  log.warn({ err: discreetError(new TypeError('planted')) }, 'smtp: trouble of ours', 'SmtpDoor');
  log.warn('a sentence', 'Nest');
  expect(JSON.parse(lines[0]!)).toMatchObject({
    msg: 'smtp: trouble of ours',
    context: 'SmtpDoor',
    err: { type: 'TypeError', at: expect.arrayContaining([expect.stringContaining('at ')]) },
  });
  expect(JSON.parse(lines[1]!)).toMatchObject({ msg: 'a sentence', context: 'Nest' });
  expect(lines.join('')).not.toContain('planted');
});

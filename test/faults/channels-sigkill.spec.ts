import { expect, test } from '@jest/globals';
import { runChannels } from './channels-run.js';

/** The full size of the acceptance run: COLABORA_TEST_MESSAGES=10000 COLABORA_TEST_KILLS=10. */
const MESSAGES = Number(process.env['COLABORA_TEST_MESSAGES'] ?? 240);
const KILLS = Number(process.env['COLABORA_TEST_KILLS'] ?? 3);

test('whatever X does and whoever is killed, each message comes in once and nobody is answered twice', async () => {
  const result = await runChannels({ messages: MESSAGES, kills: KILLS, seed: 20261124 });
  if (process.env['COLABORA_TEST_MESSAGES'] !== undefined) console.log(result);
  expect(result).toMatchObject({
    written: MESSAGES,
    received: MESSAGES,
    readable: MESSAGES,
    acknowledged: MESSAGES - Math.floor(MESSAGES / 3),
    answeredTwice: 0,
    inDoubt: 0,
    kills: KILLS,
    logIsSound: true,
  });
}, 3_600_000);

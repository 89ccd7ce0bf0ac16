import { expect, test } from '@jest/globals';
import { runChannels } from './channels-run.js';

/** The full size (docs/operators.md, CONTRIBUTING.md): COLABORA_TEST_MESSAGES=10000 COLABORA_TEST_KILLS=10. */
const FULL = process.env['COLABORA_TEST_MESSAGES'];
const MESSAGES = Number(FULL ?? 150);
const KILLS = Number(process.env['COLABORA_TEST_KILLS'] ?? 2);
const SEED = Number(process.env['COLABORA_TEST_SEED'] ?? 20261124);

test('whatever X and mail servers do and whoever is killed, each message comes in once and nobody is answered twice', async () => {
  const progress = (line: string) => void process.stderr.write(`${line}\n`);
  const result = await runChannels({
    messages: MESSAGES,
    kills: KILLS,
    seed: SEED,
    ...(FULL === undefined ? {} : { progress }),
  });
  if (FULL !== undefined) process.stderr.write(`${JSON.stringify(result, null, 2)}\n`);
  expect(result).toMatchObject({
    written: MESSAGES,
    received: MESSAGES,
    readable: MESSAGES,
    lost: [],
    doubled: [],
    rejected: result.unreadable,
    thankedTwice: [],
    answeredTwice: [],
    unthanked: [],
    sentAndNotThere: 0,
    inDoubtOnX: 0,
    forgedTaken: 0,
    kills: KILLS,
    logIsSound: true,
  });
}, 7_200_000);

/**
 * A process that folds one text into one campaign after the other, each at an agreed millisecond. Begins at the
 * moment that it is told on standard input. Arguments: database address, text, milliseconds between two rounds, campaign ids.
 */
import { once } from 'node:events';
import { setTimeout as pause } from 'node:timers/promises';
import { dedupPersistence, DuplicateGroups } from '../../dist/libs/dedup/src/index.js';
import { connect, uuidv7 } from '../../dist/libs/kernel/src/index.js';

const [url, text, between, ...campaignIds] = process.argv.slice(2);
const database = await connect({
  url,
  persistence: [dedupPersistence],
  poolSize: 8,
  applicationName: 'test-dedup-writer',
});
const groups = new DuplicateGroups(database);
process.stdout.write('ready\n');
const [begin] = await once(process.stdin.setEncoding('utf8'), 'data');
process.stdin.pause();
await Promise.all(
  campaignIds.map(async (campaignId, round) => {
    const at = Number(begin) + round * Number(between);
    await pause(at - Date.now() - 2);
    while (Date.now() < at); // timers are late by a millisecond or more
    await database.transaction((tx) =>
      groups.fold(tx, { tipId: uuidv7(), campaignId, text, tokens: [], receivedAt: new Date(at) }),
    );
  }),
);
await database.close();

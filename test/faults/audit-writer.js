/**
 * A process that audits as fast as it can and sequences meanwhile, until it is killed. Prints each entry's id once its
 * transaction has committed. Arguments: database address, writers.
 */
import { setTimeout as pause } from 'node:timers/promises';
import { auditPersistence, openAuditLog } from '../../dist/libs/audit/src/index.js';
import { citizenContext, Clock, connect, ServerSecret, uuidv7 } from '../../dist/libs/kernel/src/index.js';

const [url, writers] = [process.argv[2], Number(process.argv[3])];
const database = await connect({
  url,
  persistence: [auditPersistence],
  poolSize: writers + 2,
  applicationName: 'test-audit-writer',
});
const { log, sequencer } = openAuditLog({
  database,
  clock: new Clock(),
  secret: new ServerSecret('s'.repeat(32)),
  configuration: { dataDir: '' },
});

for (let writer = 0; writer < writers; writer += 1) void write();
for (;;) {
  await sequencer.drain();
  await pause(20);
}

async function write() {
  for (;;) {
    const id = uuidv7();
    const [receipt] = await database.transaction(async (tx) => {
      await tx.query('INSERT INTO fault_tip (id) VALUES ($1)', [id]);
      return log.append(tx, citizenContext('citizen-tip'), {
        action: 'tip.received',
        subject: { kind: 'tip', id },
      });
    });
    process.stdout.write(`${receipt.entryId}\n`); // to a pipe this is written before it returns
  }
}

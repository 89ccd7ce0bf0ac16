import { Global, Module } from '@nestjs/common';
import { Clock, Configuration, Database } from '#kernel';
import { AuditLog } from './audit-log.js';
import { CheckpointMemory } from './checkpoint/checkpoint-memory.js';
import { LogKeys } from './checkpoint/log-keys.js';
import { TimeStampsController } from './http/time-stamps.controller.js';
import { TransparencyController } from './http/transparency.controller.js';
import { PublishedLog } from './published-log.js';
import { Sequencer } from './sequencer.js';
import { Sequencing } from './sequencing.js';
import { readAuthority } from './timestamp/authority.js';
import { TimeStamping } from './timestamp/time-stamping.js';
import { TimeStamps } from './timestamp/time-stamps.js';
import { readWitnesses } from './witness/witness.js';
import { Witnesses } from './witness/witnesses.js';
import { Witnessing } from './witness/witnessing.js';

const memory = {
  provide: CheckpointMemory,
  useFactory: ({ dataDir }: Configuration) => new CheckpointMemory(dataDir),
  inject: [Configuration],
};

const witnesses = {
  provide: Witnesses,
  useFactory: (database: Database, published: PublishedLog, configuration: Configuration) =>
    new Witnesses(database, published, readWitnesses(configuration.witnesses)),
  inject: [Database, PublishedLog, Configuration],
};

const timeStamps = {
  provide: TimeStamps,
  useFactory: (database: Database, clock: Clock, configuration: Configuration) =>
    new TimeStamps(database, clock, readAuthority(configuration)),
  inject: [Database, Clock, Configuration],
};

/** The log for every lib and its public addresses; where this process is a worker, the sequencer too. */
@Global()
@Module({
  controllers: [TransparencyController, TimeStampsController],
  providers: [
    AuditLog,
    LogKeys,
    PublishedLog,
    Sequencer,
    Sequencing,
    Witnessing,
    TimeStamping,
    memory,
    witnesses,
    timeStamps,
  ],
  exports: [AuditLog, LogKeys, PublishedLog, Sequencer, CheckpointMemory],
})
export class AuditModule {}

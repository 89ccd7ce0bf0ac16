import { Global, Module } from '@nestjs/common';
import { Configuration } from '#kernel';
import { AuditLog } from './audit-log.js';
import { CheckpointMemory } from './checkpoint/checkpoint-memory.js';
import { LogKeys } from './checkpoint/log-keys.js';
import { TransparencyController } from './http/transparency.controller.js';
import { PublishedLog } from './published-log.js';
import { Sequencer } from './sequencer.js';
import { Sequencing } from './sequencing.js';

const memory = {
  provide: CheckpointMemory,
  useFactory: ({ dataDir }: Configuration) => new CheckpointMemory(dataDir),
  inject: [Configuration],
};

/** The log for every lib and its public addresses; where this process is a worker, the sequencer too. */
@Global()
@Module({
  controllers: [TransparencyController],
  providers: [AuditLog, LogKeys, PublishedLog, Sequencer, Sequencing, memory],
  exports: [AuditLog, LogKeys, PublishedLog, Sequencer, CheckpointMemory],
})
export class AuditModule {}

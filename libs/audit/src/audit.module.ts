import { Global, Module } from '@nestjs/common';
import { AuditLog } from './audit-log.js';
import { LogKeys } from './checkpoint/log-keys.js';
import { Sequencer } from './sequencer.js';
import { Sequencing } from './sequencing.js';

/** The log for every lib; where this process is a worker, the sequencer too. */
@Global()
@Module({
  providers: [AuditLog, LogKeys, Sequencer, Sequencing],
  exports: [AuditLog, LogKeys, Sequencer],
})
export class AuditModule {}

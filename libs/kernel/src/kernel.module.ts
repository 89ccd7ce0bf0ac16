import { type DynamicModule, Global, Module } from '@nestjs/common';
import { BlobStore } from './blobs/blob-store.js';
import { Clock } from './clock.js';
import { Configuration } from './config/configuration.js';
import { ServerSecret } from './config/server-secret.js';
import { Database } from './database/database.js';
import { Jobs } from './jobs/jobs.js';
import type { Kernel } from './kernel.js';

/** Makes an opened kernel's parts injectable everywhere, by their classes. */
@Global()
@Module({})
export class KernelModule {
  static of(kernel: Kernel): DynamicModule {
    const providers = [
      { provide: Configuration, useValue: kernel.configuration },
      { provide: Database, useValue: kernel.database },
      { provide: ServerSecret, useValue: kernel.secret },
      { provide: Jobs, useValue: kernel.jobs },
      { provide: BlobStore, useValue: kernel.blobs },
      { provide: Clock, useValue: kernel.clock },
    ];
    return { module: KernelModule, providers, exports: providers };
  }
}

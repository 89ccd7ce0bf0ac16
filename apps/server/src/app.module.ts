import { type DynamicModule, Module } from '@nestjs/common';
import { AuditModule } from '#audit';
import { CampaignsModule } from '#campaigns';
import { ChannelsModule } from '#channels';
import { InsightsModule } from '#insights';
import { type Kernel, KernelModule } from '#kernel';
import { StaffModule } from '#staff';
import { TipsModule } from '#tips';
import { HealthController } from './operations/health.controller.js';
import { Metrics } from './operations/metrics.js';
import { Readiness } from './operations/readiness.js';
import { PortalController } from './portal/index.js';

/** The house, put together. */
@Module({})
export class AppModule {
  static of(kernel: Kernel): DynamicModule {
    return {
      module: AppModule,
      imports: [
        KernelModule.of(kernel),
        AuditModule,
        StaffModule,
        CampaignsModule,
        TipsModule,
        ChannelsModule.of(kernel.configuration),
        InsightsModule,
      ],
      controllers: [HealthController, ...(kernel.configuration.plays('portal') ? [PortalController] : [])],
      providers: [Readiness, { provide: Metrics, useFactory: () => new Metrics(kernel) }],
    };
  }
}

import { type DynamicModule, Module } from '@nestjs/common';
import { LoggerModule } from 'nestjs-pino';
import { AuditModule } from '#audit';
import { CampaignsModule } from '#campaigns';
import { ChannelsModule } from '#channels';
import { InsightsModule } from '#insights';
import { type Kernel, KernelModule, uuidv7 } from '#kernel';
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
        LoggerModule.forRoot({
          pinoHttp: { logger: kernel.logger, genReqId: () => uuidv7(), quietReqLogger: true, customLogLevel },
        }),
        AuditModule,
        StaffModule,
        CampaignsModule,
        TipsModule,
        ChannelsModule,
        InsightsModule,
      ],
      controllers: [HealthController, ...(kernel.configuration.plays('portal') ? [PortalController] : [])],
      providers: [Readiness, { provide: Metrics, useFactory: () => new Metrics(kernel) }],
    };
  }
}

/** A refused form is everyday life; only our own failures are errors. */
const customLogLevel = (_request: unknown, response: { statusCode: number }) =>
  response.statusCode >= 500 ? 'error' : 'debug';

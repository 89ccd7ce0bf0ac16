import {
  type DynamicModule,
  Inject,
  Module,
  type OnApplicationBootstrap,
  type OnModuleDestroy,
  Optional,
} from '@nestjs/common';
import { AuditModule } from '#audit';
import { CampaignsModule } from '#campaigns';
import { Clock, Configuration, Jobs, ServerSecret, systemContext } from '#kernel';
import { StaffModule } from '#staff';
import { TipsModule } from '#tips';
import { ServerBox } from '#vault';
import { ChannelAdapters } from '../outgoing/channel-adapters.js';
import { XAccounts } from './accounts/x-accounts.js';
import { XHealth } from './accounts/x-health.js';
import { XSignIn } from './accounts/x-sign-in.js';
import { TOKEN_BOX, XAccountTokens } from './accounts/x-tokens.js';
import { XApi, XPatience, XWire } from './api/index.js';
import { X_COMPLIANCE_CRON, XCompliance, xComplianceQueue } from './compliance/x-compliance.js';
import { OurPosts } from './compliance/our-posts.js';
import { XPurge } from './compliance/x-purge.js';
import { PostPictures } from './publishing/post-pictures.js';
import { XHiding } from './moderation/x-hiding.js';
import { XStandings } from './moderation/x-standing.js';
import { XPosts } from './publishing/x-posts.js';
import { XPublisher } from './publishing/x-publisher.js';
import { XRemover } from './publishing/x-remover.js';
import { XPostsController } from './http/x-posts.controller.js';
import { XAccountsController } from './http/x-accounts.controller.js';
import { XTipsController } from './http/x-tips.controller.js';
import { XBudget } from './inbound/x-budget.js';
import { XInbox } from './inbound/x-inbox.js';
import { XMedia } from './inbound/x-media.js';
import { XNames } from './inbound/x-names.js';
import { XPoller } from './inbound/x-poller.js';
import { XWalks } from './inbound/x-walk.js';
import { XDmAdapter } from './outbound/x-dm-adapter.js';
import { XReplyAdapter } from './outbound/x-reply-adapter.js';
import { XSent } from './outbound/x-sent.js';
import { XEvents } from './webhook/x-events.js';
import { XWebhookController } from './webhook/x-webhook.controller.js';

/** The X channel. Without an app at X (`COLABORA_X_CLIENT_ID`) it is there and does nothing. */
@Module({})
export class XChannelModule implements OnApplicationBootstrap, OnModuleDestroy {
  constructor(
    private readonly configuration: Configuration,
    @Optional() @Inject(ChannelAdapters) adapters: ChannelAdapters | null,
    dm: XDmAdapter,
    reply: XReplyAdapter,
    private readonly wire: XWire,
    private readonly jobs: Jobs,
    private readonly compliance: XCompliance,
  ) {
    if (configuration.xIsOn) for (const adapter of [dm, reply]) adapters?.register(adapter);
  }

  async onApplicationBootstrap(): Promise<void> {
    if (!this.configuration.plays('worker') || !this.configuration.xIsOn) return;
    await this.jobs.work(xComplianceQueue, async () => {
      await this.compliance.run(systemContext('x-compliance'));
    });
    await this.jobs.repeat(xComplianceQueue, X_COMPLIANCE_CRON, {});
  }

  onModuleDestroy(): void {
    this.wire.close();
  }

  static of(configuration: Configuration): DynamicModule {
    return {
      module: XChannelModule,
      imports: [AuditModule, CampaignsModule, StaffModule, TipsModule],
      controllers: [
        ...(configuration.plays('public') ? [XWebhookController] : []),
        ...(configuration.plays('portal') ? [XAccountsController, XPostsController, XTipsController] : []),
      ],
      providers: [
        { provide: XWire, inject: [Configuration], useFactory: wireFor },
        { provide: XPatience, inject: [Configuration], useFactory: patienceFor },
        { provide: XApi, inject: [XWire, XPatience, Clock], useFactory: apiFor },
        { provide: TOKEN_BOX, inject: [ServerSecret], useFactory: tokenBoxFor },
        XAccounts,
        XHealth,
        XAccountTokens,
        XSignIn,
        XBudget,
        XNames,
        XInbox,
        XWalks,
        XMedia,
        XPoller,
        XSent,
        XDmAdapter,
        XReplyAdapter,
        XEvents,
        XCompliance,
        XPurge,
        OurPosts,
        XPosts,
        XPublisher,
        XRemover,
        XHiding,
        XStandings,
        PostPictures,
      ],
      exports: [XAccounts, XPoller, XBudget, XCompliance, XPurge],
    };
  }
}

const wireFor = ({ xConnect }: Configuration) => new XWire(xConnect);
const patienceFor = ({ xSilenceSeconds }: Configuration) => new XPatience(xSilenceSeconds);
const apiFor = (wire: XWire, patience: XPatience, clock: Clock) =>
  new XApi(wire, patience, () => clock.now());
const tokenBoxFor = (secret: ServerSecret) => new ServerBox(() => secret.key('x-tokens'));

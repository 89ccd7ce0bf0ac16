import { Inject, Module, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { AuditModule } from '#audit';
import { CampaignsModule } from '#campaigns';
import { DedupModule } from '#dedup';
import { Configuration, type JobQueue, Jobs, ServerSecret, systemContext } from '#kernel';
import { FileCleaner } from '#privacy';
import { RoutingModule } from '#routing';
import { StaffModule } from '#staff';
import { DropBox, ServerBox, VaultModule } from '#vault';
import { Casework } from './casework/casework.js';
import { PassingOn } from './casework/passing-on.js';
import { Denials } from './denials.js';
import { Answers } from './dialogue/answers.js';
import { Conversations } from './dialogue/conversations.js';
import { Dialogue } from './dialogue/dialogue.js';
import { InformantWords } from './dialogue/informant-words.js';
import { FileCleaning } from './files/file-cleaning.js';
import { LaterFiles } from './files/later-files.js';
import { MaskedPreviews, PREVIEW_CLEANER } from './files/masked-previews.js';
import {
  cleanFileQueue,
  FILE_BOX,
  fileGivenUpQueue,
  ReceivedFiles,
  WAITING_FILES,
} from './files/received-files.js';
import { PrivacyExampleController } from './http/privacy-example.controller.js';
import { GroupsController } from './http/groups.controller.js';
import { PassingController } from './http/passing.controller.js';
import { PreviewsController } from './http/previews.controller.js';
import { RevealsController } from './http/reveals.controller.js';
import { TipsController } from './http/tips.controller.js';
import { Grouping } from './grouping/grouping.js';
import { GroupReader } from './grouping/group-page.js';
import { PictureFolding } from './grouping/picture-folding.js';
import { Intake } from './intake/intake.js';
import { Acknowledgements } from './outbox/acknowledgements.js';
import { Outbox, OUTBOX_BOX } from './outbox/outbox.js';
import { ReplyTokens } from './outbox/reply-token.js';
import { Queue } from './queue/queue.js';
import { SecondLook } from './second-look/second-look.js';
import { ValueSearch } from './queue/value-search.js';
import { Erasure, removeBlobsQueue } from './retention/erasure.js';
import { eraseAskedQueue, ErasureRequests } from './retention/erasure-requests.js';
import { LegalHolds } from './retention/legal-holds.js';
import { Retention, RETENTION_CRON, retentionQueue } from './retention/retention.js';
import { Reviews } from './retention/reviews.js';
import { SourceErasure } from './retention/source-erasure.js';
import { RetentionController } from './http/retention.controller.js';
import { SearchedWords } from './queue/searched-words.js';
import { TipReader } from './queue/tip-page.js';
import { Reveals } from './reveal/reveals.js';
import { SealedPartsOfTips } from './reveal/sealed-parts.js';

/** Taken together, cleaned one after the other: with few, the last of them still ends before the queue gives it up. */
const FILES_AT_ONCE = 2;

export const tipsQueues: JobQueue<object>[] = [
  cleanFileQueue,
  removeBlobsQueue,
  eraseAskedQueue,
  retentionQueue,
];

/** Whoever takes a decoder over finds neither the server's secret nor the sealed files. */
const confinedCleaner = ({ dataDir }: Configuration) => new FileCleaner({}, [dataDir]);

@Module({
  imports: [AuditModule, VaultModule, StaffModule, CampaignsModule, DedupModule, RoutingModule],
  controllers: [
    PrivacyExampleController,
    TipsController,
    GroupsController,
    PreviewsController,
    RevealsController,
    PassingController,
    RetentionController,
  ],
  providers: [
    Intake,
    Dialogue,
    InformantWords,
    Conversations,
    Answers,
    Outbox,
    ReplyTokens,
    Acknowledgements,
    Casework,
    PassingOn,
    Reveals,
    SealedPartsOfTips,
    Queue,
    SearchedWords,
    ValueSearch,
    SecondLook,
    TipReader,
    Denials,
    ReceivedFiles,
    LaterFiles,
    FileCleaning,
    MaskedPreviews,
    PictureFolding,
    GroupReader,
    Grouping,
    Erasure,
    Retention,
    LegalHolds,
    ErasureRequests,
    SourceErasure,
    Reviews,
    { provide: FileCleaner, inject: [Configuration], useFactory: confinedCleaner },
    { provide: PREVIEW_CLEANER, inject: [Configuration], useFactory: confinedCleaner },
    {
      provide: FILE_BOX,
      inject: [ServerSecret],
      useFactory: (secret: ServerSecret) => new ServerBox(() => secret.key('file-box')),
    },
    {
      provide: WAITING_FILES,
      inject: [ServerSecret],
      useFactory: (secret: ServerSecret) => new DropBox(secret, 'waiting-file'),
    },
    {
      provide: OUTBOX_BOX,
      inject: [ServerSecret],
      useFactory: (secret: ServerSecret) => new ServerBox(() => secret.key('outbox-box')),
    },
  ],
  exports: [
    Denials,
    Retention,
    ErasureRequests,
    SourceErasure,
    Intake,
    LaterFiles,
    Dialogue,
    Answers,
    Outbox,
    ReplyTokens,
    PictureFolding,
    SearchedWords,
  ],
})
export class TipsModule implements OnApplicationBootstrap, OnModuleDestroy {
  constructor(
    private readonly configuration: Configuration,
    private readonly jobs: Jobs,
    private readonly cleaning: FileCleaning,
    private readonly cleaner: FileCleaner,
    private readonly erasure: Erasure,
    private readonly requests: ErasureRequests,
    private readonly retention: Retention,
    @Inject(PREVIEW_CLEANER) private readonly drawer: FileCleaner,
  ) {}

  async onApplicationBootstrap(): Promise<void> {
    if (this.configuration.plays('worker')) {
      await this.jobs.work(cleanFileQueue, ({ fileId }) => this.cleaning.clean(fileId), FILES_AT_ONCE);
      await this.jobs.work(fileGivenUpQueue, ({ fileId }) => this.cleaning.giveUp(fileId));
      await this.jobs.work(removeBlobsQueue, ({ keys }) => this.erasure.removeBlobs(keys));
      await this.jobs.work(eraseAskedQueue, ({ requestId }) => this.requests.fulfil(requestId));
      await this.jobs.work(retentionQueue, async () => {
        await this.retention.run(systemContext('retention'));
      });
      await this.jobs.repeat(retentionQueue, RETENTION_CRON, {});
    }
  }

  /** Ends the processes in which files are decoded. */
  async onModuleDestroy(): Promise<void> {
    await Promise.all([this.cleaner.close(), this.drawer.close()]);
  }
}

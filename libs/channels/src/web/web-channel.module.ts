import { Module } from '@nestjs/common';
import { CampaignsModule } from '#campaigns';
import { TipsModule } from '#tips';
import { FormTokens } from './form/form-token.js';
import { BuiltAssets } from './http/built-assets.js';
import { CampaignPages } from './http/campaign-pages.js';
import { CodeLimits } from './http/code-limits.js';
import { ComeBackController } from './http/come-back.controller.js';
import { ErasureController } from './http/erasure.controller.js';
import { RootController } from './http/root.controller.js';
import { SiteController } from './http/site.controller.js';
import { TipFormController } from './http/tip-form.controller.js';
import { TransparencyPagesController } from './http/transparency-pages.controller.js';

/** The citizen's site. */
@Module({
  imports: [CampaignsModule, TipsModule],
  controllers: [
    RootController,
    SiteController,
    TipFormController,
    ComeBackController,
    ErasureController,
    TransparencyPagesController,
  ],
  providers: [FormTokens, CampaignPages, CodeLimits, BuiltAssets],
})
export class WebChannelModule {}

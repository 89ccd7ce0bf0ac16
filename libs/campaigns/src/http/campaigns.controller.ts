import { Body, Controller, Get, HttpCode, Param, Post, Put } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { ApiProblems, Clock, Database, notFound, RequestId, type Tx, type WorkContext } from '#kernel';
import { CurrentStaff, staffContext, type StaffMember, StaffOnly } from '#staff';
import { type Campaign, isOpen, wordingIn } from '../campaign.js';
import { Campaigns } from '../campaigns.js';
import {
  CampaignBody,
  CampaignChangeBody,
  CampaignSummary,
  CampaignView,
  proposalFrom,
} from './campaigns.dto.js';

/** The campaigns: managers write them; everybody else on the staff sees the names of those that citizens know. */
@ApiTags('campaigns')
@StaffOnly('manager')
@Controller('api/campaigns')
export class CampaignsController {
  constructor(
    private readonly campaigns: Campaigns,
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  @Get()
  @StaffOnly()
  @ApiOperation({ operationId: 'listCampaigns', summary: 'Names and states; drafts only for managers' })
  @ApiOkResponse({ type: [CampaignSummary] })
  async list(@CurrentStaff() staff: StaffMember): Promise<CampaignSummary[]> {
    const campaigns = await this.campaigns.list();
    return campaigns
      .filter((campaign) => campaign.state !== 'draft' || staff.roles.includes('manager'))
      .map((campaign) => this.summary(campaign));
  }

  @Post()
  @ApiOperation({ operationId: 'createCampaign', summary: 'Write a draft' })
  @ApiCreatedResponse({ type: CampaignView })
  @ApiProblems(422)
  create(
    @Body() body: CampaignBody,
    @CurrentStaff() staff: StaffMember,
    @RequestId() requestId: string,
  ): Promise<CampaignView> {
    return this.act(staff, 'create-campaign', requestId, (tx, context) =>
      this.campaigns.create(tx, context, proposalFrom(body)),
    );
  }

  @Get(':id')
  @ApiOperation({ operationId: 'getCampaign', summary: 'A whole campaign' })
  @ApiOkResponse({ type: CampaignView })
  @ApiProblems(404)
  async get(@Param('id') id: string): Promise<CampaignView> {
    const campaign = await this.campaigns.byId(id);
    if (campaign === undefined) throw notFound('campaign');
    return this.view(campaign);
  }

  @Put(':id')
  @ApiOperation({ operationId: 'changeCampaign', summary: 'Save a campaign, also while it is live' })
  @ApiOkResponse({ type: CampaignView })
  @ApiProblems(404, 409, 422)
  change(
    @Param('id') id: string,
    @Body() body: CampaignChangeBody,
    @CurrentStaff() staff: StaffMember,
    @RequestId() requestId: string,
  ): Promise<CampaignView> {
    return this.act(staff, 'change-campaign', requestId, (tx, context) =>
      this.campaigns.change(tx, context, id, body.version, proposalFrom(body)),
    );
  }

  @Post(':id/launch')
  @HttpCode(200)
  @ApiOperation({ operationId: 'launchCampaign', summary: 'Show a draft to the citizens' })
  @ApiOkResponse({ type: CampaignView })
  @ApiProblems(404, 409, 422)
  launch(
    @Param('id') id: string,
    @CurrentStaff() staff: StaffMember,
    @RequestId() requestId: string,
  ): Promise<CampaignView> {
    return this.act(staff, 'launch-campaign', requestId, (tx, context) =>
      this.campaigns.launch(tx, context, id),
    );
  }

  @Post(':id/pause')
  @HttpCode(200)
  @ApiOperation({ operationId: 'pauseCampaign', summary: 'Take nothing in for a while' })
  @ApiOkResponse({ type: CampaignView })
  @ApiProblems(404, 409)
  pause(
    @Param('id') id: string,
    @CurrentStaff() staff: StaffMember,
    @RequestId() requestId: string,
  ): Promise<CampaignView> {
    return this.act(staff, 'pause-campaign', requestId, (tx, context) =>
      this.campaigns.pause(tx, context, id),
    );
  }

  @Post(':id/resume')
  @HttpCode(200)
  @ApiOperation({ operationId: 'resumeCampaign', summary: 'Take in again' })
  @ApiOkResponse({ type: CampaignView })
  @ApiProblems(404, 409)
  resume(
    @Param('id') id: string,
    @CurrentStaff() staff: StaffMember,
    @RequestId() requestId: string,
  ): Promise<CampaignView> {
    return this.act(staff, 'resume-campaign', requestId, (tx, context) =>
      this.campaigns.resume(tx, context, id),
    );
  }

  @Post(':id/close')
  @HttpCode(200)
  @ApiOperation({ operationId: 'closeCampaign', summary: 'End it for good' })
  @ApiOkResponse({ type: CampaignView })
  @ApiProblems(404, 409)
  close(
    @Param('id') id: string,
    @CurrentStaff() staff: StaffMember,
    @RequestId() requestId: string,
  ): Promise<CampaignView> {
    return this.act(staff, 'close-campaign', requestId, (tx, context) =>
      this.campaigns.close(tx, context, id),
    );
  }

  private async act(
    staff: StaffMember,
    purpose: string,
    requestId: string,
    work: (tx: Tx, context: WorkContext) => Promise<Campaign>,
  ): Promise<CampaignView> {
    const context = staffContext(staff, purpose, requestId);
    return this.view(await this.database.transaction((tx) => work(tx, context)));
  }

  private view(campaign: Campaign): CampaignView {
    return { ...campaign, isOpen: isOpen(campaign, this.clock.now()) };
  }

  private summary(campaign: Campaign): CampaignSummary {
    const { id, slug, kind, state, opensAt, closesAt } = campaign;
    const { title } = wordingIn(campaign, campaign.languages[0]!);
    return { id, slug, title, kind, state, opensAt, closesAt, isOpen: isOpen(campaign, this.clock.now()) };
  }
}

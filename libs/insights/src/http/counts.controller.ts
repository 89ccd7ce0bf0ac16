import { Controller, Get } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiProperty, ApiTags } from '@nestjs/swagger';
import { Campaigns } from '#campaigns';
import { IdParam, notFound, RequestId } from '#kernel';
import { CurrentStaff, staffContext, type StaffMember, StaffOnly } from '#staff';
import { type CampaignCounts, CampaignNumbers } from '../campaign-counts.js';

class LinesByStateDto {
  @ApiProperty()
  new: number;

  @ApiProperty()
  triaged: number;

  @ApiProperty()
  'in-case': number;

  @ApiProperty()
  closed: number;
}

class TipsOfDayDto {
  @ApiProperty({ format: 'date', example: '2026-11-24' })
  day: string;

  @ApiProperty()
  tips: number;
}

class CampaignCountsDto implements CampaignCounts {
  @ApiProperty({ description: 'All tips, repeats included' })
  received: number;

  @ApiProperty({ description: 'Different tips' })
  lines: number;

  @ApiProperty()
  setAside: number;

  @ApiProperty({ type: 'object', additionalProperties: { type: 'number' } })
  setAsideByKind: Record<string, number>;

  @ApiProperty({ type: LinesByStateDto })
  byState: LinesByStateDto;

  @ApiProperty({ type: 'object', additionalProperties: { type: 'number' } })
  byChannel: Record<string, number>;

  @ApiProperty({ type: [TipsOfDayDto] })
  byDay: TipsOfDayDto[];
}

/** Numbers for those who run campaigns. */
@ApiTags('campaigns')
@Controller('api/campaigns')
@StaffOnly('manager', 'lead')
export class CountsController {
  constructor(
    private readonly campaigns: Campaigns,
    private readonly numbers: CampaignNumbers,
  ) {}

  @Get(':id/counts')
  @ApiOperation({ operationId: 'countCampaign', summary: 'What a campaign brought, in numbers only' })
  @ApiOkResponse({ type: CampaignCountsDto })
  async counts(
    @IdParam() id: string,
    @CurrentStaff() staff: StaffMember,
    @RequestId() requestId: string,
  ): Promise<CampaignCounts> {
    if ((await this.campaigns.byId(id)) === undefined) throw notFound('campaign');
    return this.numbers.of(id, staffContext(staff, 'campaign-results', requestId));
  }
}

import { Body, Controller, Get, Header, HttpCode, Post } from '@nestjs/common';
import { ApiNoContentResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { IdParam, ApiProblems } from '#kernel';
import { CurrentStaff, RequestId, staffContext, type StaffMember, StaffOnly } from '#staff';
import { Outbox } from '#tips';
import { ChannelHealth } from '../incoming/channel-health.js';
import { OutboxDecisionDto, OutboxLineDto, PartHealthDto } from './outbox.dto.js';

/** What leaves, within the actor's units, and how the channels are. */
@ApiTags('channels')
@Controller('api')
@StaffOnly('investigator', 'lead')
export class OutboxController {
  constructor(
    private readonly outbox: Outbox,
    private readonly health: ChannelHealth,
  ) {}

  @Get('outbox')
  @Header('Cache-Control', 'no-store')
  @ApiOperation({
    operationId: 'listOutbox',
    summary: 'What waits, is in doubt or failed, and what left lately',
  })
  @ApiOkResponse({ type: [OutboxLineDto] })
  list(@CurrentStaff() staff: StaffMember, @RequestId() requestId: string): Promise<OutboxLineDto[]> {
    return this.outbox.list(staffContext(staff, 'work-the-outbox', requestId));
  }

  @Post('outbox/:id/decision')
  @HttpCode(204)
  @ApiOperation({ operationId: 'decideOutbox', summary: 'What a person says of a message in doubt' })
  @ApiNoContentResponse()
  @ApiProblems(404, 409)
  decide(
    @IdParam() id: string,
    @Body() { decision }: OutboxDecisionDto,
    @CurrentStaff() staff: StaffMember,
    @RequestId() requestId: string,
  ): Promise<void> {
    return this.outbox.decide(id, decision, staffContext(staff, 'work-the-outbox', requestId));
  }

  @Get('channels/health')
  @StaffOnly('investigator', 'lead', 'manager', 'operator')
  @ApiOperation({ operationId: 'channelHealth', summary: 'How each way in and out is' })
  @ApiOkResponse({ type: [PartHealthDto] })
  parts(): Promise<PartHealthDto[]> {
    return this.health.list();
  }
}

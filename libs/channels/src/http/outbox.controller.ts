import {
  Body,
  Controller,
  Get,
  Header,
  HttpCode,
  Param,
  ParseUUIDPipe,
  Post,
  StreamableFile,
} from '@nestjs/common';
import { ApiNoContentResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { ApiProblems } from '#kernel';
import { CurrentStaff, RequestId, staffContext, type StaffMember, StaffOnly } from '#staff';
import { Outbox } from '#tips';
import { ChannelHealth } from '../incoming/channel-health.js';
import { Rejections } from '../incoming/rejections.js';
import { OutboxDecisionDto, OutboxLineDto, PartHealthDto, RejectionDto } from './outbox.dto.js';

const Id = (name = 'id') => Param(name, new ParseUUIDPipe({ errorHttpStatusCode: 404 }));

/** What leaves, what could not be read, and how the channels are; each within the actor's units. */
@ApiTags('channels')
@Controller('api')
@StaffOnly('investigator', 'lead')
export class OutboxController {
  constructor(
    private readonly outbox: Outbox,
    private readonly rejections: Rejections,
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
    @Id() id: string,
    @Body() { decision }: OutboxDecisionDto,
    @CurrentStaff() staff: StaffMember,
    @RequestId() requestId: string,
  ): Promise<void> {
    return this.outbox.decide(id, decision, staffContext(staff, 'work-the-outbox', requestId));
  }

  @Get('rejections')
  @ApiOperation({ operationId: 'listRejections', summary: 'What arrived and could not be read' })
  @ApiOkResponse({ type: [RejectionDto] })
  listRejections(
    @CurrentStaff() staff: StaffMember,
    @RequestId() requestId: string,
  ): Promise<RejectionDto[]> {
    return this.rejections.list(staffContext(staff, 'work-the-rejections', requestId));
  }

  @Post('rejections/:id/seen')
  @HttpCode(204)
  @ApiOperation({ operationId: 'markRejectionSeen', summary: 'Somebody dealt with it' })
  @ApiNoContentResponse()
  @ApiProblems(404)
  markSeen(
    @Id() id: string,
    @CurrentStaff() staff: StaffMember,
    @RequestId() requestId: string,
  ): Promise<void> {
    return this.rejections.markSeen(id, staffContext(staff, 'work-the-rejections', requestId));
  }

  @Get('rejections/:rejection/sealed')
  @Header('Cache-Control', 'no-store')
  @ApiOperation({
    operationId: 'downloadRejection',
    summary: 'The sealed bytes: `age` opens them with the unit’s key',
  })
  @ApiProblems(404)
  async sealed(
    @Id('rejection') id: string,
    @CurrentStaff() staff: StaffMember,
    @RequestId() requestId: string,
  ): Promise<StreamableFile> {
    const sealed = await this.rejections.sealed(id, staffContext(staff, 'work-the-rejections', requestId));
    return new StreamableFile(sealed, {
      type: 'application/octet-stream',
      disposition: `attachment; filename="${id}.eml.age"`,
      length: sealed.length,
    });
  }

  @Get('channels/health')
  @StaffOnly('investigator', 'lead', 'manager', 'operator')
  @ApiOperation({ operationId: 'channelHealth', summary: 'How each way in and out is' })
  @ApiOkResponse({ type: [PartHealthDto] })
  parts(): Promise<PartHealthDto[]> {
    return this.health.list();
  }
}

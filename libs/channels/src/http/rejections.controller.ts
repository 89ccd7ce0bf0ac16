import { Controller, Get, Header, HttpCode, Post, Query, StreamableFile } from '@nestjs/common';
import { ApiNoContentResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { IdParam, ApiProblems } from '#kernel';
import { CurrentStaff, RequestId, staffContext, type StaffMember, StaffOnly } from '#staff';
import { RejectionList, type RejectionScope } from '../incoming/rejection-list.js';
import { RejectionDto, RejectionFilterDto } from './rejections.dto.js';

/** What arrived by any channel and became no tip: one list. */
@ApiTags('channels')
@Controller('api/rejections')
@StaffOnly('investigator', 'lead', 'manager', 'operator')
export class RejectionsController {
  constructor(private readonly rejections: RejectionList) {}

  @Get()
  @Header('Cache-Control', 'no-store')
  @ApiOperation({
    operationId: 'listRejections',
    summary: 'What arrived and became no tip, and why; audited',
  })
  @ApiOkResponse({ type: [RejectionDto] })
  list(
    @Query() { channel, all }: RejectionFilterDto,
    @CurrentStaff() staff: StaffMember,
    @RequestId() requestId: string,
  ): Promise<RejectionDto[]> {
    return this.rejections.list(
      scopeOf(staff),
      { onlyOpen: all !== 'true', ...(channel === undefined ? {} : { channel }) },
      contextOf(staff, requestId),
    );
  }

  @Post(':id/again')
  @HttpCode(204)
  @ApiOperation({
    operationId: 'retryRejection',
    summary: 'There is room for it now: taken in at the next look',
  })
  @ApiNoContentResponse()
  @ApiProblems(404)
  again(
    @IdParam() id: string,
    @CurrentStaff() staff: StaffMember,
    @RequestId() requestId: string,
  ): Promise<void> {
    return this.rejections.tryAgain(id, scopeOf(staff), contextOf(staff, requestId));
  }

  @Post(':id/settled')
  @HttpCode(204)
  @ApiOperation({ operationId: 'settleRejection', summary: 'Somebody dealt with it' })
  @ApiNoContentResponse()
  @ApiProblems(404)
  settle(
    @IdParam() id: string,
    @CurrentStaff() staff: StaffMember,
    @RequestId() requestId: string,
  ): Promise<void> {
    return this.rejections.settle(id, scopeOf(staff), contextOf(staff, requestId));
  }

  @Get(':rejection/sealed')
  @StaffOnly('investigator', 'lead')
  @Header('Cache-Control', 'no-store')
  @ApiOperation({
    operationId: 'downloadRejection',
    summary: 'The sealed bytes: `age` opens them with the unit’s key',
  })
  @ApiProblems(404)
  async sealed(
    @IdParam('rejection') id: string,
    @CurrentStaff() staff: StaffMember,
    @RequestId() requestId: string,
  ): Promise<StreamableFile> {
    const sealed = await this.rejections.sealed(id, scopeOf(staff), contextOf(staff, requestId));
    return new StreamableFile(sealed, {
      type: 'application/octet-stream',
      disposition: `attachment; filename="${id}.eml.age"`,
      length: sealed.length,
    });
  }
}

const contextOf = (staff: StaffMember, requestId: string) =>
  staffContext(staff, 'work-the-rejections', requestId);

function scopeOf({ roles, unitIds }: StaffMember): RejectionScope {
  const has = (...wanted: string[]) => roles.some((role) => wanted.includes(role));
  return {
    unitIds: has('investigator', 'lead') ? unitIds : [],
    setsUpChannels: has('manager', 'operator'),
  };
}

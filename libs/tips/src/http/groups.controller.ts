import { Body, Controller, Get, Header, HttpCode, Post, Put } from '@nestjs/common';
import { IdParam } from '#kernel';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { CurrentStaff, RequestId, staffContext, type StaffMember, StaffOnly } from '#staff';
import { Grouping } from '../grouping/grouping.js';
import { GroupReader } from '../grouping/group-page.js';
import {
  GroupingDecisionDto,
  GroupedTipDto,
  GroupPageDto,
  OtherTipDto,
  SplitDto,
  UndoDecisionDto,
} from './group.dto.js';

/** An id that isn't a UUID is answered like one that doesn't exist. */

/** Which tips say the same as one, and what people decide about that; a tip of another unit is 404 on every route. */
@ApiTags('tips')
@Controller('api/tips/:id')
@StaffOnly('investigator', 'lead')
export class GroupsController {
  constructor(
    private readonly reader: GroupReader,
    private readonly grouping: Grouping,
  ) {}

  @Get('group')
  @Header('Cache-Control', 'no-store')
  @ApiOperation({ operationId: 'openGroup', summary: 'The tips that say the same; audited' })
  @ApiOkResponse({ type: GroupPageDto })
  group(@IdParam() id: string, @CurrentStaff() staff: StaffMember, @RequestId() requestId: string) {
    return this.reader.group(id, staffContext(staff, 'work-the-queue', requestId));
  }

  @Get('related')
  @Header('Cache-Control', 'no-store')
  @ApiOperation({
    operationId: 'relatedTips',
    summary: 'Tips of other groups that are alike or name the same thing; audited',
  })
  @ApiOkResponse({ type: [GroupedTipDto] })
  related(@IdParam() id: string, @CurrentStaff() staff: StaffMember, @RequestId() requestId: string) {
    return this.reader.related(id, staffContext(staff, 'work-the-queue', requestId));
  }

  @Post('group/split')
  @HttpCode(200)
  @ApiOperation({ operationId: 'splitGroup', summary: 'Takes tips out of the group into one of their own' })
  @ApiOkResponse({ type: GroupingDecisionDto })
  split(
    @IdParam() id: string,
    @Body() { tipIds }: SplitDto,
    @CurrentStaff() staff: StaffMember,
    @RequestId() requestId: string,
  ) {
    return this.grouping.split(id, tipIds, staffContext(staff, 'work-the-queue', requestId));
  }

  @Post('group/merge')
  @HttpCode(200)
  @ApiOperation({ operationId: 'mergeGroups', summary: "Brings another tip's group into this one's" })
  @ApiOkResponse({ type: GroupingDecisionDto })
  merge(
    @IdParam() id: string,
    @Body() { tipId }: OtherTipDto,
    @CurrentStaff() staff: StaffMember,
    @RequestId() requestId: string,
  ) {
    return this.grouping.merge(id, tipId, staffContext(staff, 'work-the-queue', requestId));
  }

  @Put('group/canonical')
  @ApiOperation({ operationId: 'setCanonical', summary: 'Lets this tip stand for its group' })
  @ApiOkResponse({ type: GroupingDecisionDto })
  canonical(@IdParam() id: string, @CurrentStaff() staff: StaffMember, @RequestId() requestId: string) {
    return this.grouping.setCanonical(id, staffContext(staff, 'work-the-queue', requestId));
  }

  @Post('related/refuse')
  @HttpCode(200)
  @ApiOperation({ operationId: 'refuseRelated', summary: 'They are not the same: not suggested again' })
  @ApiOkResponse({ type: GroupingDecisionDto })
  refuse(
    @IdParam() id: string,
    @Body() { tipId }: OtherTipDto,
    @CurrentStaff() staff: StaffMember,
    @RequestId() requestId: string,
  ) {
    return this.grouping.refuse(id, tipId, staffContext(staff, 'work-the-queue', requestId));
  }

  @Post('group/undo')
  @HttpCode(200)
  @ApiOperation({ operationId: 'undoGrouping', summary: 'Takes a decision about the group back' })
  @ApiOkResponse({ type: GroupingDecisionDto })
  undo(
    @IdParam() id: string,
    @Body() { decisionId }: UndoDecisionDto,
    @CurrentStaff() staff: StaffMember,
    @RequestId() requestId: string,
  ) {
    return this.grouping.undo(id, decisionId, staffContext(staff, 'work-the-queue', requestId));
  }
}

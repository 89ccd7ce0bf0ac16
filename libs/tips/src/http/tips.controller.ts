import {
  Body,
  Controller,
  Delete,
  Get,
  Header,
  HttpCode,
  Post,
  Put,
  Query,
  StreamableFile,
} from '@nestjs/common';
import { IdParam } from '#kernel';
import {
  ApiCreatedResponse,
  ApiNoContentResponse,
  ApiOkResponse,
  ApiOperation,
  ApiTags,
} from '@nestjs/swagger';
import { CurrentStaff, RequestId, staffContext, type StaffMember, StaffOnly } from '#staff';
import { Casework } from '../casework/casework.js';
import { Queue, type QueueFilter } from '../queue/queue.js';
import { SecondLook } from '../second-look/second-look.js';
import { TipReader } from '../queue/tip-page.js';
import { HistoryEntryDto } from './history.dto.js';
import { QueueCountsDto, QueuePageDto, QueueQueryDto, QueueSearchDto } from './queue.dto.js';
import {
  ChangeStateDto,
  CreatedDto,
  HandMasksDto,
  SecondLookDto,
  LookedDto,
  SetAsideDto,
  WordsDto,
  WordsLeftDto,
} from './tip-actions.dto.js';
import { TipPageDto } from './tip-page.dto.js';

/** What investigators and leads do with their units' tips; a tip of another unit is 404 on every route. */
@ApiTags('tips')
@Controller('api/tips')
@StaffOnly('investigator', 'lead')
export class TipsController {
  constructor(
    private readonly queue: Queue,
    private readonly reader: TipReader,
    private readonly casework: Casework,
    private readonly secondLook: SecondLook,
  ) {}

  @Get()
  @ApiOperation({ operationId: 'listTips', summary: 'One page of the queue, the most urgent first' })
  @ApiOkResponse({ type: QueuePageDto })
  list(@Query() query: QueueQueryDto, @CurrentStaff() staff: StaffMember, @RequestId() requestId: string) {
    return this.queue.list(filterOf(query), query.cursor, staffContext(staff, 'work-the-queue', requestId));
  }

  @Post('search')
  @HttpCode(200)
  @ApiOperation({ operationId: 'searchTips', summary: 'One page of the lines that hold the words; audited' })
  @ApiOkResponse({ type: QueuePageDto })
  search(@Body() search: QueueSearchDto, @CurrentStaff() staff: StaffMember, @RequestId() requestId: string) {
    const filter = { ...filterOf(search), words: search.words };
    return this.queue.list(filter, search.cursor, staffContext(staff, 'work-the-queue', requestId));
  }

  @Get('counts')
  @ApiOperation({ operationId: 'countTips', summary: 'Lines in each lane; cheap enough to poll' })
  @ApiOkResponse({ type: QueueCountsDto })
  counts(@CurrentStaff() staff: StaffMember, @RequestId() requestId: string) {
    return this.queue.counts(staffContext(staff, 'work-the-queue', requestId));
  }

  @Get(':id')
  @Header('Cache-Control', 'no-store')
  @ApiOperation({
    operationId: 'openTip',
    summary: 'A tip with its repeats, files, notes and dialogue; audited',
  })
  @ApiOkResponse({ type: TipPageDto })
  open(@IdParam() id: string, @CurrentStaff() staff: StaffMember, @RequestId() requestId: string) {
    return this.reader.open(id, staffContext(staff, 'work-the-queue', requestId));
  }

  @Get(':id/history')
  @ApiOperation({ operationId: 'tipHistory', summary: 'Who did what with the tip, from the audit log' })
  @ApiOkResponse({ type: [HistoryEntryDto] })
  async history(@IdParam() id: string, @CurrentStaff() staff: StaffMember, @RequestId() requestId: string) {
    const entries = await this.reader.history(id, staffContext(staff, 'work-the-queue', requestId));
    return entries.map(({ id: entryId, position, at, action, actor, result, reason, basis, purpose }) => ({
      entryId,
      position,
      at,
      action,
      result,
      reason,
      basis,
      purpose,
      actorKind: actor.kind,
      accountId: actor.kind === 'staff' ? (actor.id ?? null) : null,
    }));
  }

  @Get(':id/files/:file')
  @Header('Cache-Control', 'no-store')
  @Header('Content-Security-Policy', "default-src 'none'; sandbox")
  @ApiOperation({ operationId: 'openFile', summary: 'The clean copy of a file; audited' })
  async file(
    @IdParam() id: string,
    @IdParam('file') fileId: string,
    @CurrentStaff() staff: StaffMember,
    @RequestId() requestId: string,
  ): Promise<StreamableFile> {
    const { bytes, mediaType } = await this.reader.openFile(
      id,
      fileId,
      staffContext(staff, 'work-the-queue', requestId),
    );
    return new StreamableFile(bytes, { type: mediaType, disposition: 'inline', length: bytes.length });
  }

  @Put(':id/state')
  @HttpCode(204)
  @ApiOperation({ operationId: 'changeTipState', summary: 'Moves a tip and the repeats folded under it' })
  @ApiNoContentResponse()
  changeState(
    @IdParam() id: string,
    @Body() change: ChangeStateDto,
    @CurrentStaff() staff: StaffMember,
    @RequestId() requestId: string,
  ) {
    return this.casework.changeState(id, change, staffContext(staff, 'work-the-queue', requestId));
  }

  @Put(':id/set-aside')
  @HttpCode(204)
  @ApiOperation({ operationId: 'setTipAside', summary: 'Out of the queue, with a reason; reversible' })
  @ApiNoContentResponse()
  setAside(
    @IdParam() id: string,
    @Body() { reason }: SetAsideDto,
    @CurrentStaff() staff: StaffMember,
    @RequestId() requestId: string,
  ) {
    return this.casework.setAside(id, reason, staffContext(staff, 'work-the-queue', requestId));
  }

  @Delete(':id/set-aside')
  @HttpCode(204)
  @ApiOperation({ operationId: 'returnTip', summary: 'Back into the queue' })
  @ApiNoContentResponse()
  returnToQueue(@IdParam() id: string, @CurrentStaff() staff: StaffMember, @RequestId() requestId: string) {
    return this.casework.setAside(id, undefined, staffContext(staff, 'work-the-queue', requestId));
  }

  @Post(':id/masks')
  @HttpCode(200)
  @Header('Cache-Control', 'no-store')
  @ApiOperation({ operationId: 'maskMore', summary: 'Masks more of the words, for good; audited' })
  @ApiOkResponse({ type: WordsLeftDto })
  mask(
    @IdParam() id: string,
    @Body() { masks, version }: HandMasksDto,
    @CurrentStaff() staff: StaffMember,
    @RequestId() requestId: string,
  ) {
    return this.secondLook.mask(id, masks, version, staffContext(staff, 'work-the-queue', requestId));
  }

  @Put(':id/look')
  @ApiOperation({ operationId: 'lookedAt', summary: 'A person looked at a held text or message; audited' })
  @ApiOkResponse({ type: LookedDto })
  lookedAt(
    @IdParam() id: string,
    @Body() { of }: SecondLookDto,
    @CurrentStaff() staff: StaffMember,
    @RequestId() requestId: string,
  ) {
    return this.secondLook.lookedAt(id, of, staffContext(staff, 'work-the-queue', requestId));
  }

  @Post(':id/notes')
  @ApiOperation({ operationId: 'addNote', summary: 'A note for colleagues' })
  @ApiCreatedResponse({ type: CreatedDto })
  addNote(
    @IdParam() id: string,
    @Body() { text }: WordsDto,
    @CurrentStaff() staff: StaffMember,
    @RequestId() requestId: string,
  ) {
    return this.casework.addNote(id, text, staffContext(staff, 'work-the-queue', requestId));
  }

  @Post(':id/questions')
  @ApiOperation({
    operationId: 'askInformant',
    summary: 'Words to the informant, read with the receipt code',
  })
  @ApiCreatedResponse({ type: CreatedDto })
  ask(
    @IdParam() id: string,
    @Body() { text }: WordsDto,
    @CurrentStaff() staff: StaffMember,
    @RequestId() requestId: string,
  ) {
    return this.casework.ask(id, text, staffContext(staff, 'work-the-queue', requestId));
  }
}

function filterOf({ lane, campaign, unit, priority, state }: QueueQueryDto): QueueFilter {
  return {
    lane,
    ...(campaign === undefined ? {} : { campaignId: campaign }),
    ...(unit === undefined ? {} : { unitId: unit }),
    ...(priority === undefined ? {} : { priority }),
    ...(state === undefined ? {} : { state }),
  };
}

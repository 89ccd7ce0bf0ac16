import { Body, Controller, Get, Header, HttpCode, Param, Post, Query, StreamableFile } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { IdParam, ApiProblems } from '#kernel';
import { CurrentStaff, RequestId, staffContext, type StaffMember, StaffOnly } from '#staff';
import type { RevealScope } from '../reveal/reveal-rows.js';
import { Reveals } from '../reveal/reveals.js';
import type { SealedParts } from '../reveal/sealed-parts.js';
import {
  DecisionDto,
  OpeningDto,
  RevealCountsDto,
  RevealDto,
  RevealPageDto,
  RevealQueryDto,
  RevealRequestDto,
  ReviewDto,
  SealedPartsDto,
} from './reveal.dto.js';

/** Opening what is sealed. Leads decide and see every reveal of their units; others see their own. */
@ApiTags('reveals')
@Controller('api')
@StaffOnly('investigator', 'lead')
export class RevealsController {
  constructor(private readonly reveals: Reveals) {}

  @Post('tips/:id/reveals')
  @ApiOperation({ operationId: 'askReveal', summary: 'Ask to open a sealed part of a tip; audited' })
  @ApiCreatedResponse({ type: RevealDto })
  @ApiProblems(404, 409, 422)
  ask(
    @IdParam() id: string,
    @Body() wanted: RevealRequestDto,
    @CurrentStaff() staff: StaffMember,
    @RequestId() requestId: string,
  ): Promise<RevealDto> {
    return this.reveals.ask(id, wanted, scopeOf(staff), staffContext(staff, 'reveal', requestId));
  }

  @Post('tips/:id/answer-address')
  @HttpCode(200)
  @Header('Cache-Control', 'no-store')
  @ApiOperation({
    operationId: 'openAnswerAddress',
    summary: 'Where to answer, sealed: the browser opens it and gives it back with the answer; audited',
  })
  @ApiOkResponse({ type: SealedPartsDto })
  @ApiProblems(404, 409)
  async answerAddress(
    @IdParam() id: string,
    @CurrentStaff() staff: StaffMember,
    @RequestId() requestId: string,
  ): Promise<SealedPartsDto> {
    const context = staffContext(staff, 'answer', requestId);
    return inBase64(await this.reveals.answerAddress(id, scopeOf(staff), context));
  }

  @Get('reveals')
  @ApiOperation({ operationId: 'listReveals', summary: 'Reveals, the newest first; audited' })
  @ApiOkResponse({ type: RevealPageDto })
  list(
    @Query() { before, unit, person, tip, ...filter }: RevealQueryDto,
    @CurrentStaff() staff: StaffMember,
    @RequestId() requestId: string,
  ): Promise<RevealPageDto> {
    return this.reveals.list(
      {
        ...filter,
        ...(unit === undefined ? {} : { unitId: unit }),
        ...(person === undefined ? {} : { askedBy: person }),
        ...(tip === undefined ? {} : { tipId: tip }),
      },
      before,
      scopeOf(staff),
      staffContext(staff, 'oversee-reveals', requestId),
    );
  }

  @Get('reveals/counts')
  @ApiOperation({ operationId: 'countReveals', summary: 'What waits for oneself; cheap enough to poll' })
  @ApiOkResponse({ type: RevealCountsDto })
  counts(@CurrentStaff() staff: StaffMember): Promise<RevealCountsDto> {
    return this.reveals.waiting(scopeOf(staff));
  }

  @Post('reveals/:reveal/decision')
  @HttpCode(200)
  @StaffOnly('lead')
  @ApiOperation({
    operationId: 'decideReveal',
    summary: 'A lead’s yes or no to a colleague’s request; audited',
  })
  @ApiOkResponse({ type: RevealDto })
  @ApiProblems(404, 409, 422)
  decide(
    @Param('reveal') id: string,
    @Body() decision: DecisionDto,
    @CurrentStaff() staff: StaffMember,
    @RequestId() requestId: string,
  ): Promise<RevealDto> {
    return this.reveals.decide(id, decision, scopeOf(staff), staffContext(staff, 'decide-reveal', requestId));
  }

  @Post('reveals/:reveal/open')
  @HttpCode(200)
  @Header('Cache-Control', 'no-store')
  @ApiOperation({
    operationId: 'openReveal',
    summary: 'The sealed part, for the asker, while the time runs; each opening is audited',
  })
  @ApiOkResponse({ type: SealedPartsDto })
  @ApiProblems(404, 409)
  async open(
    @Param('reveal') id: string,
    @Body() { use }: OpeningDto,
    @CurrentStaff() staff: StaffMember,
    @RequestId() requestId: string,
  ): Promise<SealedPartsDto> {
    const context = staffContext(staff, 'reveal', requestId);
    return inBase64(await this.reveals.open(id, use, scopeOf(staff), context));
  }

  @Post('reveals/:reveal/file')
  @HttpCode(200)
  @Header('Cache-Control', 'no-store')
  @Header('Content-Security-Policy', "default-src 'none'; sandbox")
  @ApiOperation({ operationId: 'openRevealedFile', summary: 'The original file or mail, sealed; audited' })
  @ApiProblems(404, 409)
  async file(
    @Param('reveal') id: string,
    @CurrentStaff() staff: StaffMember,
    @RequestId() requestId: string,
  ): Promise<StreamableFile> {
    const bytes = await this.reveals.openFile(id, scopeOf(staff), staffContext(staff, 'reveal', requestId));
    return new StreamableFile(bytes, { type: 'application/octet-stream', length: bytes.length });
  }

  @Post('reveals/:reveal/review')
  @HttpCode(200)
  @StaffOnly('lead')
  @ApiOperation({ operationId: 'reviewReveal', summary: 'Another lead’s judgement on an emergency; audited' })
  @ApiOkResponse({ type: RevealDto })
  @ApiProblems(404, 409, 422)
  review(
    @Param('reveal') id: string,
    @Body() judgement: ReviewDto,
    @CurrentStaff() staff: StaffMember,
    @RequestId() requestId: string,
  ): Promise<RevealDto> {
    return this.reveals.review(
      id,
      judgement,
      scopeOf(staff),
      staffContext(staff, 'review-reveal', requestId),
    );
  }
}

const scopeOf = ({ unitIds, accountId, roles }: StaffMember): RevealScope => ({
  unitIds,
  accountId,
  isLead: roles.includes('lead'),
});

const inBase64 = ({ grants, records }: SealedParts): SealedPartsDto => ({
  grants: grants.map((grant) => grant.toString('base64')),
  records: records.map((record) => ({ ...record, sealed: record.sealed.toString('base64') })),
});

import { Body, Controller, Delete, Get, Header, HttpCode, Post, Put, StreamableFile } from '@nestjs/common';
import {
  ApiCreatedResponse,
  ApiNoContentResponse,
  ApiOkResponse,
  ApiOperation,
  ApiProduces,
  ApiTags,
} from '@nestjs/swagger';
import { IdParam, ApiProblems, RequestId } from '#kernel';
import { CurrentStaff, staffContext, type StaffMember, StaffOnly } from '#staff';
import { AlertRules } from '../oversight/alert-rules.js';
import { CourtBundles } from '../oversight/court-bundles.js';
import { LookedAt, type OversightScope } from '../oversight/looked-at.js';
import { OpenedWords } from '../oversight/opened-words.js';
import {
  AlertDto,
  AlertRuleDto,
  BundleWishDto,
  LooksPageDto,
  LooksSearchDto,
  NewRuleDto,
  PausedDto,
  ReasonDto,
  RuleMadeDto,
  SearchedWordsDto,
  SeenDto,
} from './oversight.dto.js';

/** The audit log for those who oversee: auditors everything, leads what people of their units did. */
@ApiTags('audit')
@Controller('api/audit')
@StaffOnly('auditor', 'lead')
export class OversightController {
  constructor(
    private readonly lookedAt: LookedAt,
    private readonly rules: AlertRules,
    private readonly words: OpenedWords,
    private readonly bundles: CourtBundles,
  ) {}

  @Post('search')
  @HttpCode(200)
  @Header('Cache-Control', 'no-store')
  @ApiOperation({ operationId: 'searchAudit', summary: 'Who looked at what; an entry of the log itself' })
  @ApiOkResponse({ type: LooksPageDto })
  @ApiProblems(422)
  search(
    @Body() { cursor, ...filter }: LooksSearchDto,
    @CurrentStaff() staff: StaffMember,
    @RequestId() requestId: string,
  ) {
    return this.lookedAt.search(filter, scopeOf(staff), cursor, contextOf(staff, requestId));
  }

  @Post('entries/:id/words')
  @HttpCode(200)
  @StaffOnly('auditor')
  @Header('Cache-Control', 'no-store')
  @ApiOperation({
    operationId: 'openSearchedWords',
    summary: 'The words of a search, with a reason; audited',
  })
  @ApiOkResponse({ type: SearchedWordsDto })
  @ApiProblems(404, 422)
  async openWords(
    @IdParam() id: string,
    @Body() { reason }: ReasonDto,
    @CurrentStaff() staff: StaffMember,
    @RequestId() requestId: string,
  ) {
    return { words: await this.words.open(id, reason, contextOf(staff, requestId)) };
  }

  @Post('bundles')
  @HttpCode(200)
  @Header('Cache-Control', 'no-store')
  @ApiOperation({
    operationId: 'exportBundle',
    summary: 'What the log holds of some tips, for a court: a ZIP that is checked without Colabora; audited',
  })
  @ApiProduces('application/zip')
  @ApiOkResponse({ schema: { type: 'string', format: 'binary' } })
  @ApiProblems(404, 409, 422)
  async bundle(
    @Body() { withRepeats = false, ...wish }: BundleWishDto,
    @CurrentStaff() staff: StaffMember,
    @RequestId() requestId: string,
  ): Promise<StreamableFile> {
    const context = contextOf(staff, requestId);
    const { name, zip } = await this.bundles.make({ withRepeats, ...wish }, scopeOf(staff), context);
    return new StreamableFile(zip, {
      type: 'application/zip',
      disposition: `attachment; filename="${name}"`,
    });
  }

  @Get('alerts')
  @Header('Cache-Control', 'no-store')
  @ApiOperation({ operationId: 'listAlerts', summary: 'What the saved rules found; unseen first' })
  @ApiOkResponse({ type: [AlertDto] })
  alerts(@CurrentStaff() staff: StaffMember, @RequestId() requestId: string) {
    return this.rules.inbox(scopeOf(staff), contextOf(staff, requestId));
  }

  @Put('alerts/:id/seen')
  @HttpCode(204)
  @ApiOperation({ operationId: 'markAlertSeen', summary: 'Seen, with what was found out; reversible' })
  @ApiNoContentResponse()
  @ApiProblems(404, 422)
  seen(
    @IdParam() id: string,
    @Body() { note }: SeenDto,
    @CurrentStaff() staff: StaffMember,
    @RequestId() requestId: string,
  ) {
    return this.rules.markSeen(id, note, scopeOf(staff), contextOf(staff, requestId));
  }

  @Delete('alerts/:id/seen')
  @HttpCode(204)
  @ApiOperation({ operationId: 'markAlertUnseen', summary: 'Back into the inbox' })
  @ApiNoContentResponse()
  @ApiProblems(404)
  unseen(@IdParam() id: string, @CurrentStaff() staff: StaffMember, @RequestId() requestId: string) {
    return this.rules.markSeen(id, undefined, scopeOf(staff), contextOf(staff, requestId));
  }

  @Get('rules')
  @ApiOperation({ operationId: 'listAlertRules', summary: 'The saved rules' })
  @ApiOkResponse({ type: [AlertRuleDto] })
  listRules(@CurrentStaff() staff: StaffMember, @RequestId() requestId: string) {
    return this.rules.list(contextOf(staff, requestId));
  }

  @Post('rules')
  @StaffOnly('auditor')
  @ApiOperation({ operationId: 'makeAlertRule', summary: 'Save a rule' })
  @ApiCreatedResponse({ type: RuleMadeDto })
  @ApiProblems(422)
  async makeRule(
    @Body() rule: NewRuleDto,
    @CurrentStaff() staff: StaffMember,
    @RequestId() requestId: string,
  ) {
    return { id: await this.rules.make(rule, contextOf(staff, requestId)) };
  }

  @Put('rules/:id/paused')
  @HttpCode(204)
  @StaffOnly('auditor')
  @ApiOperation({ operationId: 'pauseAlertRule', summary: 'Pause or resume a rule' })
  @ApiNoContentResponse()
  @ApiProblems(404, 422)
  pauseRule(
    @IdParam() id: string,
    @Body() { paused }: PausedDto,
    @CurrentStaff() staff: StaffMember,
    @RequestId() requestId: string,
  ) {
    return this.rules.setPaused(id, paused, contextOf(staff, requestId));
  }
}

const contextOf = (staff: StaffMember, requestId: string) => staffContext(staff, 'oversight', requestId);

const scopeOf = ({ roles, unitIds }: StaffMember): OversightScope =>
  roles.includes('auditor') ? { everybody: true } : { everybody: false, unitIds };

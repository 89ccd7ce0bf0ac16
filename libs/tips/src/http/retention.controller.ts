import { Body, Controller, Get, Header, HttpCode, Post, Query } from '@nestjs/common';
import {
  ApiCreatedResponse,
  ApiNoContentResponse,
  ApiOkResponse,
  ApiOperation,
  ApiQuery,
  ApiTags,
} from '@nestjs/swagger';
import { AuditLog } from '#audit';
import { IdParam, ApiProblems, Clock, Database, RequestId } from '#kernel';
import { CurrentStaff, staffContext, type StaffMember, StaffOnly } from '#staff';
import { ErasureRequests } from '../retention/erasure-requests.js';
import { LegalHolds } from '../retention/legal-holds.js';
import { Retention } from '../retention/retention.js';
import { Reviews } from '../retention/reviews.js';
import { ErasureDecisionBody, NewHoldBody, ReasonBody, RetentionDto } from './retention.dto.js';
import { CreatedDto } from './tip-actions.dto.js';

/** What people are shown of what is due; the command line shows all. */
const TIPS_SHOWN = 200;
const DAYS_AHEAD_AT_MOST = 366;

/** How long tips are kept: leads see and decide for their units, operators see numbers. */
@ApiTags('retention')
@StaffOnly('lead')
@Controller('api/retention')
export class RetentionController {
  constructor(
    private readonly retention: Retention,
    private readonly holds: LegalHolds,
    private readonly requests: ErasureRequests,
    private readonly reviews: Reviews,
    private readonly audit: AuditLog,
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  @Get()
  @StaffOnly('lead', 'operator')
  @Header('Cache-Control', 'no-store')
  @ApiOperation({
    operationId: 'getRetention',
    summary: 'What the next run would erase (a dry run), holds and requests',
  })
  @ApiQuery({ name: 'days', required: false, type: Number, description: 'Due in so many days from now' })
  @ApiOkResponse({ type: RetentionDto })
  async overview(
    @Query('days') days: string | undefined,
    @CurrentStaff() staff: StaffMember,
    @RequestId() requestId: string,
  ): Promise<RetentionDto> {
    const context = staffContext(staff, 'retention', requestId);
    const isLead = staff.roles.includes('lead');
    const ahead = Math.min(Math.max(Number(days ?? 0) || 0, 0), DAYS_AHEAD_AT_MOST);
    const at = new Date(this.clock.now().getTime() + ahead * 86_400_000);
    const { campaigns, tips } = await this.retention.plan({
      at,
      ...(isLead ? { unitIds: staff.unitIds } : {}),
    });
    const lastRun = await this.retention.lastRun();
    await this.database.transaction((tx) =>
      this.audit.append(tx, context, {
        action: 'tip.counted',
        subject: { kind: 'system', id: 'retention' },
        details: { due: tips.length },
      }),
    );
    return {
      at,
      campaigns,
      tips: isLead ? tips.slice(0, TIPS_SHOWN) : [],
      holds: isLead ? await this.holds.list(context) : [],
      requests: isLead ? await this.requests.pending(context) : [],
      ...(lastRun === undefined ? {} : { lastRun }),
    };
  }

  @Post('holds')
  @ApiOperation({ operationId: 'placeHold', summary: 'Keep a tip whatever its time; needs a reference' })
  @ApiCreatedResponse({ type: CreatedDto })
  @ApiProblems(404, 409, 422)
  hold(@Body() body: NewHoldBody, @CurrentStaff() staff: StaffMember, @RequestId() requestId: string) {
    return this.holds.place(body.tipId, body.reference, staffContext(staff, 'retention', requestId));
  }

  @Post('holds/:id/release')
  @HttpCode(204)
  @ApiOperation({ operationId: 'releaseHold', summary: 'The time to be kept begins anew' })
  @ApiNoContentResponse()
  @ApiProblems(404, 422)
  release(
    @IdParam() id: string,
    @Body() { reason }: ReasonBody,
    @CurrentStaff() staff: StaffMember,
    @RequestId() requestId: string,
  ) {
    return this.holds.release(id, reason, staffContext(staff, 'retention', requestId));
  }

  @Post('requests/:id/decision')
  @HttpCode(204)
  @ApiOperation({
    operationId: 'decideErasure',
    summary: 'What becomes of an erasure that an informant asked for',
  })
  @ApiNoContentResponse()
  @ApiProblems(404, 422)
  decide(
    @IdParam() id: string,
    @Body() decision: ErasureDecisionBody,
    @CurrentStaff() staff: StaffMember,
    @RequestId() requestId: string,
  ) {
    return this.requests.decide(id, decision, staffContext(staff, 'retention', requestId));
  }

  @Post('tips/:id/review')
  @HttpCode(204)
  @ApiOperation({ operationId: 'reviewTip', summary: 'Say why a tip is still needed whole' })
  @ApiNoContentResponse()
  @ApiProblems(404, 422)
  review(
    @IdParam() id: string,
    @Body() { reason }: ReasonBody,
    @CurrentStaff() staff: StaffMember,
    @RequestId() requestId: string,
  ) {
    return this.reviews.keep(id, reason, staffContext(staff, 'retention', requestId));
  }
}

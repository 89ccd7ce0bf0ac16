import { Body, Controller, Get, Header, HttpCode, Post } from '@nestjs/common';
import {
  ApiNoContentResponse,
  ApiOkResponse,
  ApiOperation,
  ApiProperty,
  ApiPropertyOptional,
  ApiTags,
} from '@nestjs/swagger';
import { IsBoolean } from 'class-validator';
import { IdParam, ApiProblems } from '#kernel';
import { CurrentStaff, RequestId, staffContext, type StaffMember, StaffOnly } from '#staff';
import { XHiding } from '../moderation/x-hiding.js';
import { type XStanding, XStandings } from '../moderation/x-standing.js';

class XHidingDto {
  @ApiProperty({ description: 'What somebody wants: hidden, or shown again' })
  hidden: boolean;

  @ApiProperty({ enum: ['waiting', 'done', 'refused'] })
  state: 'waiting' | 'done' | 'refused';

  @ApiPropertyOptional({
    type: String,
    nullable: true,
    description: 'A stable word: why it waits or X refused',
  })
  why: string | null;
}

class XGoneDto {
  @ApiProperty()
  at: Date;

  @ApiProperty({ description: '`deleted`, `protected`, `suspended`, `withheld`, `erased`, `purged`' })
  why: string;

  @ApiPropertyOptional({ type: String, nullable: true, description: 'The hold that keeps it here' })
  hold: string | null;
}

class XStandingDto implements XStanding {
  @ApiProperty({ description: 'X lets an app answer in public only who named or quoted us' })
  canAnswer: boolean;

  @ApiProperty({ description: 'It stands below a post of ours' })
  canHide: boolean;

  @ApiPropertyOptional({ type: XHidingDto, nullable: true })
  hiding: XHidingDto | null;

  @ApiPropertyOptional({ type: XGoneDto, nullable: true, description: 'X no longer shows it' })
  gone: XGoneDto | null;
}

class HideDto {
  @ApiProperty()
  @IsBoolean()
  hidden: boolean;
}

/** The public posts behind a tip, for those who read the tip. */
@ApiTags('x')
@Controller('api/tips/:id/x')
@StaffOnly('investigator', 'lead')
export class XTipsController {
  constructor(
    private readonly standings: XStandings,
    private readonly hiding: XHiding,
  ) {}

  @Get()
  @Header('Cache-Control', 'no-store')
  @ApiOperation({
    operationId: 'getXStanding',
    summary: 'What X lets us do with the post behind a tip; audited',
  })
  @ApiOkResponse({ type: XStandingDto })
  @ApiProblems(404)
  standing(
    @IdParam() tipId: string,
    @CurrentStaff() staff: StaffMember,
    @RequestId() requestId: string,
  ): Promise<XStandingDto> {
    return this.standings.of(tipId, staffContext(staff, 'answer-informant', requestId));
  }

  @Post('hidden')
  @HttpCode(204)
  @ApiOperation({ operationId: 'hideXReply', summary: 'Hides a reply below our post, or shows it again' })
  @ApiNoContentResponse()
  @ApiProblems(404, 409)
  hide(
    @IdParam() tipId: string,
    @Body() { hidden }: HideDto,
    @CurrentStaff() staff: StaffMember,
    @RequestId() requestId: string,
  ): Promise<void> {
    return this.hiding.ask(tipId, hidden, staffContext(staff, 'moderate-replies', requestId));
  }
}

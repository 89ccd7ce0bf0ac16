import { Controller, Get } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiProperty, ApiTags } from '@nestjs/swagger';
import { Accounts } from '../accounts.js';
import type { StaffMember } from '../staff-member.js';
import { CurrentStaff, StaffOnly } from './staff-only.js';

/** A person by name, so that notes and histories say who it was; no address, no rights. */
export class ColleagueView {
  @ApiProperty({ format: 'uuid' })
  accountId: string;

  @ApiProperty()
  name: string;
}

/** Whom one works with. */
@ApiTags('accounts')
@StaffOnly()
@Controller('api/colleagues')
export class ColleaguesController {
  constructor(private readonly accounts: Accounts) {}

  @Get()
  @ApiOperation({
    operationId: 'listColleagues',
    summary: 'Names of the people in one’s units, disabled ones too; for auditors, of everybody',
  })
  @ApiOkResponse({ type: [ColleagueView] })
  list(@CurrentStaff() staff: StaffMember): Promise<ColleagueView[]> {
    return this.accounts.colleaguesOf(staff);
  }
}

import { Body, Controller, Delete, Get, HttpCode, Param, Post } from '@nestjs/common';
import {
  ApiCreatedResponse,
  ApiNoContentResponse,
  ApiOkResponse,
  ApiOperation,
  ApiTags,
} from '@nestjs/swagger';
import { ApiProblems, Database } from '#kernel';
import { CurrentStaff, RequestId, staffContext, type StaffMember, StaffOnly } from '#staff';
import { EmailAccounts } from '../email-accounts.js';
import { EmailAccountDto, NewEmailAccountDto } from './email.dto.js';

/** The desk's own e-mail addresses. How mail reaches us and leaves is the operator's configuration. */
@ApiTags('channels')
@Controller('api/channels/email')
@StaffOnly('manager', 'operator')
export class EmailController {
  constructor(
    private readonly accounts: EmailAccounts,
    private readonly database: Database,
  ) {}

  @Get('accounts')
  @ApiOperation({ operationId: 'listEmailAccounts', summary: 'Addresses and the campaigns they serve' })
  @ApiOkResponse({ type: [EmailAccountDto] })
  list(): Promise<EmailAccountDto[]> {
    return this.accounts.list();
  }

  @Post('accounts')
  @ApiOperation({ operationId: 'addEmailAccount', summary: 'Binds an address of the desk to a campaign' })
  @ApiCreatedResponse({ type: EmailAccountDto })
  @ApiProblems(422)
  add(
    @Body() wanted: NewEmailAccountDto,
    @CurrentStaff() staff: StaffMember,
    @RequestId() requestId: string,
  ): Promise<EmailAccountDto> {
    const context = staffContext(staff, 'set-up-channels', requestId);
    return this.database.transaction((tx) => this.accounts.add(tx, { ...wanted }, context));
  }

  @Delete('accounts/:id')
  @HttpCode(204)
  @ApiOperation({ operationId: 'removeEmailAccount', summary: 'From now on its mail is refused at the door' })
  @ApiNoContentResponse()
  @ApiProblems(404)
  remove(
    @Param('id') id: string,
    @CurrentStaff() staff: StaffMember,
    @RequestId() requestId: string,
  ): Promise<void> {
    const context = staffContext(staff, 'set-up-channels', requestId);
    return this.database.transaction((tx) => this.accounts.remove(tx, id, context));
  }
}

import { Body, Controller, Get, Header, HttpCode, Param, Post, Put } from '@nestjs/common';
import {
  ApiCreatedResponse,
  ApiNoContentResponse,
  ApiOkResponse,
  ApiOperation,
  ApiTags,
} from '@nestjs/swagger';
import { AuditLog } from '#audit';
import { ApiProblems, Database, RequestId } from '#kernel';
import { AccountRights } from '../account-rights.js';
import { Accounts } from '../accounts.js';
import { setupAddress } from '../setup-links.js';
import { staffContext, type StaffMember } from '../staff-member.js';
import { AccountView, NewAccount, RightsBody, SetupLinkView } from './accounts.dto.js';
import { CurrentStaff, StaffOnly } from './staff-only.js';

/** Who works here, for operators. */
@ApiTags('accounts')
@StaffOnly('operator')
@Controller('api/accounts')
export class AccountsController {
  constructor(
    private readonly accounts: Accounts,
    private readonly rights: AccountRights,
    private readonly audit: AuditLog,
    private readonly database: Database,
  ) {}

  @Get()
  @ApiOperation({ operationId: 'listAccounts', summary: 'All accounts' })
  @ApiOkResponse({ type: [AccountView] })
  async list(@CurrentStaff() staff: StaffMember, @RequestId() requestId: string): Promise<AccountView[]> {
    const accounts = await this.accounts.list();
    await this.database.transaction((tx) =>
      this.audit.append(tx, staffContext(staff, 'list-accounts', requestId), {
        action: 'account.listed',
        subject: { kind: 'system', id: 'accounts' },
        details: { count: accounts.length },
      }),
    );
    return accounts;
  }

  @Post()
  @Header('Cache-Control', 'no-store')
  @ApiOperation({ operationId: 'inviteAccount', summary: 'Make an account and its one-time set-up link' })
  @ApiCreatedResponse({ type: SetupLinkView })
  @ApiProblems(422)
  async invite(
    @Body() invitation: NewAccount,
    @CurrentStaff() staff: StaffMember,
    @RequestId() requestId: string,
  ): Promise<SetupLinkView> {
    const { accountId, setupToken } = await this.database.transaction((tx) =>
      this.accounts.invite(tx, staffContext(staff, 'invite', requestId), invitation),
    );
    return { accountId, setupPath: setupAddress('', setupToken) };
  }

  @Put(':id')
  @HttpCode(204)
  @ApiOperation({ operationId: 'changeAccount', summary: 'Replace name, roles and units' })
  @ApiNoContentResponse()
  @ApiProblems(404, 409, 422)
  change(
    @Param('id') accountId: string,
    @Body() wanted: RightsBody,
    @CurrentStaff() staff: StaffMember,
    @RequestId() requestId: string,
  ): Promise<void> {
    return this.database.transaction((tx) =>
      this.rights.change(tx, staffContext(staff, 'change-account', requestId), accountId, wanted),
    );
  }

  @Post(':id/setup-link')
  @Header('Cache-Control', 'no-store')
  @ApiOperation({ operationId: 'renewSetupLink', summary: 'A new set-up link; the former one stops working' })
  @ApiCreatedResponse({ type: SetupLinkView })
  @ApiProblems(404, 409)
  async renewSetupLink(
    @Param('id') accountId: string,
    @CurrentStaff() staff: StaffMember,
    @RequestId() requestId: string,
  ): Promise<SetupLinkView> {
    const token = await this.database.transaction((tx) =>
      this.accounts.renewSetupLink(tx, staffContext(staff, 'renew-setup-link', requestId), accountId),
    );
    return { accountId, setupPath: setupAddress('', token) };
  }

  @Post(':id/disable')
  @HttpCode(204)
  @ApiOperation({ operationId: 'disableAccount', summary: 'Shut somebody out at once' })
  @ApiNoContentResponse()
  @ApiProblems(404, 409)
  disable(
    @Param('id') accountId: string,
    @CurrentStaff() staff: StaffMember,
    @RequestId() requestId: string,
  ): Promise<void> {
    return this.database.transaction((tx) =>
      this.rights.disable(tx, staffContext(staff, 'disable-account', requestId), accountId),
    );
  }

  @Post(':id/enable')
  @Header('Cache-Control', 'no-store')
  @ApiOperation({ operationId: 'enableAccount', summary: 'Let somebody back in, through a new set-up link' })
  @ApiCreatedResponse({ type: SetupLinkView })
  @ApiProblems(404, 409)
  async enable(
    @Param('id') accountId: string,
    @CurrentStaff() staff: StaffMember,
    @RequestId() requestId: string,
  ): Promise<SetupLinkView> {
    const token = await this.database.transaction((tx) =>
      this.rights.enable(tx, staffContext(staff, 'enable-account', requestId), accountId),
    );
    return { accountId, setupPath: setupAddress('', token) };
  }
}

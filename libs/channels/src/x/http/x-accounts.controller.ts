import { Body, Controller, Get, Header, HttpCode, Post, Put, Query, Req, Res } from '@nestjs/common';
import {
  ApiExcludeEndpoint,
  ApiNoContentResponse,
  ApiOkResponse,
  ApiOperation,
  ApiTags,
} from '@nestjs/swagger';
import type { Request, Response } from 'express';
import { AuditLog } from '#audit';
import { IdParam, ApiProblems, Configuration, Database, Problem } from '#kernel';
import { CurrentStaff, RequestId, staffContext, type StaffMember, StaffOnly } from '#staff';
import { RejectionList } from '../../incoming/rejection-list.js';
import { XAccounts } from '../accounts/x-accounts.js';
import { XHealth } from '../accounts/x-health.js';
import { XSignIn } from '../accounts/x-sign-in.js';
import { tombstones } from '../compliance/our-posts.js';
import { XBindingsDto, XSignInDto, XSignInRequestDto, XStateDto } from './x.dto.js';

const CALLBACK = '/api/x/callback';
/** Where the portal shows the accounts. */
const PAGE = '/staff/channels';

/** Our accounts on X, for campaign managers and operators: they see how it goes, never what was written. */
@ApiTags('x')
@StaffOnly('manager', 'operator')
@Controller('api/x')
export class XAccountsController {
  constructor(
    private readonly configuration: Configuration,
    private readonly database: Database,
    private readonly audit: AuditLog,
    private readonly accounts: XAccounts,
    private readonly health: XHealth,
    private readonly signIn: XSignIn,
    private readonly rejections: RejectionList,
  ) {}

  @Get()
  @Header('Cache-Control', 'no-store')
  @ApiOperation({ operationId: 'getX', summary: 'Our accounts on X, their health, and what became no tip' })
  @ApiOkResponse({ type: XStateDto })
  async state(@CurrentStaff() staff: StaffMember, @RequestId() requestId: string): Promise<XStateDto> {
    const [accounts, rejections, stones] = await Promise.all([
      this.health.all(),
      this.rejections.waiting(['x-dm', 'x-mention']),
      tombstones(this.database),
    ]);
    await this.database.transaction((tx) =>
      this.audit.append(tx, staffContext(staff, 'look-at-x', requestId), {
        action: 'channel.listed',
        subject: { kind: 'system', id: 'x' },
        details: { accounts: accounts.length, rejections },
      }),
    );
    return { isOn: this.configuration.xIsOn, accounts, rejections, ...stones };
  }

  @Post('sign-ins')
  @HttpCode(200)
  @ApiOperation({
    operationId: 'beginXSignIn',
    summary: 'Starts connecting an account: X’s page for its owner',
  })
  @ApiOkResponse({ type: XSignInDto })
  @ApiProblems(409, 422)
  async begin(
    @Body() { confirmed }: XSignInRequestDto,
    @CurrentStaff() staff: StaffMember,
    @Req() request: Request,
  ): Promise<XSignInDto> {
    return { url: await this.signIn.begin(staff, this.callbackAddress(request), confirmed) };
  }

  /** X sends the browser here. Whatever happened is said on the page, by a word and no more. */
  @Get('callback')
  @Header('Cache-Control', 'no-store')
  @ApiExcludeEndpoint()
  async callback(
    @CurrentStaff() staff: StaffMember,
    @RequestId() requestId: string,
    @Query('state') state: unknown,
    @Query('code') code: unknown,
    @Res() response: Response,
  ): Promise<void> {
    if (typeof state !== 'string' || typeof code !== 'string')
      return response.redirect(303, `${PAGE}?x=declined`);
    try {
      await this.signIn.finish(staff, state, code, requestId);
      response.redirect(303, `${PAGE}?x=connected`);
    } catch (error) {
      if (!(error instanceof Problem)) throw error;
      response.redirect(303, `${PAGE}?x=${error.code === 'forbidden' ? 'expired' : 'refused'}`);
    }
  }

  @Put('accounts/:id/bindings')
  @HttpCode(204)
  @ApiOperation({ operationId: 'bindXAccount', summary: 'Which campaign takes what arrives on an account' })
  @ApiNoContentResponse()
  @ApiProblems(404, 422)
  bind(
    @IdParam() accountId: string,
    @Body() { bindings }: XBindingsDto,
    @CurrentStaff() staff: StaffMember,
    @RequestId() requestId: string,
  ): Promise<void> {
    return this.database.transaction((tx) =>
      this.accounts.bind(tx, staffContext(staff, 'bind-x', requestId), accountId, bindings),
    );
  }

  @Post('accounts/:id/disconnect')
  @HttpCode(204)
  @ApiOperation({ operationId: 'disconnectXAccount', summary: 'Stops an account and forgets its tokens' })
  @ApiNoContentResponse()
  @ApiProblems(404)
  disconnect(
    @IdParam() accountId: string,
    @CurrentStaff() staff: StaffMember,
    @RequestId() requestId: string,
  ): Promise<void> {
    return this.database.transaction((tx) =>
      this.accounts.disconnect(tx, staffContext(staff, 'disconnect-x', requestId), accountId),
    );
  }

  /** Exactly as it is registered at X: the public address, or, on a trial, the one that the browser used. */
  private callbackAddress(request: Request): string {
    const { publicUrl } = this.configuration;
    return new URL(CALLBACK, publicUrl ?? `${request.protocol}://${request.get('host')}`).href;
  }
}

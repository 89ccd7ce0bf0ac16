import { Body, Controller, Delete, Get, Header, HttpCode, Post, Req, Res, UseGuards } from '@nestjs/common';
import { ApiBody, ApiNoContentResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { ApiProblems, Configuration, RequestId } from '#kernel';
import type { Request, Response } from 'express';
import type { AccountSummary } from '../account-summary.js';
import { IDLE_MINUTES, sessionCookieAttributes, sessionCookieName } from '../session-middleware.js';
import { Sessions } from '../sessions.js';
import type { StaffMember } from '../staff-member.js';
import { SessionView, SignIn } from './session.dto.js';
import { SignInGuard } from './sign-in.guard.js';
import { CurrentStaff, StaffOnly } from './staff-only.js';

/** Signing in and out. */
@ApiTags('session')
@Controller('api/session')
export class SessionController {
  constructor(
    private readonly sessions: Sessions,
    private readonly configuration: Configuration,
  ) {}

  @Post()
  @HttpCode(200)
  @UseGuards(SignInGuard)
  @Header('Cache-Control', 'no-store')
  @ApiOperation({ operationId: 'openSession', summary: 'Sign in' })
  @ApiBody({ type: SignIn })
  @ApiOkResponse({ type: SessionView })
  @ApiProblems(401, 422, 429)
  async open(
    @Req() request: Request & { user: AccountSummary },
    @Body() _: SignIn,
    @RequestId() requestId: string,
  ): Promise<SessionView> {
    const staff = await this.sessions.open(request, request.user, requestId);
    return this.view(staff, request);
  }

  @Get()
  @StaffOnly()
  @Header('Cache-Control', 'no-store')
  @ApiOperation({ operationId: 'getSession', summary: 'Who is signed in' })
  @ApiOkResponse({ type: SessionView })
  get(@CurrentStaff() staff: StaffMember, @Req() request: Request): SessionView {
    return this.view(staff, request);
  }

  @Delete()
  @HttpCode(204)
  @StaffOnly()
  @ApiOperation({ operationId: 'closeSession', summary: 'Sign out' })
  @ApiNoContentResponse()
  async close(
    @CurrentStaff() staff: StaffMember,
    @Req() request: Request,
    @Res({ passthrough: true }) response: Response,
    @RequestId() requestId: string,
  ): Promise<void> {
    await this.sessions.close(request, staff, 'signed-out', requestId);
    const { isSecure } = this.configuration;
    response.clearCookie(sessionCookieName(isSecure), sessionCookieAttributes(isSecure));
  }

  private view({ sessionId: _, ...person }: StaffMember, request: Request): SessionView {
    return { ...person, idleMinutes: IDLE_MINUTES, endsAt: this.sessions.endOf(request) };
  }
}

import { Body, Controller, Header, HttpCode, Post } from '@nestjs/common';
import { ApiNoContentResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { ApiProblems, RequestId } from '#kernel';
import { Accounts } from '../accounts.js';
import { Setup, SetupToken, SetupView } from './setup.dto.js';

/** The first password, or a new one, through a one-time link. Needs no session: the token is the proof. */
@ApiTags('session')
@Controller('api/setup')
export class SetupController {
  constructor(private readonly accounts: Accounts) {}

  @Post('inspect')
  @HttpCode(200)
  @Header('Cache-Control', 'no-store')
  @ApiOperation({ operationId: 'inspectSetupLink', summary: 'Whom a set-up link is for; does not use it up' })
  @ApiOkResponse({ type: SetupView })
  @ApiProblems(410, 422)
  inspect(@Body() { token }: SetupToken): Promise<SetupView> {
    return this.accounts.holderOf(token);
  }

  @Post()
  @HttpCode(204)
  @ApiOperation({ operationId: 'setPassword', summary: 'Set the password and use the link up' })
  @ApiNoContentResponse()
  @ApiProblems(410, 422)
  async setPassword(@Body() { token, password }: Setup, @RequestId() requestId: string): Promise<void> {
    await this.accounts.activate(token, password, requestId);
  }
}

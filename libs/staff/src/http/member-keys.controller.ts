import { Body, Controller, Delete, Get, Header, HttpCode, Post } from '@nestjs/common';
import {
  ApiCreatedResponse,
  ApiNoContentResponse,
  ApiOkResponse,
  ApiOperation,
  ApiTags,
} from '@nestjs/swagger';
import { IdParam, ApiProblems, Database, RequestId } from '#kernel';
import { MemberKeys, type NewWrap } from '../keys/member-keys.js';
import { staffContext, type StaffMember } from '../staff-member.js';
import { KeyRingView, MadeView, MemberKeyBody, MemberKeyView, WrapBody } from './keys.dto.js';
import { CurrentStaff, StaffOnly } from './staff-only.js';

/** One's own key, for those who work on tips. Everything secret here is an age file made in the browser. */
@ApiTags('keys')
@StaffOnly('investigator', 'lead')
@Controller('api/my-key')
export class MemberKeysController {
  constructor(
    private readonly keys: MemberKeys,
    private readonly database: Database,
  ) {}

  @Get()
  @ApiOperation({ operationId: 'getMyKey', summary: 'Whether one has a key and how it is unlocked' })
  @ApiOkResponse({ type: MemberKeyView })
  async get(@CurrentStaff() { accountId }: StaffMember): Promise<MemberKeyView> {
    return (await this.keys.stateOf(accountId)) ?? { recipient: null, wraps: [] };
  }

  @Post('unlock')
  @HttpCode(200)
  @Header('Cache-Control', 'no-store')
  @ApiOperation({ operationId: 'getMyKeyRing', summary: 'One’s own wrapped keys, to unlock them; audited' })
  @ApiOkResponse({ type: KeyRingView })
  @ApiProblems(404)
  async unlock(@CurrentStaff() staff: StaffMember, @RequestId() requestId: string): Promise<KeyRingView> {
    const ring = await this.database.transaction((tx) =>
      this.keys.handOut(tx, staffContext(staff, 'unlock-keys', requestId), staff.accountId),
    );
    return {
      recipient: ring.recipient,
      wraps: ring.wraps.map((wrap) => ({ ...wrap, sealedIdentity: wrap.sealedIdentity.toString('base64') })),
      unitKeys: ring.unitKeys.map((key) => ({
        ...key,
        sealedIdentity: key.sealedIdentity.toString('base64'),
      })),
    };
  }

  @Post()
  @HttpCode(204)
  @ApiOperation({ operationId: 'makeMyKey', summary: 'Keep a key that the browser made' })
  @ApiNoContentResponse()
  @ApiProblems(409, 422)
  make(
    @Body() { wrap, ...key }: MemberKeyBody,
    @CurrentStaff() staff: StaffMember,
    @RequestId() requestId: string,
  ): Promise<void> {
    return this.database.transaction((tx) =>
      this.keys.make(tx, staffContext(staff, 'make-key', requestId), staff.accountId, {
        ...key,
        wrap: newWrap(wrap),
      }),
    );
  }

  @Post('wraps')
  @ApiOperation({ operationId: 'addMyWrap', summary: 'Another way to unlock one’s key' })
  @ApiCreatedResponse({ type: MadeView })
  @ApiProblems(404, 422)
  async addWrap(
    @Body() wrap: WrapBody,
    @CurrentStaff() staff: StaffMember,
    @RequestId() requestId: string,
  ): Promise<MadeView> {
    const id = await this.database.transaction((tx) =>
      this.keys.addWrap(tx, staffContext(staff, 'make-key', requestId), staff.accountId, newWrap(wrap)),
    );
    return { id };
  }

  @Delete('wraps/:id')
  @HttpCode(204)
  @ApiOperation({ operationId: 'removeMyWrap', summary: 'Take a way to unlock away; the last one stays' })
  @ApiNoContentResponse()
  @ApiProblems(404, 409)
  removeWrap(
    @IdParam() wrapId: string,
    @CurrentStaff() staff: StaffMember,
    @RequestId() requestId: string,
  ): Promise<void> {
    return this.database.transaction((tx) =>
      this.keys.removeWrap(tx, staffContext(staff, 'make-key', requestId), staff.accountId, wrapId),
    );
  }
}

const newWrap = ({ sealedIdentity, ...wrap }: WrapBody): NewWrap => ({
  ...wrap,
  sealedIdentity: Buffer.from(sealedIdentity, 'base64'),
});

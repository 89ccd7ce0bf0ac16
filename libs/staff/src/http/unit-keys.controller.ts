import { Body, Controller, Get, Header, HttpCode, Param, Post, Put } from '@nestjs/common';
import {
  ApiCreatedResponse,
  ApiNoContentResponse,
  ApiOkResponse,
  ApiOperation,
  ApiTags,
} from '@nestjs/swagger';
import { AuditLog } from '#audit';
import { ApiProblems, Database, notFound, RequestId } from '#kernel';
import { KeyRotation } from '../keys/key-rotation.js';
import type { Proof } from '../keys/key-proof.js';
import { type NewShare, UnitKeys } from '../keys/unit-keys.js';
import { staffContext, type StaffMember } from '../staff-member.js';
import { Units } from '../units.js';
import {
  ChallengeView,
  FourEyesBody,
  GiftBody,
  GrantView,
  MadeView,
  NewUnitKeyBody,
  type ProofBody,
  ResealedBody,
  RetireBody,
  type ShareBody,
  UnitKeysView,
} from './keys.dto.js';
import { CurrentStaff, StaffOnly } from './staff-only.js';

/** The keys of one's own units; another unit's are 404. Leads replace them, members hand them on. */
@ApiTags('keys')
@StaffOnly('investigator', 'lead')
@Controller('api/units/:unit/keys')
export class UnitKeysController {
  constructor(
    private readonly keys: UnitKeys,
    private readonly rotation: KeyRotation,
    private readonly units: Units,
    private readonly database: Database,
    private readonly audit: AuditLog,
  ) {}

  @Get()
  @ApiOperation({ operationId: 'getUnitKeys', summary: 'A unit’s keys, and which member has them' })
  @ApiOkResponse({ type: UnitKeysView })
  @ApiProblems(404)
  async get(
    @Param('unit') unitId: string,
    @CurrentStaff() staff: StaffMember,
    @RequestId() requestId: string,
  ): Promise<UnitKeysView> {
    await this.admit(staff, unitId, requestId);
    const unit = await this.units.byId(unitId);
    const grantsLeft = await this.rotation.left(unitId);
    return { ...(await this.keys.of(unitId)), grantsLeft, fourEyes: unit!.fourEyes };
  }

  @Put('four-eyes')
  @HttpCode(204)
  @StaffOnly('lead')
  @ApiOperation({
    operationId: 'setFourEyes',
    summary: 'Whether opening an original takes a second person; the informant always does',
  })
  @ApiNoContentResponse()
  @ApiProblems(404, 422)
  async setFourEyes(
    @Param('unit') unitId: string,
    @Body() { fourEyes }: FourEyesBody,
    @CurrentStaff() staff: StaffMember,
    @RequestId() requestId: string,
  ): Promise<void> {
    await this.admit(staff, unitId, requestId);
    await this.database.transaction((tx) =>
      this.units.setFourEyes(tx, staffContext(staff, 'set-four-eyes', requestId), unitId, fourEyes),
    );
  }

  @Post(':key/challenge')
  @HttpCode(200)
  @Header('Cache-Control', 'no-store')
  @ApiOperation({ operationId: 'challengeUnitKey', summary: 'A number that only the key’s holder can read' })
  @ApiOkResponse({ type: ChallengeView })
  @ApiProblems(404)
  async challenge(
    @Param('unit') unitId: string,
    @Param('key') keyId: string,
    @CurrentStaff() staff: StaffMember,
    @RequestId() requestId: string,
  ): Promise<ChallengeView> {
    await this.admit(staff, unitId, requestId);
    const { sealed, ticket } = await this.keys.challenge(unitId, keyId, staff.accountId);
    return { sealed: sealed.toString('base64'), ticket };
  }

  @Post(':key/shares')
  @HttpCode(204)
  @ApiOperation({ operationId: 'giveUnitKey', summary: 'Hand the key on, sealed to each member’s own key' })
  @ApiNoContentResponse()
  @ApiProblems(404, 409, 422)
  async give(
    @Param('unit') unitId: string,
    @Param('key') keyId: string,
    @Body() { proof, fromPaper, shares }: GiftBody,
    @CurrentStaff() staff: StaffMember,
    @RequestId() requestId: string,
  ): Promise<void> {
    await this.admit(staff, unitId, requestId);
    const gift = { proof: proved(proof), fromPaper, shares: shares.map(newShare) };
    await this.database.transaction((tx) =>
      this.keys.give(tx, staffContext(staff, 'give-unit-key', requestId), unitId, keyId, gift),
    );
  }

  @Post()
  @StaffOnly('lead')
  @ApiOperation({ operationId: 'replaceUnitKey', summary: 'A new key; new tips are sealed to it at once' })
  @ApiCreatedResponse({ type: MadeView })
  @ApiProblems(404, 409, 422)
  async replace(
    @Param('unit') unitId: string,
    @Body() { recipient, shares }: NewUnitKeyBody,
    @CurrentStaff() staff: StaffMember,
    @RequestId() requestId: string,
  ): Promise<MadeView> {
    await this.admit(staff, unitId, requestId);
    const id = await this.database.transaction((tx) =>
      this.rotation.replace(tx, staffContext(staff, 'replace-unit-key', requestId), unitId, {
        recipient,
        shares: shares.map(newShare),
      }),
    );
    return { id };
  }

  @Post('grants/next')
  @HttpCode(200)
  @Header('Cache-Control', 'no-store')
  @ApiOperation({
    operationId: 'nextGrantsToReseal',
    summary: 'Up to 100 tips that the new key doesn’t open, with every grant that former keys do',
  })
  @ApiOkResponse({ type: [GrantView] })
  @ApiProblems(404)
  async nextBatch(
    @Param('unit') unitId: string,
    @CurrentStaff() staff: StaffMember,
    @RequestId() requestId: string,
  ): Promise<GrantView[]> {
    await this.admit(staff, unitId, requestId);
    const batch = await this.database.transaction((tx) =>
      this.rotation.nextBatch(tx, staffContext(staff, 'replace-unit-key', requestId), unitId),
    );
    return batch.map(({ tipId, sealedIdentity }) => ({
      tipId,
      sealedIdentity: sealedIdentity.toString('base64'),
    }));
  }

  @Post('grants')
  @HttpCode(204)
  @ApiOperation({ operationId: 'keepResealedGrants', summary: 'The same tips, sealed to the new key' })
  @ApiNoContentResponse()
  @ApiProblems(404, 422)
  async keepBatch(
    @Param('unit') unitId: string,
    @Body() { proof, grants }: ResealedBody,
    @CurrentStaff() staff: StaffMember,
    @RequestId() requestId: string,
  ): Promise<void> {
    await this.admit(staff, unitId, requestId);
    const batch = grants.map(({ tipId, sealedIdentity }) => ({
      tipId,
      sealedIdentity: Buffer.from(sealedIdentity, 'base64'),
    }));
    await this.database.transaction((tx) =>
      this.rotation.keepBatch(
        tx,
        staffContext(staff, 'replace-unit-key', requestId),
        unitId,
        proved(proof),
        batch,
      ),
    );
  }

  @Post('retire-former')
  @HttpCode(204)
  @StaffOnly('lead')
  @ApiOperation({
    operationId: 'retireFormerKeys',
    summary: 'End a replacement: former keys open nothing any more',
  })
  @ApiNoContentResponse()
  @ApiProblems(404, 409)
  async retireFormer(
    @Param('unit') unitId: string,
    @Body() { proof }: RetireBody,
    @CurrentStaff() staff: StaffMember,
    @RequestId() requestId: string,
  ): Promise<void> {
    await this.admit(staff, unitId, requestId);
    await this.database.transaction((tx) =>
      this.rotation.retireFormer(
        tx,
        staffContext(staff, 'replace-unit-key', requestId),
        unitId,
        proved(proof),
      ),
    );
  }

  /** Only members of the unit; who else tries is in the log and hears of no such unit. */
  private async admit(staff: StaffMember, unitId: string, requestId: string): Promise<void> {
    if (staff.unitIds.includes(unitId)) return;
    await this.database.transaction((tx) =>
      this.audit.append(tx, staffContext(staff, 'unit-keys', requestId), {
        action: 'access.denied',
        subject: { kind: 'account', id: staff.accountId },
        result: 'denied',
        reason: 'unit',
      }),
    );
    throw notFound('unit');
  }
}

const proved = ({ ticket, nonce }: ProofBody): Proof => ({ ticket, nonce: Buffer.from(nonce, 'base64') });

const newShare = ({ sealedIdentity, ...share }: ShareBody): NewShare => ({
  ...share,
  sealedIdentity: Buffer.from(sealedIdentity, 'base64'),
});

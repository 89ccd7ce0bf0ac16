import { ApiProperty } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayMinSize,
  IsArray,
  IsBase64,
  IsBoolean,
  IsIn,
  IsOptional,
  IsString,
  IsUUID,
  MaxLength,
  MinLength,
  ValidateNested,
} from 'class-validator';
import { STAFF_ROLES, type StaffRole } from '../roles.js';
import { WRAP_KINDS, type WrapKind } from '../keys/member-keys.js';
import type { ShareState } from '../keys/unit-keys.js';

/** An age file with one key in it, in base64: some 300 bytes; with a post-quantum recipient, 2,000. */
const SEALED_MAX_LENGTH = 8192;
const RECIPIENT_MAX_LENGTH = 4096;

const Sealed = () => (target: object, property: string) => {
  ApiProperty({ format: 'byte', description: 'An age file', maxLength: SEALED_MAX_LENGTH })(target, property);
  IsBase64()(target, property);
  MaxLength(SEALED_MAX_LENGTH)(target, property);
};

export class WrapBody {
  @ApiProperty({ enum: WRAP_KINDS })
  @IsIn(WRAP_KINDS)
  kind: WrapKind;

  @ApiProperty({ maxLength: 80 })
  @IsString()
  @MinLength(1)
  @MaxLength(80)
  label: string;

  @ApiProperty({ required: false, maxLength: 2048, description: 'Which passkey; for `passkey` only' })
  @IsOptional()
  @IsString()
  @MaxLength(2048)
  credential?: string;

  @Sealed()
  sealedIdentity: string;
}

export class MemberKeyBody {
  @ApiProperty({ example: 'age1…', maxLength: RECIPIENT_MAX_LENGTH })
  @IsString()
  @MaxLength(RECIPIENT_MAX_LENGTH)
  recipient: string;

  @ApiProperty({ type: WrapBody })
  @ValidateNested()
  @Type(() => WrapBody)
  wrap: WrapBody;

  @ApiProperty({ description: 'True: the former key is lost, and the unit keys sealed to it with it' })
  @IsBoolean()
  replaces: boolean;
}

export class WrapView {
  @ApiProperty({ format: 'uuid' })
  id: string;

  @ApiProperty({ enum: WRAP_KINDS })
  kind: WrapKind;

  @ApiProperty()
  label: string;

  @ApiProperty({ format: 'date-time' })
  madeAt: Date;
}

export class MemberKeyView {
  @ApiProperty({ type: String, nullable: true, description: 'Null: no key has been made yet' })
  recipient: string | null;

  @ApiProperty({ type: [WrapView] })
  wraps: WrapView[];
}

export class SealedWrapView extends WrapView {
  @ApiProperty({ type: String, nullable: true })
  credential: string | null;

  @ApiProperty({ format: 'byte' })
  sealedIdentity: string;
}

export class HeldUnitKeyView {
  @ApiProperty({ format: 'uuid' })
  id: string;

  @ApiProperty({ format: 'uuid' })
  unitId: string;

  @ApiProperty()
  recipient: string;

  @ApiProperty({ format: 'byte' })
  sealedIdentity: string;
}

export class KeyRingView {
  @ApiProperty()
  recipient: string;

  @ApiProperty({ type: [SealedWrapView] })
  wraps: SealedWrapView[];

  @ApiProperty({ type: [HeldUnitKeyView] })
  unitKeys: HeldUnitKeyView[];
}

export class MadeView {
  @ApiProperty({ format: 'uuid' })
  id: string;
}

export class UnitKeyView {
  @ApiProperty({ format: 'uuid' })
  id: string;

  @ApiProperty()
  recipient: string;

  @ApiProperty({ format: 'date-time' })
  madeAt: Date;

  @ApiProperty({ enum: ['current', 'former', 'retired'] })
  state: 'current' | 'former' | 'retired';
}

export class KeyMemberView {
  @ApiProperty({ format: 'uuid' })
  accountId: string;

  @ApiProperty()
  name: string;

  @ApiProperty({ enum: STAFF_ROLES, isArray: true })
  roles: StaffRole[];

  @ApiProperty({ type: String, nullable: true })
  recipient: string | null;

  @ApiProperty({ enum: ['no-key', 'waiting', 'has-it'] })
  state: ShareState;
}

export class UnitKeysView {
  @ApiProperty({ type: [UnitKeyView] })
  keys: UnitKeyView[];

  @ApiProperty({ type: [KeyMemberView] })
  members: KeyMemberView[];

  @ApiProperty({ description: 'Tips that only a former key opens so far' })
  grantsLeft: number;

  @ApiProperty({ description: 'Whether opening an original takes a second person' })
  fourEyes: boolean;
}

export class ChallengeView {
  @ApiProperty({ format: 'byte', description: 'A random number as an age file: give it back opened' })
  sealed: string;

  @ApiProperty()
  ticket: string;
}

export class ProofBody {
  @ApiProperty()
  @IsString()
  @MaxLength(200)
  ticket: string;

  @ApiProperty({ format: 'byte' })
  @IsBase64()
  @MaxLength(100)
  nonce: string;
}

export class ShareBody {
  @ApiProperty({ format: 'uuid' })
  @IsUUID()
  accountId: string;

  @ApiProperty({ maxLength: RECIPIENT_MAX_LENGTH })
  @IsString()
  @MaxLength(RECIPIENT_MAX_LENGTH)
  memberRecipient: string;

  @Sealed()
  sealedIdentity: string;
}

export class GiftBody {
  @ApiProperty({ type: ProofBody })
  @ValidateNested()
  @Type(() => ProofBody)
  proof: ProofBody;

  @ApiProperty({ description: 'True where the key was brought in from paper' })
  @IsBoolean()
  fromPaper: boolean;

  @ApiProperty({ type: [ShareBody], minItems: 1, maxItems: 50 })
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(50)
  @ValidateNested({ each: true })
  @Type(() => ShareBody)
  shares: ShareBody[];
}

export class NewUnitKeyBody {
  @ApiProperty({ example: 'age1…', maxLength: RECIPIENT_MAX_LENGTH })
  @IsString()
  @MaxLength(RECIPIENT_MAX_LENGTH)
  recipient: string;

  @ApiProperty({ type: [ShareBody], maxItems: 50 })
  @IsArray()
  @ArrayMaxSize(50)
  @ValidateNested({ each: true })
  @Type(() => ShareBody)
  shares: ShareBody[];
}

export class GrantBody {
  @ApiProperty({ format: 'uuid' })
  @IsUUID()
  tipId: string;

  @Sealed()
  sealedIdentity: string;
}

export class ResealedBody {
  @ApiProperty({ type: ProofBody })
  @ValidateNested()
  @Type(() => ProofBody)
  proof: ProofBody;

  @ApiProperty({ type: [GrantBody], maxItems: 100 })
  @IsArray()
  @ArrayMaxSize(100)
  @ValidateNested({ each: true })
  @Type(() => GrantBody)
  grants: GrantBody[];
}

export class RetireBody {
  @ApiProperty({ type: ProofBody })
  @ValidateNested()
  @Type(() => ProofBody)
  proof: ProofBody;
}

export class GrantView {
  @ApiProperty({ format: 'uuid' })
  tipId: string;

  @ApiProperty({ format: 'byte' })
  sealedIdentity: string;
}

export class FourEyesBody {
  @ApiProperty()
  @IsBoolean()
  fourEyes: boolean;
}

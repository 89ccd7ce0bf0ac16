import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import {
  ArrayContains,
  ArrayMaxSize,
  IsArray,
  IsIn,
  IsString,
  IsUUID,
  MaxLength,
  ValidateNested,
} from 'class-validator';
import {
  X_CONFIRMATIONS,
  X_SOURCES,
  type XBinding,
  type XConfirmation,
  type XSource,
} from '../accounts/x-account.js';

const KINDS = ['hashtag', 'mention', 'default'] as const;

export class XBindingDto implements XBinding {
  @ApiProperty({ enum: KINDS, description: 'Tried in this order' })
  @IsIn(KINDS)
  kind: XBinding['kind'];

  @ApiProperty({ example: '#tweetredadas', maxLength: 101, description: 'Empty but for a hashtag' })
  @IsString()
  @MaxLength(101)
  value: string;

  @ApiProperty({ format: 'uuid' })
  @IsUUID()
  campaignId: string;
}

export class XBindingsDto {
  @ApiProperty({ type: [XBindingDto], maxItems: 100 })
  @IsArray()
  @ArrayMaxSize(100)
  @ValidateNested({ each: true })
  @Type(() => XBindingDto)
  bindings: XBindingDto[];
}

/** How far one inbox was read. */
export class XSourceDto {
  @ApiProperty({ enum: X_SOURCES })
  source: XSource;

  @ApiProperty({ description: 'Everything older is in' })
  readUntil: Date;

  @ApiPropertyOptional({ type: Date, nullable: true })
  askedAt: Date | null;

  @ApiPropertyOptional({ type: Date, nullable: true, description: 'The last walk that reached its end' })
  completeAt: Date | null;

  @ApiPropertyOptional({ type: Date, nullable: true, description: 'X allows no more calls until then' })
  waitsUntil: Date | null;

  @ApiPropertyOptional({ type: String, nullable: true, description: 'Why the last walk stopped' })
  trouble: string | null;

  @ApiPropertyOptional({ type: Date, nullable: true, description: 'X no longer shows what came from here…' })
  gapFrom: Date | null;

  @ApiPropertyOptional({ type: Date, nullable: true, description: '…to here' })
  gapUntil: Date | null;
}

export class XBudgetDto {
  @ApiProperty({ example: 'GET dm_events' })
  endpoint: string;

  @ApiProperty()
  remaining: number;

  @ApiProperty()
  resetsAt: Date;
}

export class XAccountDto {
  @ApiProperty({ format: 'uuid' })
  id: string;

  @ApiProperty({ example: 'policia' })
  handle: string;

  @ApiProperty()
  name: string;

  @ApiProperty({ enum: ['connected', 'needs-sign-in', 'disconnected'] })
  state: 'connected' | 'needs-sign-in' | 'disconnected';

  @ApiProperty({ type: [String] })
  scopes: string[];

  @ApiProperty({ type: [String], description: 'Permissions that it lacks' })
  missingScopes: string[];

  @ApiProperty()
  connectedAt: Date;

  @ApiProperty({ format: 'uuid', description: 'Who connected it last' })
  connectedBy: string;

  @ApiPropertyOptional({
    type: String,
    nullable: true,
    description: 'Their name; null where they work here no more',
  })
  connectedByName: string | null;

  @ApiProperty({ enum: X_CONFIRMATIONS, isArray: true, description: 'What they confirmed before' })
  confirmed: XConfirmation[];

  @ApiPropertyOptional({ type: Date, nullable: true })
  confirmedAt: Date | null;

  @ApiProperty({ type: [XBindingDto] })
  bindings: XBindingDto[];

  @ApiProperty({ type: [XSourceDto] })
  sources: XSourceDto[];

  @ApiProperty({ type: [XBudgetDto] })
  budgets: XBudgetDto[];
}

export class XStateDto {
  @ApiProperty({ description: 'False where no app at X is set up on this server' })
  isOn: boolean;

  @ApiProperty({ type: [XAccountDto] })
  accounts: XAccountDto[];

  @ApiProperty({
    description: 'How many posts of citizens X no longer shows: tombstones stand in their place',
  })
  gone: number;

  @ApiProperty({
    description: 'How many tips a legal hold keeps all the same; X wants to have permitted that in writing',
  })
  kept: number;

  @ApiProperty({ description: 'How many messages became no tip and wait for a person' })
  rejections: number;
}

/** X is asked only after the person who connects an account confirmed all of it. */
export class XSignInRequestDto {
  @ApiProperty({
    enum: X_CONFIRMATIONS,
    isArray: true,
    description: 'All of them; recorded with who and when',
  })
  @IsArray()
  @ArrayMaxSize(X_CONFIRMATIONS.length)
  @IsIn(X_CONFIRMATIONS, { each: true })
  @ArrayContains([...X_CONFIRMATIONS])
  confirmed: XConfirmation[];
}

export class XSignInDto {
  @ApiProperty({ description: 'X’s page, where the account’s owner says yes' })
  url: string;
}

import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Transform, Type } from 'class-transformer';
import {
  ArrayMaxSize,
  IsArray,
  IsBase64,
  IsBoolean,
  IsIn,
  IsInt,
  IsOptional,
  IsString,
  IsUUID,
  Length,
  MaxLength,
  Min,
  ValidateNested,
} from 'class-validator';
import {
  LEGAL_BASES,
  type LegalBasis,
  type Reveal,
  REVEAL_KINDS,
  REVEAL_PATHS,
  REVEAL_STATES,
  type RevealKind,
  type RevealPath,
  type RevealRequest,
  type RevealState,
} from '../reveal/reveal.js';
import { REVEAL_USES, type RevealUse } from '../reveal/reveals.js';

const REASON_LENGTH = { min: 10, max: 500 } as const;

/** A reason of blanks is none. */
const Trimmed = () =>
  Transform(({ value }: { value: unknown }) => (typeof value === 'string' ? value.trim() : value));

export class RevealRequestDto implements RevealRequest {
  @ApiProperty({ enum: REVEAL_KINDS })
  @IsIn(REVEAL_KINDS)
  kind: RevealKind;

  @ApiPropertyOptional({
    maxLength: 80,
    description: 'The mark of the entity, or the id of the file or mail',
  })
  @IsOptional()
  @IsString()
  @MaxLength(80)
  target?: string;

  @ApiProperty({ minLength: REASON_LENGTH.min, maxLength: REASON_LENGTH.max })
  @Trimmed()
  @IsString()
  @Length(REASON_LENGTH.min, REASON_LENGTH.max)
  reason: string;

  @ApiProperty({ enum: LEGAL_BASES })
  @IsIn(LEGAL_BASES)
  legalBasis: LegalBasis;

  @ApiProperty({
    maxLength: 300,
    description: 'The order’s number, the article: in words; required for `other`',
  })
  @Trimmed()
  @IsString()
  @MaxLength(300)
  basisWords: string;

  @ApiProperty({ minLength: 2, maxLength: 80 })
  @Trimmed()
  @IsString()
  @Length(2, 80)
  caseReference: string;

  @ApiProperty({ description: 'No time for a second person: announced to leads, reviewed afterwards' })
  @IsBoolean()
  emergency: boolean;
}

export class RevealDto implements Reveal {
  @ApiProperty({ format: 'uuid' })
  id: string;

  @ApiProperty({ format: 'uuid' })
  tipId: string;

  @ApiProperty({ format: 'uuid' })
  unitId: string;

  @ApiProperty({ enum: REVEAL_KINDS })
  kind: RevealKind;

  @ApiProperty({ type: String, nullable: true })
  target: string | null;

  @ApiProperty({ enum: REVEAL_PATHS })
  path: RevealPath;

  @ApiProperty({ enum: REVEAL_STATES })
  state: RevealState;

  @ApiProperty({ format: 'uuid' })
  askedBy: string;

  @ApiProperty({ format: 'date-time' })
  askedAt: Date;

  @ApiProperty()
  reason: string;

  @ApiProperty({ enum: LEGAL_BASES })
  legalBasis: LegalBasis;

  @ApiProperty()
  basisWords: string;

  @ApiProperty()
  caseReference: string;

  @ApiProperty({ type: String, format: 'uuid', nullable: true })
  decidedBy: string | null;

  @ApiProperty({ type: String, format: 'date-time', nullable: true })
  decidedAt: Date | null;

  @ApiProperty({ type: String, nullable: true })
  decisionReason: string | null;

  @ApiProperty({ type: String, format: 'date-time', nullable: true })
  openUntil: Date | null;

  @ApiProperty({ type: String, format: 'date-time', nullable: true })
  firstOpenedAt: Date | null;

  @ApiProperty()
  openings: number;

  @ApiProperty({ enum: ['justified', 'unjustified'], nullable: true, type: String })
  review: 'justified' | 'unjustified' | null;

  @ApiProperty({ type: String, format: 'uuid', nullable: true })
  reviewedBy: string | null;

  @ApiProperty({ type: String, format: 'date-time', nullable: true })
  reviewedAt: Date | null;

  @ApiProperty({ type: String, nullable: true })
  reviewWords: string | null;
}

export class RevealPageDto {
  @ApiProperty({ type: [RevealDto] })
  reveals: RevealDto[];

  @ApiPropertyOptional({ description: 'Pass it as `before` to get the next page; absent on the last' })
  next?: string;
}

export class RevealQueryDto {
  @ApiPropertyOptional({ enum: REVEAL_STATES })
  @IsOptional()
  @IsIn(REVEAL_STATES)
  state?: RevealState;

  @ApiPropertyOptional({ enum: REVEAL_KINDS })
  @IsOptional()
  @IsIn(REVEAL_KINDS)
  kind?: RevealKind;

  @ApiPropertyOptional({ format: 'uuid' })
  @IsOptional()
  @IsUUID()
  unit?: string;

  @ApiPropertyOptional({ format: 'uuid' })
  @IsOptional()
  @IsUUID()
  person?: string;

  @ApiPropertyOptional({ format: 'uuid' })
  @IsOptional()
  @IsUUID()
  tip?: string;

  @ApiPropertyOptional({ description: 'Emergencies that nobody has reviewed' })
  @IsOptional()
  @Transform(({ value }) => value === 'true' || value === true)
  @IsBoolean()
  toReview?: boolean;

  @ApiPropertyOptional({ format: 'uuid' })
  @IsOptional()
  @IsUUID()
  before?: string;
}

export class RevealCountsDto {
  @ApiProperty({ description: 'Requests of colleagues that wait for a lead' })
  toDecide: number;

  @ApiProperty({ description: 'Emergencies that wait for a lead’s review' })
  toReview: number;

  @ApiProperty({ description: 'Own requests that were approved and not opened yet' })
  toOpen: number;
}

export class DecisionDto {
  @ApiProperty()
  @IsBoolean()
  approve: boolean;

  @ApiProperty({ minLength: 3, maxLength: 500 })
  @Trimmed()
  @IsString()
  @Length(3, 500)
  reason: string;
}

export class ReviewDto {
  @ApiProperty()
  @IsBoolean()
  justified: boolean;

  @ApiProperty({ minLength: 3, maxLength: 500 })
  @Trimmed()
  @IsString()
  @Length(3, 500)
  words: string;
}

export class OpeningDto {
  @ApiProperty({ enum: REVEAL_USES })
  @IsIn(REVEAL_USES)
  use: RevealUse;
}

export class SealedRecordDto {
  @ApiProperty({ format: 'uuid' })
  id: string;

  @ApiProperty()
  kind: string;

  @ApiProperty({ type: String, nullable: true })
  name: string | null;

  @ApiProperty({ format: 'byte', description: 'An age file that the tip’s key opens' })
  sealed: string;
}

export class SealedPartsDto {
  @ApiProperty({ type: [String], format: 'byte', description: 'The tip’s key, sealed to the unit’s' })
  grants: string[];

  @ApiProperty({ type: [SealedRecordDto] })
  records: SealedRecordDto[];
}

export class PassableTipDto {
  @ApiProperty({ format: 'uuid' })
  tipId: string;

  @ApiProperty({ type: [String], format: 'byte' })
  grants: string[];
}

export class PassedGrantDto {
  @ApiProperty({ format: 'uuid' })
  @IsUUID()
  tipId: string;

  @ApiProperty({ format: 'byte', maxLength: 8192 })
  @IsBase64()
  @MaxLength(8192)
  sealedIdentity: string;
}

export class PassingDto {
  @ApiProperty({ format: 'uuid' })
  @IsUUID()
  unitId: string;

  @ApiProperty({ minLength: 3, maxLength: 300 })
  @Trimmed()
  @IsString()
  @Length(3, 300)
  reason: string;

  @ApiProperty({ description: 'The key of that unit to which the grants are sealed', maxLength: 4096 })
  @IsString()
  @MaxLength(4096)
  recipient: string;

  @ApiProperty()
  @IsInt()
  @Min(1)
  version: number;

  @ApiProperty({
    type: [PassedGrantDto],
    maxItems: 500,
    description: 'One for each tip that moves and was not erased',
  })
  @IsArray()
  @ArrayMaxSize(500)
  @ValidateNested({ each: true })
  @Type(() => PassedGrantDto)
  grants: PassedGrantDto[];
}

import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayMinSize,
  IsArray,
  IsBoolean,
  IsDate,
  IsIn,
  IsInt,
  IsOptional,
  IsString,
  IsUUID,
  Length,
  Max,
  MaxLength,
  Min,
} from 'class-validator';
import { type AuditAction, OPERATION_OF, type Operation } from '#audit';
import { type Alert, ALERT_KINDS, type AlertKind, type AlertRule } from '../oversight/alert-rules.js';
import type { Look, LooksFilter } from '../oversight/looked-at.js';

const ACTIONS = Object.keys(OPERATION_OF) as AuditAction[];
const OPERATIONS = [...new Set(Object.values(OPERATION_OF))] as Operation[];
const RESULTS = ['done', 'denied', 'failed'] as const;

/** Body of `POST /api/audit/search`: whom one looks for stands in no address. */
export class LooksSearchDto implements LooksFilter {
  @ApiPropertyOptional({ format: 'date-time', description: 'Default: thirty days ago' })
  @IsOptional()
  @Type(() => Date)
  @IsDate()
  from?: Date;

  @ApiPropertyOptional({ format: 'date-time' })
  @IsOptional()
  @Type(() => Date)
  @IsDate()
  to?: Date;

  @ApiPropertyOptional({ format: 'uuid' })
  @IsOptional()
  @IsUUID()
  accountId?: string;

  @ApiPropertyOptional({ description: 'Id of a tip, campaign, account…', maxLength: 100 })
  @IsOptional()
  @IsString()
  @Length(1, 100)
  subjectId?: string;

  @ApiPropertyOptional({ type: String, description: 'Such as `tip.opened`' }) // no enum: the list grows with each lib
  @IsOptional()
  @IsIn(ACTIONS)
  action?: AuditAction;

  @ApiPropertyOptional({ enum: OPERATIONS })
  @IsOptional()
  @IsIn(OPERATIONS)
  operation?: Operation;

  @ApiPropertyOptional({ enum: RESULTS })
  @IsOptional()
  @IsIn(RESULTS)
  result?: (typeof RESULTS)[number];

  @ApiPropertyOptional({ description: 'At night or at the weekend, Spain’s time' })
  @IsOptional()
  @IsBoolean()
  outsideHours?: boolean;

  @ApiPropertyOptional({ description: 'From `next` of the page before' })
  @IsOptional()
  @IsString()
  @MaxLength(200)
  cursor?: string;
}

export class LookDto implements Look {
  @ApiProperty({ format: 'uuid' }) entryId: string;
  @ApiProperty({ type: Number, nullable: true }) position: number | null;
  @ApiProperty() at: Date;
  @ApiProperty({ type: String }) action: AuditAction;
  @ApiProperty({ enum: OPERATIONS }) operation: Operation;
  @ApiProperty({ type: String, nullable: true }) basis: string | null;
  @ApiProperty() purpose: string;
  @ApiProperty({ type: String, nullable: true }) reason: string | null;
  @ApiProperty({ enum: RESULTS }) result: string;
  @ApiProperty({ enum: ['citizen', 'staff', 'operator', 'system'] }) actorKind: Look['actorKind'];
  @ApiProperty({ type: String, nullable: true }) accountId: string | null;
  @ApiProperty({ type: String, nullable: true }) actorName: string | null;
  @ApiProperty({ type: [String] }) unitIds: string[];
  @ApiProperty() subjectKind: string;
  @ApiProperty() subjectId: string;
  @ApiProperty({ type: 'object', additionalProperties: true }) details: Look['details'];
  @ApiProperty({ description: 'The words of a search lie sealed in it' }) hasWords: boolean;
}

export class LooksPageDto {
  @ApiProperty({ type: [LookDto] }) looks: LookDto[];
  @ApiPropertyOptional() next?: string;
}

/** Body of `POST /api/audit/entries/{id}/words`. */
export class ReasonDto {
  @ApiProperty({ minLength: 3, maxLength: 300 })
  @IsString()
  @Length(3, 300)
  reason: string;
}

export class SearchedWordsDto {
  @ApiProperty() words: string;
}

/** Body of `POST /api/audit/bundles`. */
export class BundleWishDto extends ReasonDto {
  @ApiProperty({ type: [String], format: 'uuid', minItems: 1, maxItems: 100 })
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(100)
  @IsUUID(undefined, { each: true })
  tipIds: string[];

  @ApiPropertyOptional({ description: 'Also the tips that say the same as these; default false' })
  @IsOptional()
  @IsBoolean()
  withRepeats?: boolean;
}

/** Body of `POST /api/audit/rules`. */
export class NewRuleDto {
  @ApiProperty({ enum: ALERT_KINDS })
  @IsIn(ALERT_KINDS)
  kind: AlertKind;

  @ApiProperty({ minimum: 1, maximum: 100_000 })
  @IsInt()
  @Min(1)
  @Max(100_000)
  threshold: number;
}

export class RuleMadeDto {
  @ApiProperty({ format: 'uuid' }) id: string;
}

export class AlertRuleDto implements AlertRule {
  @ApiProperty({ format: 'uuid' }) id: string;
  @ApiProperty({ enum: ALERT_KINDS }) kind: AlertKind;
  @ApiProperty() threshold: number;
  @ApiProperty() madeAt: Date;
  @ApiProperty({ type: String, format: 'date-time', nullable: true }) pausedAt: Date | null;
}

/** Body of `PUT /api/audit/rules/{id}/paused`. */
export class PausedDto {
  @ApiProperty()
  @IsBoolean()
  paused: boolean;
}

export class AlertDto implements Alert {
  @ApiProperty({ format: 'uuid' }) id: string;
  @ApiProperty({ enum: ALERT_KINDS }) kind: AlertKind;
  @ApiProperty() threshold: number;
  @ApiProperty({ format: 'uuid' }) accountId: string;
  @ApiProperty({ type: String, nullable: true }) actorName: string | null;
  @ApiProperty({ format: 'date' }) day: string;
  @ApiProperty() times: number;
  @ApiProperty({ type: Number, nullable: true, description: 'Looks on a usual day, of a volume' })
  usual: number | null;
  @ApiProperty() lastAt: Date;
  @ApiProperty() raisedAt: Date;
  @ApiProperty({ type: String, format: 'date-time', nullable: true }) seenAt: Date | null;
  @ApiProperty({ type: String, nullable: true }) seenByName: string | null;
  @ApiProperty({ type: String, nullable: true }) note: string | null;
}

/** Body of `PUT /api/audit/alerts/{id}/seen`. */
export class SeenDto {
  @ApiProperty({ maxLength: 500, description: 'What was found out' })
  @IsString()
  @MaxLength(500)
  note: string;
}

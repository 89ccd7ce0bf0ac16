import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsIn, IsOptional, IsString, IsUUID, MaxLength } from 'class-validator';
import { DUE_FOR, type DueFor } from '../retention/due-tips.js';
import { KEEP_REASONS, type KeepReason } from '../retention/erasure-requests.js';

export class DueCountsDto {
  @ApiProperty()
  identity: number;

  @ApiProperty()
  everything: number;

  @ApiProperty()
  review: number;

  @ApiProperty({ description: 'Due, and kept by a legal hold' })
  held: number;
}

export class DueCampaignDto {
  @ApiProperty({ format: 'uuid' })
  campaignId: string;

  @ApiProperty()
  slug: string;

  @ApiProperty({ type: DueCountsDto })
  counts: DueCountsDto;
}

export class DueTipDto {
  @ApiProperty({ format: 'uuid' })
  tipId: string;

  @ApiProperty({ format: 'uuid' })
  unitId: string;

  @ApiProperty({ format: 'uuid' })
  campaignId: string;

  @ApiProperty({ enum: DUE_FOR })
  dueFor: DueFor;

  @ApiProperty({ format: 'date-time' })
  lastActionAt: Date;

  @ApiProperty()
  held: boolean;
}

export class RetentionRunDto {
  @ApiProperty({ format: 'date-time' })
  at: Date;

  @ApiProperty()
  identity: number;

  @ApiProperty()
  everything: number;

  @ApiProperty()
  held: number;

  @ApiProperty()
  review: number;
}

export class LegalHoldDto {
  @ApiProperty({ format: 'uuid' })
  id: string;

  @ApiProperty({ format: 'uuid' })
  tipId: string;

  @ApiProperty()
  reference: string;

  @ApiProperty({ format: 'uuid' })
  placedBy: string;

  @ApiProperty({ format: 'date-time' })
  placedAt: Date;
}

export class PendingErasureDto {
  @ApiProperty({ format: 'uuid' })
  id: string;

  @ApiProperty({ format: 'uuid' })
  tipId: string;

  @ApiProperty({ format: 'date-time' })
  askedAt: Date;

  @ApiProperty({ format: 'date-time', description: 'The law wants an answer until then' })
  decideBy: Date;

  @ApiProperty()
  inCase: boolean;

  @ApiProperty()
  held: boolean;
}

export class RetentionDto {
  @ApiProperty({ format: 'date-time', description: 'The moment for which this is the dry run' })
  at: Date;

  @ApiProperty({ type: [DueCampaignDto] })
  campaigns: DueCampaignDto[];

  @ApiProperty({ type: [DueTipDto], description: 'Oldest first, 200 a campaign at most; none for operators' })
  tips: DueTipDto[];

  @ApiProperty({ type: [LegalHoldDto] })
  holds: LegalHoldDto[];

  @ApiProperty({ type: [PendingErasureDto] })
  requests: PendingErasureDto[];

  @ApiPropertyOptional({ type: RetentionRunDto })
  lastRun?: RetentionRunDto;
}

export class NewHoldBody {
  @ApiProperty({ format: 'uuid' })
  @IsUUID()
  tipId: string;

  @ApiProperty({ maxLength: 200, description: 'The number of whoever wants it kept' })
  @IsString()
  reference: string;
}

export class ReasonBody {
  @ApiProperty({ maxLength: 300 })
  @IsString()
  @MaxLength(300)
  reason: string;
}

export class ErasureDecisionBody {
  @ApiProperty({ enum: ['erase', 'keep'] })
  @IsIn(['erase', 'keep'])
  decision: 'erase' | 'keep';

  @ApiPropertyOptional({ enum: KEEP_REASONS, description: 'Needed to keep: the informant is told' })
  @IsOptional()
  @IsIn(KEEP_REASONS)
  reason?: KeepReason;
}

import { ApiProperty } from '@nestjs/swagger';
import { ArrayMaxSize, ArrayMinSize, IsUUID } from 'class-validator';
import { OUTCOMES, type Outcome, TIP_STATES, type TipState } from '../tip.js';
import { DuplicateLinkDto } from './evidence.dto.js';
import { MaskedSpanDto, SuspicionDto } from './tip-basics.dto.js';

/** Body of `POST /api/tips/{id}/group/split`. */
export class SplitDto {
  @ApiProperty({ type: [String], format: 'uuid', description: 'Some of the group, not all' })
  @IsUUID(undefined, { each: true })
  @ArrayMinSize(1)
  @ArrayMaxSize(500)
  tipIds: string[];
}

/** Body of `POST /api/tips/{id}/group/merge` and `/related/refuse`. */
export class OtherTipDto {
  @ApiProperty({ format: 'uuid' })
  @IsUUID()
  tipId: string;
}

/** Body of `POST /api/tips/{id}/group/undo`. */
export class UndoDecisionDto {
  @ApiProperty({ format: 'uuid' })
  @IsUUID()
  decisionId: string;
}

export class GroupingDecisionDto {
  @ApiProperty({ format: 'uuid', description: 'With it the decision can be taken back' })
  decisionId: string;
}

export class GroupedTipDto {
  @ApiProperty({ format: 'uuid' })
  id: string;

  @ApiProperty({ format: 'uuid' })
  groupId: string;

  @ApiProperty({ description: 'It lies under another of its group in the queue' })
  folded: boolean;

  @ApiProperty({ enum: TIP_STATES })
  state: TipState;

  @ApiProperty({ enum: OUTCOMES, nullable: true })
  outcome: Outcome | null;

  @ApiProperty({ type: SuspicionDto, nullable: true })
  setAside: SuspicionDto | null;

  @ApiProperty({ format: 'date-time', type: String })
  receivedAt: Date;

  @ApiProperty()
  channel: string;

  @ApiProperty()
  language: string;

  @ApiProperty({ nullable: true, type: String })
  municipality: string | null;

  @ApiProperty({ description: 'Anonymised' })
  text: string;

  @ApiProperty({ type: [MaskedSpanDto] })
  spans: MaskedSpanDto[];

  @ApiProperty({ description: 'Its words are empty here until a person has looked' })
  isHeld: boolean;

  @ApiProperty()
  version: number;

  @ApiProperty({ type: [String], format: 'uuid', description: 'Files that are clean pictures' })
  pictures: string[];

  @ApiProperty({ type: [DuplicateLinkDto], description: 'Links to tips that the reader may see' })
  because: DuplicateLinkDto[];
}

export class GroupPageDto {
  @ApiProperty({ format: 'uuid' })
  groupId: string;

  @ApiProperty({ type: [GroupedTipDto], description: 'The one that stands for the group first' })
  members: GroupedTipDto[];
}

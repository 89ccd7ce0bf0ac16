import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { OUTBOX_STATES, type OutboxState } from '../outbox/outbox-message.js';
import { DuplicateLinkDto } from './evidence.dto.js';
import { FilePreviewDto } from './preview.dto.js';
import { MaskedSpanDto, SuspectDto, TipBasicsDto } from './tip-basics.dto.js';

export class RoutingReasonDto {
  @ApiProperty({ enum: ['unit', 'priority'] })
  decided: 'unit' | 'priority';

  @ApiProperty({ enum: ['group', 'rule', 'default'] })
  by: 'group' | 'rule' | 'default';

  @ApiPropertyOptional()
  rule?: string;

  @ApiPropertyOptional({ type: [String] })
  saw?: string[];
}

export class RepeatDto {
  @ApiProperty({ format: 'uuid' })
  id: string;

  @ApiProperty()
  folded: boolean;

  @ApiProperty({ format: 'date-time', type: String })
  receivedAt: Date;

  @ApiProperty()
  channel: string;

  @ApiProperty()
  text: string;

  @ApiProperty({ type: [MaskedSpanDto] })
  spans: MaskedSpanDto[];

  @ApiProperty({ description: 'Its words are empty here until a person has looked' })
  isHeld: boolean;

  @ApiProperty({ type: [DuplicateLinkDto] })
  because: DuplicateLinkDto[];
}

export class TipFileDto {
  @ApiProperty({ format: 'uuid' })
  id: string;

  @ApiProperty({ enum: ['waiting', 'clean', 'quarantined'] })
  state: 'waiting' | 'clean' | 'quarantined';

  @ApiProperty({ nullable: true, type: String })
  quarantineReason: string | null;

  @ApiProperty({ nullable: true, type: String })
  mediaType: string | null;

  @ApiProperty({ nullable: true, type: Number })
  width: number | null;

  @ApiProperty({ nullable: true, type: Number })
  height: number | null;

  @ApiProperty()
  bytes: number;

  @ApiProperty({ nullable: true, type: FilePreviewDto, description: 'Shown first; null while there is none' })
  preview: FilePreviewDto | null;
}

export class NoteDto {
  @ApiProperty({ format: 'uuid' })
  id: string;

  @ApiProperty({ format: 'uuid' })
  authorId: string;

  @ApiProperty()
  text: string;

  @ApiProperty({ format: 'date-time', type: String })
  writtenAt: Date;
}

export class DialogueLineDto {
  @ApiProperty({ format: 'uuid' })
  id: string;

  @ApiProperty({ enum: ['desk', 'informant'] })
  sender: 'desk' | 'informant';

  @ApiProperty({ nullable: true, type: String, format: 'uuid' })
  authorId: string | null;

  @ApiProperty()
  text: string;

  @ApiProperty({ type: [MaskedSpanDto] })
  spans: MaskedSpanDto[];

  @ApiProperty({ type: [SuspectDto], description: 'As in the tip' })
  suspects: SuspectDto[];

  @ApiProperty({ description: 'Waits for a look' })
  isHeld: boolean;

  @ApiProperty({ format: 'date-time', type: String })
  sentAt: Date;

  @ApiProperty({ enum: ['message', 'new-version'] })
  kind: 'message' | 'new-version';

  @ApiProperty({ enum: OUTBOX_STATES, nullable: true, description: 'Where an answer by e-mail or X is' })
  delivery: OutboxState | null;
}

export class MailDto {
  @ApiProperty({ format: 'uuid' })
  id: string;

  @ApiProperty({ format: 'date-time', type: String })
  receivedAt: Date;

  @ApiProperty()
  bytes: number;
}

export class TipPageDto extends TipBasicsDto {
  @ApiProperty({ format: 'uuid' })
  groupId: string;

  @ApiProperty()
  folded: boolean;

  @ApiProperty({ type: [DuplicateLinkDto] })
  foldedBecause: DuplicateLinkDto[];

  @ApiProperty({ description: 'Anonymised' })
  text: string;

  @ApiProperty({ type: [SuspectDto], description: 'In order, none overlaps; none once a person has looked' })
  suspects: SuspectDto[];

  @ApiProperty({ nullable: true, type: String })
  place: string | null;

  @ApiProperty({ type: [MaskedSpanDto] })
  placeSpans: MaskedSpanDto[];

  @ApiProperty({ type: [SuspectDto] })
  placeSuspects: SuspectDto[];

  @ApiProperty({ nullable: true, type: String })
  municipality: string | null;

  @ApiProperty({ type: [RoutingReasonDto] })
  routing: RoutingReasonDto[];

  @ApiProperty({ type: [RepeatDto] })
  repeats: RepeatDto[];

  @ApiProperty({ type: [TipFileDto] })
  files: TipFileDto[];

  @ApiProperty({ type: [MailDto], description: 'E-mails sealed as they came' })
  mails: MailDto[];

  @ApiProperty({ type: [NoteDto] })
  notes: NoteDto[];

  @ApiProperty({ type: [DialogueLineDto] })
  dialogue: DialogueLineDto[];
}

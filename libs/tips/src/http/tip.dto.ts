import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsIn, IsInt, IsOptional, IsString, IsUUID, Length, MaxLength, Min } from 'class-validator';
import { SUSPICION_SIGNS, type SuspicionSign } from '#dedup';
import { PRIORITIES, type Priority } from '#routing';
import { MACHINE_SIGNS, type MachineSign, type SetAside } from '../intake/inbound-message.js';
import { OUTBOX_STATES, type OutboxState } from '../outbox/outbox-message.js';
import { LANES, type Lane, OUTCOMES, type Outcome, TIP_STATES, type TipState } from '../tip.js';
import { FilePreviewDto } from './preview.dto.js';

/** Query of `GET /api/tips`. */
export class QueueQueryDto {
  @ApiPropertyOptional({ enum: LANES, default: 'queue' })
  @IsOptional()
  @IsIn(LANES)
  lane: Lane = 'queue';

  @ApiPropertyOptional({ format: 'uuid' })
  @IsOptional()
  @IsUUID()
  campaign?: string;

  @ApiPropertyOptional({ format: 'uuid' })
  @IsOptional()
  @IsUUID()
  unit?: string;

  @ApiPropertyOptional({ enum: PRIORITIES })
  @IsOptional()
  @IsIn(PRIORITIES)
  priority?: Priority;

  @ApiPropertyOptional({ enum: TIP_STATES })
  @IsOptional()
  @IsIn(TIP_STATES)
  state?: TipState;

  @ApiPropertyOptional({ description: 'From `next` of the page before' })
  @IsOptional()
  @IsString()
  @MaxLength(200)
  cursor?: string;
}

/** Body of `POST /api/tips/search`: words may name a person, so they travel in no address. */
export class QueueSearchDto extends QueueQueryDto {
  @ApiProperty({
    description:
      'Words in the anonymised text, or a clear value that was masked in it: a plate, a phone, a name',
    maxLength: 200,
  })
  @IsString()
  @Length(1, 200)
  words: string;
}

/** Body of `PUT /api/tips/{id}/state`. */
export class ChangeStateDto {
  @ApiProperty({ enum: TIP_STATES })
  @IsIn(TIP_STATES)
  state: TipState;

  @ApiPropertyOptional({ enum: OUTCOMES, description: 'Required to close' })
  @IsOptional()
  @IsIn(OUTCOMES)
  outcome?: Outcome;

  @ApiProperty({ description: 'The version on the screen' })
  @IsInt()
  @Min(1)
  version: number;
}

/** Body of `POST /api/tips/{id}/masks`. */
export class HandMaskDto {
  @ApiProperty({ description: 'UTF-16 code units of the anonymised text' })
  @IsInt()
  @Min(0)
  start: number;

  @ApiProperty({ description: 'Exclusive' })
  @IsInt()
  @Min(1)
  end: number;

  @ApiProperty({ description: 'The version on the screen' })
  @IsInt()
  @Min(1)
  version: number;
}

/** Body of `PUT /api/tips/{id}/set-aside`. */
export class SetAsideDto {
  @ApiProperty({ minLength: 3, maxLength: 300 })
  @IsString()
  @Length(3, 300)
  reason: string;
}

/** Body of `POST /api/tips/{id}/notes` and `/questions`. */
export class WordsDto {
  @ApiProperty({ minLength: 1, maxLength: 5000 })
  @IsString()
  @Length(1, 5000)
  text: string;
}

export class MaskedSpanDto {
  @ApiProperty({ example: 'ES_NIF' })
  type: string;

  @ApiProperty({ description: 'UTF-16 code units in the anonymised text' })
  start: number;

  @ApiProperty()
  end: number;

  @ApiProperty({ description: 'Same value, same token, inside a campaign' })
  token: string;

  @ApiProperty()
  score: number;

  @ApiProperty({ description: 'The rule that found it' })
  rule: string;

  @ApiPropertyOptional({ description: 'False: shaped like one, but the check digit fails' })
  valid?: boolean;

  @ApiPropertyOptional({ description: 'Which of `pieces` in the sealed original it hides' })
  piece?: number;
}

export class SuspicionDto implements SetAside {
  @ApiProperty({ enum: ['spam', 'abuse', 'brigading', 'threat-to-staff', 'automatic', 'by-hand'] })
  kind: SetAside['kind'];

  @ApiPropertyOptional({ enum: [...SUSPICION_SIGNS, ...MACHINE_SIGNS], description: 'What a machine saw' })
  sign?: SuspicionSign | MachineSign;

  @ApiPropertyOptional({ description: 'How many, where the sign is a number of something' })
  count?: number;

  @ApiPropertyOptional({
    description: 'A person’s words; of tips set aside by earlier versions, English words of a machine',
  })
  reason?: string;
}

/** What a line of the queue and a tip's own page both say. */
class TipBasicsDto {
  @ApiProperty({ format: 'uuid' })
  id: string;

  @ApiProperty({ format: 'uuid' })
  campaignId: string;

  @ApiProperty({ format: 'uuid' })
  unitId: string;

  @ApiProperty({ enum: TIP_STATES })
  state: TipState;

  @ApiProperty({ enum: OUTCOMES, nullable: true, type: String })
  outcome: Outcome | null;

  @ApiProperty({ enum: PRIORITIES })
  priority: Priority;

  @ApiProperty({ format: 'date-time', type: String })
  dueAt: Date;

  @ApiProperty({ format: 'date-time', type: String })
  receivedAt: Date;

  @ApiProperty()
  channel: string;

  @ApiProperty()
  language: string;

  @ApiProperty({ type: [MaskedSpanDto] })
  spans: MaskedSpanDto[];

  @ApiProperty({ type: [String] })
  reviewReasons: string[];

  @ApiProperty({ description: 'No list shows its words before a person has looked' })
  isHeld: boolean;

  @ApiProperty({ nullable: true, type: SuspicionDto })
  setAside: SuspicionDto | null;

  @ApiProperty()
  version: number;
}

export class LinePreviewDto {
  @ApiProperty({ format: 'uuid' })
  fileId: string;

  @ApiProperty({ description: 'Counts the drawings' })
  version: number;
}

export class QueueLineDto extends TipBasicsDto {
  @ApiProperty({ format: 'date-time', type: String, description: 'Arrival of the newest folded tip' })
  newestAt: Date;

  @ApiProperty({ description: 'How many tips say this' })
  tips: number;

  @ApiProperty({ description: 'How many of them came in a flood and are set aside for it' })
  inWave: number;

  @ApiProperty({ nullable: true, type: String, description: 'INE code' })
  municipality: string | null;

  @ApiProperty({ description: 'Beginning of the anonymised text' })
  excerpt: string;

  @ApiProperty()
  files: number;

  @ApiProperty({ type: LinePreviewDto, nullable: true, description: 'The first masked preview' })
  preview: LinePreviewDto | null;

  @ApiProperty()
  informantReplied: boolean;
}

export class QueuePageDto {
  @ApiProperty({ type: [QueueLineDto] })
  lines: QueueLineDto[];

  @ApiPropertyOptional({ description: 'Cursor of the next page' })
  next?: string;
}

export class LaneCountsDto {
  @ApiProperty()
  queue: number;

  @ApiProperty({ description: 'Texts that a person must look at first' })
  review: number;

  @ApiProperty()
  'set-aside': number;

  @ApiProperty()
  closed: number;
}

export class QueueCountsDto {
  @ApiProperty({ type: LaneCountsDto })
  lanes: LaneCountsDto;

  @ApiProperty({ description: 'Open tips about a threat to life' })
  life: number;

  @ApiProperty({ nullable: true, type: String, format: 'date-time' })
  newestAt: Date | null;
}

export class WordChangeDto {
  @ApiProperty({ description: 'In this tip; empty where it says less' })
  here: string;

  @ApiProperty({ description: 'In the other tip' })
  there: string;
}

const EVIDENCE_CODES = [
  'same-words',
  'shared-words',
  'contradiction',
  'same-file',
  'same-picture',
  'shared-frames',
  'same-identifier',
] as const;

/** What a person can check, as data: the code says which of the other members there are. */
export class EvidenceDto {
  @ApiProperty({ enum: EVIDENCE_CODES })
  code: (typeof EVIDENCE_CODES)[number];

  @ApiPropertyOptional({ description: '`shared-words`, `contradiction`: part of the words that both have' })
  percent?: number;

  @ApiPropertyOptional({ type: [WordChangeDto], description: '`shared-words`' })
  changes?: WordChangeDto[];

  @ApiPropertyOptional({ description: '`shared-words`: changes that are not listed' })
  more?: number;

  @ApiPropertyOptional({
    enum: ['number', 'identifier', 'negation', 'exclusive', 'name', 'question'],
    description: '`contradiction`',
  })
  about?: 'number' | 'identifier' | 'negation' | 'exclusive' | 'name' | 'question';

  @ApiPropertyOptional({ description: '`contradiction`: in this tip' })
  here?: string;

  @ApiPropertyOptional({ description: '`contradiction`: in the other tip' })
  there?: string;

  @ApiPropertyOptional({ description: '`same-picture`: bits of the hash that differ' })
  bits?: number;

  @ApiPropertyOptional({ description: '`same-picture`' })
  ofBits?: number;

  @ApiPropertyOptional({ description: '`same-picture`: turned or mirrored' })
  isTurned?: boolean;

  @ApiPropertyOptional({ description: '`shared-frames`: sampled pictures that both videos have' })
  frames?: number;

  @ApiPropertyOptional({ description: '`shared-frames`: of the shorter video' })
  ofFrames?: number;

  @ApiPropertyOptional({ description: '`same-identifier`: PHONE, ES_PLATE…' })
  type?: string;

  @ApiPropertyOptional({ description: '`same-identifier`: tips of yours that name it' })
  tips?: number;
}

export class DuplicateLinkDto {
  @ApiProperty({ format: 'uuid' })
  tipId: string;

  @ApiProperty({ example: 'near' })
  kind: string;

  @ApiProperty()
  score: number;

  @ApiProperty({ type: EvidenceDto })
  evidence: EvidenceDto;
}

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

  @ApiProperty({ format: 'date-time', type: String })
  sentAt: Date;

  @ApiProperty({ enum: ['message', 'new-version'] })
  kind: 'message' | 'new-version';

  @ApiProperty({ enum: OUTBOX_STATES, nullable: true, description: 'Where an answer by e-mail or X is' })
  delivery: OutboxState | null;
}

export class HistoryEntryDto {
  @ApiProperty({ format: 'uuid' })
  entryId: string;

  @ApiProperty({ nullable: true, type: Number, description: 'Place in the log; null for the first second' })
  position: number | null;

  @ApiProperty({ enum: ['done', 'denied', 'failed'] })
  result: 'done' | 'denied' | 'failed';

  @ApiProperty({ format: 'date-time', type: String })
  at: Date;

  @ApiProperty({ example: 'tip.opened' })
  action: string;

  @ApiProperty({ enum: ['citizen', 'staff', 'operator', 'system'] })
  actorKind: string;

  @ApiProperty({ nullable: true, type: String, format: 'uuid' })
  accountId: string | null;

  @ApiProperty({
    nullable: true,
    type: String,
    description: 'In the words of whoever acted, where one was asked for',
  })
  reason: string | null;

  @ApiProperty({ nullable: true, type: String, description: 'The legal basis' })
  basis: string | null;

  @ApiProperty({ example: 'work-the-queue' })
  purpose: string;
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

  @ApiProperty({ nullable: true, type: String })
  place: string | null;

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

export class CreatedDto {
  @ApiProperty({ format: 'uuid' })
  id: string;
}

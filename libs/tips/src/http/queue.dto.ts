import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsIn, IsOptional, IsString, IsUUID, Length, MaxLength } from 'class-validator';
import { PRIORITIES, type Priority } from '#routing';
import { LANES, type Lane, TIP_STATES, type TipState } from '../tip.js';
import { TipBasicsDto } from './tip-basics.dto.js';

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

  @ApiProperty({ description: 'Later messages of the informant that wait for a look' })
  heldMessages: number;

  @ApiProperty({ nullable: true, type: String, format: 'date-time', description: 'Since when a look is due' })
  waitsSince: Date | null;
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

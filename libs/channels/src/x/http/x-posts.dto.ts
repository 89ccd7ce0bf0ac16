import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { IsBoolean, IsDate, IsOptional, IsString, IsUUID, MaxLength } from 'class-validator';
import type { PostCount } from '../publishing/count-post.js';
import { type NewXPost, POST_STATES, type XPostLine, type XPostState } from '../publishing/x-posts.js';

/** Far beyond what X takes: the count says what is too long. */
const MOST_SIGNS = 4_000;

export class XPostTextDto {
  @ApiProperty({ maxLength: MOST_SIGNS })
  @IsString()
  @MaxLength(MOST_SIGNS)
  text: string;
}

export class XPostDraftDto extends XPostTextDto {
  @ApiPropertyOptional({ description: 'A picture costs for the words that stand for it' })
  @IsOptional()
  @IsBoolean()
  hasPicture?: boolean;
}

/** A post as it is proposed, with or without a picture. */
export class NewXPostFormDto extends XPostTextDto implements NewXPost {
  @ApiProperty({ format: 'uuid' })
  @IsUUID()
  accountId: string;

  @ApiProperty({ format: 'uuid' })
  @IsUUID()
  campaignId: string;

  @ApiPropertyOptional({ type: Date, description: 'Absent: as soon as it is approved' })
  @IsOptional()
  @Type(() => Date)
  @IsDate()
  publishAt?: Date;

  @ApiPropertyOptional({
    type: String,
    format: 'binary',
    description: 'JPEG, PNG or WebP; cleaned of all but its pixels',
  })
  @IsOptional()
  picture?: unknown;

  @ApiPropertyOptional({ maxLength: 1000, description: 'What the picture shows; a picture needs it' })
  @IsOptional()
  @IsString()
  @MaxLength(MOST_SIGNS)
  alt?: string;
}

export class XPostIdDto {
  @ApiProperty({ format: 'uuid' })
  id: string;
}

export class XPostCountDto implements PostCount {
  @ApiProperty({ description: 'As X counts: an address is 23, an emoji 2, most letters 1' })
  letters: number;

  @ApiProperty()
  most: number;

  @ApiProperty()
  fits: boolean;

  @ApiProperty({ description: 'What X asks for it, in US dollars' })
  dollars: number;

  @ApiProperty()
  hasLink: boolean;
}

export class XPostDto implements Omit<XPostLine, 'writtenBy'> {
  @ApiProperty({ format: 'uuid' })
  id: string;

  @ApiProperty({ format: 'uuid' })
  accountId: string;

  @ApiProperty({ format: 'uuid' })
  campaignId: string;

  @ApiProperty()
  text: string;

  @ApiPropertyOptional({
    type: String,
    nullable: true,
    description: 'What its picture shows; null without one',
  })
  alt: string | null;

  @ApiProperty({ enum: POST_STATES })
  state: XPostState;

  @ApiPropertyOptional({ type: String, nullable: true, description: 'A stable word: why it waits or failed' })
  why: string | null;

  @ApiProperty()
  publishAt: Date;

  @ApiPropertyOptional({ type: Date, nullable: true, description: 'X asked to wait so long' })
  waitsUntil: Date | null;

  @ApiPropertyOptional({ type: Date, nullable: true, description: 'When X stopped showing it' })
  endedAt: Date | null;

  @ApiProperty({ description: 'Somebody else approves it' })
  isMine: boolean;

  @ApiProperty()
  dollars: number;

  @ApiPropertyOptional({ type: String, nullable: true, description: 'Where it stands at X' })
  address: string | null;
}

import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { IsDate, IsOptional, IsString, IsUUID, MaxLength } from 'class-validator';
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

export class NewXPostDto extends XPostTextDto implements NewXPost {
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

  @ApiProperty({ enum: POST_STATES })
  state: XPostState;

  @ApiPropertyOptional({ type: String, nullable: true, description: 'A stable word: why it waits or failed' })
  why: string | null;

  @ApiProperty()
  publishAt: Date;

  @ApiProperty({ description: 'Somebody else approves it' })
  isMine: boolean;

  @ApiProperty()
  dollars: number;

  @ApiPropertyOptional({ type: String, nullable: true, description: 'Where it stands at X' })
  address: string | null;
}

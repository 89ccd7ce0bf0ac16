import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayMinSize,
  IsArray,
  IsBase64,
  IsOptional,
  IsString,
  IsUUID,
  MaxLength,
  MinLength,
  ValidateNested,
} from 'class-validator';
import { CHANNELS } from '#tips';

/** The longest answer of any channel; each has its own limit below it. */
const ANSWER_LENGTH = 10_000;
const TOKEN_LENGTH = 8_000;
const MOST_MEMBERS = 500;

class ReplyTokenDto {
  @ApiPropertyOptional({
    maxLength: TOKEN_LENGTH,
    description: 'From the newest `reply-address` record of the tip, opened in the browser; none for the web',
  })
  @IsOptional()
  @IsBase64({ urlSafe: true, padding: false })
  @MaxLength(TOKEN_LENGTH)
  token?: string;

  @ApiProperty({ format: 'uuid', description: 'Made by the browser: the same answer sent twice is one' })
  @IsUUID()
  answerId: string;
}

export class AnswerDto extends ReplyTokenDto {
  @ApiProperty({ maxLength: ANSWER_LENGTH })
  @IsString()
  @MinLength(1)
  @MaxLength(ANSWER_LENGTH)
  text: string;
}

export class AnswerMemberDto extends ReplyTokenDto {
  @ApiProperty({ format: 'uuid' })
  @IsUUID()
  tipId: string;
}

/** One answer to several informants, each on their own channel. */
export class AnswerAllDto {
  @ApiProperty({ maxLength: ANSWER_LENGTH })
  @IsString()
  @MinLength(1)
  @MaxLength(ANSWER_LENGTH)
  text: string;

  @ApiProperty({ type: [AnswerMemberDto], maxItems: MOST_MEMBERS })
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(MOST_MEMBERS)
  @ValidateNested({ each: true })
  @Type(() => AnswerMemberDto)
  members: AnswerMemberDto[];
}

export class AnswerResultDto {
  @ApiProperty({ format: 'uuid' })
  tipId: string;

  @ApiPropertyOptional({
    description: 'Why this one was not answered: `no-way-back`, `invalid`, `not-found`',
  })
  refused?: string;
}

export class ChannelDto {
  @ApiProperty({ enum: CHANNELS })
  channel: string;

  @ApiProperty({ description: 'Only the informant reads what is sent' })
  private: boolean;

  @ApiProperty()
  publicReply: boolean;

  @ApiProperty()
  media: boolean;

  @ApiProperty()
  edits: boolean;

  @ApiProperty()
  deletions: boolean;

  @ApiProperty({ description: 'In code points' })
  longestMessage: number;
}

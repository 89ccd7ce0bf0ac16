import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsIn, IsOptional } from 'class-validator';
import { type Channel, CHANNELS } from '#tips';
import { type Rejection, REJECTION_STATES, type RejectionState } from '../incoming/rejection-list.js';

export class RejectionFilterDto {
  @ApiPropertyOptional({ enum: CHANNELS })
  @IsOptional()
  @IsIn(CHANNELS)
  channel?: Channel;

  @ApiPropertyOptional({ enum: ['true', 'false'], description: 'Also those that somebody dealt with' })
  @IsOptional()
  @IsIn(['true', 'false'])
  all?: 'true' | 'false';
}

/** Something that arrived and became no tip. */
export class RejectionDto implements Rejection {
  @ApiProperty({ format: 'uuid' })
  id: string;

  @ApiProperty({ enum: CHANNELS })
  channel: Channel;

  @ApiProperty({ description: 'Which of our accounts received it' })
  channelAccount: string;

  @ApiProperty({
    format: 'uuid',
    nullable: true,
    type: String,
    description: 'Null where no campaign takes it',
  })
  campaignId: string | null;

  @ApiProperty({ description: 'A stable word: too-large, malformed, encrypted, no-campaign…' })
  reason: string;

  @ApiProperty()
  bytes: number;

  @ApiProperty({ format: 'date-time' })
  receivedAt: Date;

  @ApiProperty({
    enum: REJECTION_STATES,
    description: '`again`: tried at the next look; `taken`: a tip after all',
  })
  state: RejectionState;

  @ApiProperty({ description: 'True if its bytes lie here, sealed to the actor’s unit' })
  canOpen: boolean;

  @ApiProperty({ description: 'True if its channel can try it again' })
  canRetry: boolean;

  @ApiProperty({ description: 'True if the actor may say that it is dealt with' })
  canSettle: boolean;
}

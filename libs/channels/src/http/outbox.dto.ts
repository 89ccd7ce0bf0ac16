import { ApiProperty } from '@nestjs/swagger';
import { IsIn } from 'class-validator';
import { CHANNELS, OUTBOX_STATES, type OutboxDecision, type OutboxState } from '#tips';

/** A message that leaves: what became of it, never to whom. */
export class OutboxLineDto {
  @ApiProperty({ format: 'uuid' })
  id: string;

  @ApiProperty({ format: 'uuid' })
  tipId: string;

  @ApiProperty({ enum: CHANNELS })
  channel: string;

  @ApiProperty({ enum: ['answer', 'acknowledgement'] })
  kind: string;

  @ApiProperty({ enum: OUTBOX_STATES })
  state: OutboxState;

  @ApiProperty({ nullable: true, type: String, description: 'Why it waits, failed or is in doubt' })
  why: string | null;

  @ApiProperty()
  attempts: number;

  @ApiProperty({ format: 'date-time', description: 'It waits until then' })
  notBefore: Date;

  @ApiProperty({ format: 'date-time' })
  createdAt: Date;

  @ApiProperty({ format: 'date-time', nullable: true, type: String })
  settledAt: Date | null;
}

export class OutboxDecisionDto {
  @ApiProperty({ enum: ['it-was-sent', 'send-again', 'give-up'] })
  @IsIn(['it-was-sent', 'send-again', 'give-up'])
  decision: OutboxDecision;
}

export class PartHealthDto {
  @ApiProperty({ example: 'email-smtp-in' })
  part: string;

  @ApiProperty({ enum: ['working', 'trouble'] })
  state: string;

  @ApiProperty({ nullable: true, type: String })
  why: string | null;

  @ApiProperty({ format: 'date-time' })
  since: Date;

  @ApiProperty({ format: 'date-time', nullable: true, type: String })
  workedAt: Date | null;
}

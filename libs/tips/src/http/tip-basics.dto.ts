import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { SUSPICION_SIGNS, type SuspicionSign } from '#dedup';
import { PRIORITIES, type Priority } from '#routing';
import { MACHINE_SIGNS, type MachineSign, type SetAside } from '../intake/inbound-message.js';
import { OUTCOMES, type Outcome, TIP_STATES, type TipState } from '../tip.js';

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

/** A stretch that the last scan left readable and that a person should look at. */
export class SuspectDto {
  @ApiProperty({ example: 'number-left' })
  kind: string;

  @ApiProperty({ description: 'UTF-16 code units in the anonymised text' })
  start: number;

  @ApiProperty()
  end: number;
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
export class TipBasicsDto {
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

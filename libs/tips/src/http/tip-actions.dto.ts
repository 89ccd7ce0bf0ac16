import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayMinSize,
  IsArray,
  IsIn,
  IsInt,
  IsOptional,
  IsString,
  Length,
  Matches,
  Min,
  ValidateNested,
} from 'class-validator';
import type { MaskedSpan, Suspect } from '#privacy';
import type { HandMask, Looked, MessageLeft, WordsLeft } from '../second-look/second-look.js';
import { OUTCOMES, type Outcome, TIP_STATES, type TipState } from '../tip.js';
import { MaskedSpanDto, SuspectDto } from './tip-basics.dto.js';

const MASKABLE = /^(?:text|place|[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/;
const LOOKABLE = /^(?:text|[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/;

/** More than a person would look at one by one. */
const MOST_MASKS = 500;

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

export class HandMaskDto implements HandMask {
  @ApiPropertyOptional({
    default: 'text',
    description: '`text`, `place`, or the id of what the informant said later',
  })
  @IsOptional()
  @Matches(MASKABLE)
  of: string = 'text';

  @ApiProperty({ description: 'UTF-16 code units of the anonymised words' })
  @IsInt()
  @Min(0)
  start: number;

  @ApiProperty({ description: 'Exclusive' })
  @IsInt()
  @Min(1)
  end: number;
}

/** Body of `POST /api/tips/{id}/masks`. */
export class HandMasksDto {
  @ApiProperty({ type: [HandMaskDto], maxItems: MOST_MASKS, description: 'All of them, or none' })
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(MOST_MASKS)
  @ValidateNested({ each: true })
  @Type(() => HandMaskDto)
  masks: HandMaskDto[];

  @ApiProperty({ description: 'The version on the screen' })
  @IsInt()
  @Min(1)
  version: number;
}

/** Body of `PUT /api/tips/{id}/look`. */
export class SecondLookDto {
  @ApiPropertyOptional({
    default: 'text',
    description: '`text` (with the place), or the id of a held message',
  })
  @IsOptional()
  @Matches(LOOKABLE)
  of: string = 'text';
}

/** Answer to `PUT /api/tips/{id}/look`. */
export class LookedDto implements Looked {
  @ApiProperty({ description: 'Something else of the tip waits for a look' })
  waits: boolean;
}

/** What the informant said later, as masks have left it. */
export class MessageLeftDto implements MessageLeft {
  @ApiProperty({ format: 'uuid' })
  id: string;

  @ApiProperty()
  text: string;

  @ApiProperty({ type: [MaskedSpanDto] })
  spans: MaskedSpan[];

  @ApiProperty({ type: [SuspectDto] })
  suspects: Suspect[];
}

/** Answer to `POST /api/tips/{id}/masks`. */
export class WordsLeftDto implements WordsLeft {
  @ApiProperty()
  text: string;

  @ApiProperty({ type: [MaskedSpanDto] })
  spans: MaskedSpan[];

  @ApiProperty({ type: [SuspectDto], description: 'What is still to be looked at' })
  suspects: Suspect[];

  @ApiProperty({ nullable: true, type: String })
  place: string | null;

  @ApiProperty({ type: [MaskedSpanDto] })
  placeSpans: MaskedSpan[];

  @ApiProperty({ type: [SuspectDto] })
  placeSuspects: Suspect[];

  @ApiProperty({ type: [MessageLeftDto] })
  messages: MessageLeft[];

  @ApiProperty()
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

export class CreatedDto {
  @ApiProperty({ format: 'uuid' })
  id: string;
}

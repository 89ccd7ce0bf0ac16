import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsIn, IsInt, IsOptional, IsString, Length, Min } from 'class-validator';
import { OUTCOMES, type Outcome, TIP_STATES, type TipState } from '../tip.js';

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

export class CreatedDto {
  @ApiProperty({ format: 'uuid' })
  id: string;
}

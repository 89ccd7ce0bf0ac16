import { ApiProperty } from '@nestjs/swagger';
import { IsArray, IsString } from 'class-validator';
import type { NewUnit } from '../units.js';

/** A unit as it arrives; `Units.create` has the rules that need more than a type. */
export class NewUnitBody implements NewUnit {
  @ApiProperty({ example: 'udyco-madrid', maxLength: 60 })
  @IsString()
  slug: string;

  @ApiProperty({ maxLength: 100 })
  @IsString()
  name: string;

  @ApiProperty({ type: [String], example: ['28', '45165'], description: 'INE provinces or municipalities' })
  @IsArray()
  @IsString({ each: true })
  territory: string[];

  @ApiProperty({ type: [String], example: ['drugs'] })
  @IsArray()
  @IsString({ each: true })
  topics: string[];

  @ApiProperty({ example: 'age1…', description: 'Public key; the private one never comes here' })
  @IsString()
  recipient: string;
}

export class UnitView extends NewUnitBody {
  @ApiProperty({ format: 'uuid' })
  id: string;
}

import { ApiProperty } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { ArrayMaxSize, IsArray, IsInt, IsNumber, Max, Min, ValidateNested } from 'class-validator';

/** An opaque box in parts of the picture's width and height: 0 is left and top, 1 right and bottom. */
export class MaskBoxDto {
  @ApiProperty({ minimum: 0, maximum: 1 })
  @IsNumber()
  @Min(0)
  @Max(1)
  x: number;

  @ApiProperty({ minimum: 0, maximum: 1 })
  @IsNumber()
  @Min(0)
  @Max(1)
  y: number;

  @ApiProperty({ minimum: 0, maximum: 1 })
  @IsNumber()
  @Min(0)
  @Max(1)
  width: number;

  @ApiProperty({ minimum: 0, maximum: 1 })
  @IsNumber()
  @Min(0)
  @Max(1)
  height: number;
}

/** More faces than this are a crowd: nobody draws so many boxes by hand. */
const MOST_BOXES = 200;

/** Body of `PUT /api/tips/{id}/files/{file}/masks`. */
export class CoverDto {
  @ApiProperty({ type: [MaskBoxDto], maxItems: MOST_BOXES, description: 'All that is to be covered' })
  @IsArray()
  @ArrayMaxSize(MOST_BOXES)
  @ValidateNested({ each: true })
  @Type(() => MaskBoxDto)
  boxes: MaskBoxDto[];

  @ApiProperty({ description: 'The version on the screen' })
  @IsInt()
  @Min(1)
  version: number;
}

export class FilePreviewDto {
  @ApiProperty({ description: 'Counts the drawings' })
  version: number;

  @ApiProperty()
  width: number;

  @ApiProperty()
  height: number;

  @ApiProperty({
    enum: ['faces', 'by-hand', 'dimmed'],
    description: '`dimmed`: faces could not be looked for, so the whole picture is a few squares',
  })
  how: 'faces' | 'by-hand' | 'dimmed';

  @ApiProperty({ type: [MaskBoxDto] })
  boxes: MaskBoxDto[];
}

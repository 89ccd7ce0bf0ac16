import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';

export class WordChangeDto {
  @ApiProperty({ description: 'In this tip; empty where it says less' })
  here: string;

  @ApiProperty({ description: 'In the other tip' })
  there: string;
}

const EVIDENCE_CODES = [
  'same-words',
  'shared-words',
  'contradiction',
  'same-file',
  'same-picture',
  'shared-frames',
  'same-identifier',
] as const;

/** What a person can check, as data: the code says which of the other members there are. */
export class EvidenceDto {
  @ApiProperty({ enum: EVIDENCE_CODES })
  code: (typeof EVIDENCE_CODES)[number];

  @ApiPropertyOptional({ description: '`shared-words`, `contradiction`: part of the words that both have' })
  percent?: number;

  @ApiPropertyOptional({ type: [WordChangeDto], description: '`shared-words`' })
  changes?: WordChangeDto[];

  @ApiPropertyOptional({ description: '`shared-words`: changes that are not listed' })
  more?: number;

  @ApiPropertyOptional({
    enum: ['number', 'identifier', 'negation', 'exclusive', 'name', 'question'],
    description: '`contradiction`',
  })
  about?: 'number' | 'identifier' | 'negation' | 'exclusive' | 'name' | 'question';

  @ApiPropertyOptional({ description: '`contradiction`: in this tip' })
  here?: string;

  @ApiPropertyOptional({ description: '`contradiction`: in the other tip' })
  there?: string;

  @ApiPropertyOptional({ description: '`same-picture`: bits of the hash that differ' })
  bits?: number;

  @ApiPropertyOptional({ description: '`same-picture`' })
  ofBits?: number;

  @ApiPropertyOptional({ description: '`same-picture`: turned or mirrored' })
  isTurned?: boolean;

  @ApiPropertyOptional({ description: '`same-picture`: one shows a part of the other, or is held askew' })
  isPart?: boolean;

  @ApiPropertyOptional({ description: '`shared-frames`: sampled pictures that both videos have' })
  frames?: number;

  @ApiPropertyOptional({ description: '`shared-frames`: of the shorter video' })
  ofFrames?: number;

  @ApiPropertyOptional({ description: '`same-identifier`: PHONE, ES_PLATE…' })
  type?: string;

  @ApiPropertyOptional({ description: '`same-identifier`: tips of yours that name it' })
  tips?: number;
}

export class DuplicateLinkDto {
  @ApiProperty({ format: 'uuid' })
  tipId: string;

  @ApiProperty({ example: 'near' })
  kind: string;

  @ApiProperty()
  score: number;

  @ApiProperty({ type: EvidenceDto })
  evidence: EvidenceDto;
}

import { ApiProperty } from '@nestjs/swagger';

export class HistoryEntryDto {
  @ApiProperty({ format: 'uuid' })
  entryId: string;

  @ApiProperty({ nullable: true, type: Number, description: 'Place in the log; null for the first second' })
  position: number | null;

  @ApiProperty({ enum: ['done', 'denied', 'failed'] })
  result: 'done' | 'denied' | 'failed';

  @ApiProperty({ format: 'date-time', type: String })
  at: Date;

  @ApiProperty({ example: 'tip.opened' })
  action: string;

  @ApiProperty({ enum: ['citizen', 'staff', 'operator', 'system'] })
  actorKind: string;

  @ApiProperty({ nullable: true, type: String, format: 'uuid' })
  accountId: string | null;

  @ApiProperty({
    nullable: true,
    type: String,
    description: 'In the words of whoever acted, where one was asked for',
  })
  reason: string | null;

  @ApiProperty({ nullable: true, type: String, description: 'The legal basis' })
  basis: string | null;

  @ApiProperty({ example: 'work-the-queue' })
  purpose: string;
}

import { ApiProperty } from '@nestjs/swagger';
import { IsBoolean, IsString, IsUUID, MaxLength } from 'class-validator';

export class NewEmailAccountDto {
  @ApiProperty({ example: 'tweetredadas@policia.example', maxLength: 254 })
  @IsString()
  @MaxLength(254)
  address: string;

  @ApiProperty({ format: 'uuid' })
  @IsUUID()
  campaignId: string;

  @ApiProperty({ description: 'Whether senders get the campaign’s automatic acknowledgement' })
  @IsBoolean()
  acknowledges: boolean;
}

export class EmailAccountDto extends NewEmailAccountDto {
  @ApiProperty({ format: 'uuid' })
  id: string;
}

import { randomBytes } from 'node:crypto';
import { Body, Controller, HttpCode, Post } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiProperty, ApiTags } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { IsObject, ValidateNested } from 'class-validator';
import { isChoosable, PrivacyChoicesBody, tidyChoices } from '#campaigns';
import { unprocessable } from '#kernel';
import { anonymise, policyOfCampaign } from '#privacy';
import { StaffOnly } from '#staff';
import { municipalityOf } from '../intake/municipality-of.js';
import { MaskedSpanDto } from './tip-basics.dto.js';

/** An invented tip that holds something of everything a campaign decides about. */
const EXAMPLE =
  'Soy la vecina del 3.º B. El 12/03/2026, en la calle Toledo 14 de Getafe, Saturnino Berrocal vendía cocaína desde un ' +
  'Seat León 4821 KLM junto al IES Lope de Vega. DNI 12345678Z, móvil 612 34 56 78, cobra en ES91 2100 0418 4502 0005 1332.';

class PrivacyExampleBody {
  @ApiProperty({ type: PrivacyChoicesBody })
  @ValidateNested()
  @Type(() => PrivacyChoicesBody)
  @IsObject()
  privacy: PrivacyChoicesBody;
}

class PrivacyExampleDto {
  @ApiProperty({ description: 'As somebody wrote it' })
  written: string;

  @ApiProperty({ description: 'As units would read it' })
  text: string;

  @ApiProperty({ type: [MaskedSpanDto] })
  spans: MaskedSpanDto[];
}

/** What a campaign's choices do to a text, before anybody has to live with them. */
@ApiTags('campaigns')
@Controller('api/privacy-example')
@StaffOnly('manager')
export class PrivacyExampleController {
  @Post()
  @HttpCode(200)
  @ApiOperation({ operationId: 'privacyExample', summary: 'An invented tip as these choices would show it' })
  @ApiOkResponse({ type: PrivacyExampleDto })
  example(@Body() { privacy }: PrivacyExampleBody): PrivacyExampleDto {
    const refused = Object.entries(privacy).filter(([subject, choice]) => !isChoosable(subject, choice));
    if (refused.length > 0)
      throw unprocessable(
        refused.map(([subject]) => ({ pointer: `/privacy/${subject}`, rule: 'not-an-option' })),
      );
    const { text, spans } = anonymise({
      text: EXAMPLE,
      tokenKey: randomBytes(32),
      policy: policyOfCampaign(tidyChoices(privacy)),
      municipalityOf,
    });
    return { written: EXAMPLE, text, spans };
  }
}

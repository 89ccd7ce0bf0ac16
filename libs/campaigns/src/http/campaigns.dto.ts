import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { IsArray, IsInt, IsObject, IsOptional, IsRFC3339, IsString, ValidateNested } from 'class-validator';
import {
  type Campaign,
  CAMPAIGN_KINDS,
  CAMPAIGN_STATES,
  type CampaignKind,
  type CampaignState,
  type CampaignWording,
} from '../campaign.js';
import { type Language, LANGUAGES } from '../languages.js';
import {
  PRIVACY_CHOICES,
  type PrivacyChoice,
  type PrivacyChoices,
  type PrivacySubject,
} from '../privacy-choices.js';
import { MAX_HASHTAGS, SLUG, SLUG_LENGTH, WORDING_MAX_LENGTH } from '../proposal-rules.js';
import type { CampaignProposal } from '../proposal.js';
import { RETENTION_BOUNDS, type RetentionTerms } from '../retention-terms.js';

/** What a campaign says in one language. The decorators check shapes; limits and rules live in `proposal-rules.ts`. */
export class WordingBody implements CampaignWording {
  @ApiProperty({ maxLength: WORDING_MAX_LENGTH.title })
  @IsString()
  title: string;

  @ApiProperty({
    maxLength: WORDING_MAX_LENGTH.text,
    description: 'Plain text; a blank line separates paragraphs',
  })
  @IsString()
  text: string;

  @ApiProperty({ maxLength: WORDING_MAX_LENGTH.acknowledgement, description: 'Shown with the receipt' })
  @IsString()
  acknowledgement: string;
}

const InOneLanguage = (): PropertyDecorator => (target, property) => {
  ApiPropertyOptional({ type: WordingBody })(target, property);
  IsOptional()(target, property as string);
  ValidateNested()(target, property as string);
  Type(() => WordingBody)(target, property as string);
};

export class WordingByLanguage implements Partial<Record<Language, CampaignWording>> {
  @InOneLanguage()
  es?: WordingBody;

  @InOneLanguage()
  ca?: WordingBody;

  @InOneLanguage()
  gl?: WordingBody;

  @InOneLanguage()
  eu?: WordingBody;

  @InOneLanguage()
  en?: WordingBody;
}

const Choice =
  (what: string): PropertyDecorator =>
  (target, property) => {
    ApiPropertyOptional({ enum: PRIVACY_CHOICES, description: what })(target, property);
    IsOptional()(target, property as string);
    IsString()(target, property as string);
  };

/** What its units read in clear, as a token or coarsely. Whoever writes is always masked. */
export class PrivacyChoicesBody implements Partial<Record<PrivacySubject, PrivacyChoice>> {
  @Choice('Names')
  people?: PrivacyChoice;

  @Choice('Identity documents, tax and social security numbers, files')
  documents?: PrivacyChoice;

  @Choice('Number plates and frames')
  plates?: PrivacyChoice;

  @Choice('Phones, e-mail, accounts on networks, web and network addresses')
  contacts?: PrivacyChoice;

  @Choice('Bank accounts and cards')
  accounts?: PrivacyChoice;

  @Choice('Street, number, door; `generalise`: the municipality')
  addresses?: PrivacyChoice;

  @Choice('Towns and quarters; `generalise`: the municipality')
  places?: PrivacyChoice;

  @Choice('Dates; `generalise`: the month')
  dates?: PrivacyChoice;

  @Choice('Companies, schools, public bodies')
  organisations?: PrivacyChoice;
}

export class RetentionBody implements RetentionTerms {
  @ApiProperty({
    minimum: RETENTION_BOUNDS.idleDays.min,
    maximum: RETENTION_BOUNDS.idleDays.max,
    description: 'Days without action until who sent a tip and its original are destroyed',
  })
  @IsInt()
  idleDays: number;

  @ApiProperty({ minimum: RETENTION_BOUNDS.reviewMonths.min, maximum: RETENTION_BOUNDS.reviewMonths.max })
  @IsInt()
  reviewMonths: number;

  @ApiProperty({
    minimum: RETENTION_BOUNDS.keepYears.min,
    maximum: RETENTION_BOUNDS.keepYears.max,
    description: 'Years until only numbers are left',
  })
  @IsInt()
  keepYears: number;
}

/** A campaign as a manager writes it. */
export class CampaignBody {
  @ApiProperty({ pattern: SLUG.source, minLength: SLUG_LENGTH.min, maxLength: SLUG_LENGTH.max })
  @IsString()
  slug: string;

  @ApiProperty({ enum: CAMPAIGN_KINDS })
  @IsString()
  kind: CampaignKind;

  @ApiProperty({ enum: LANGUAGES, isArray: true, minItems: 1, description: 'The first is the default' })
  @IsArray()
  @IsString({ each: true })
  languages: Language[];

  @ApiProperty({ type: WordingByLanguage })
  @ValidateNested()
  @Type(() => WordingByLanguage)
  @IsObject()
  wording: WordingByLanguage;

  @ApiProperty({ type: [String], maxItems: MAX_HASHTAGS, example: ['#tweetredadas'] })
  @IsArray()
  @IsString({ each: true })
  hashtags: string[];

  @ApiPropertyOptional({ format: 'date-time', nullable: true, type: String })
  @IsOptional()
  @IsRFC3339()
  opensAt?: string | null;

  @ApiPropertyOptional({ format: 'date-time', nullable: true, type: String })
  @IsOptional()
  @IsRFC3339()
  closesAt?: string | null;

  @ApiProperty({ type: [String], format: 'uuid', minItems: 1 })
  @IsArray()
  @IsString({ each: true })
  unitIds: string[];

  @ApiProperty({ format: 'uuid', description: 'One of `unitIds`: takes what no routing rule claims' })
  @IsString()
  defaultUnitId: string;

  @ApiPropertyOptional({ type: PrivacyChoicesBody, description: 'A subject left out has the usual choice' })
  @IsOptional()
  @ValidateNested()
  @Type(() => PrivacyChoicesBody)
  @IsObject()
  privacy?: PrivacyChoicesBody;

  @ApiPropertyOptional({ type: RetentionBody, description: 'Left out: as it was' })
  @IsOptional()
  @ValidateNested()
  @Type(() => RetentionBody)
  retention?: RetentionBody;
}

export class CampaignChangeBody extends CampaignBody {
  @ApiProperty({ description: 'The version that the editor saw; 409 where somebody saved meanwhile' })
  @IsInt()
  version: number;
}

/** A campaign's name and state: what everybody on the staff may know. */
export class CampaignSummary {
  @ApiProperty({ format: 'uuid' })
  id: string;

  @ApiProperty()
  slug: string;

  @ApiProperty({ description: 'In its default language' })
  title: string;

  @ApiProperty({ enum: CAMPAIGN_KINDS })
  kind: CampaignKind;

  @ApiProperty({ enum: CAMPAIGN_STATES })
  state: CampaignState;

  @ApiProperty({ description: 'True while citizens may send to it' })
  isOpen: boolean;

  @ApiProperty({ format: 'date-time', nullable: true, type: String })
  opensAt: Date | null;

  @ApiProperty({ format: 'date-time', nullable: true, type: String })
  closesAt: Date | null;
}

/** A whole campaign, for its managers. */
export class CampaignView implements Campaign {
  @ApiProperty({ format: 'uuid' })
  id: string;

  @ApiProperty()
  slug: string;

  @ApiProperty({ enum: CAMPAIGN_KINDS })
  kind: CampaignKind;

  @ApiProperty({ enum: CAMPAIGN_STATES })
  state: CampaignState;

  @ApiProperty({ enum: LANGUAGES, isArray: true })
  languages: Language[];

  @ApiProperty({ type: WordingByLanguage })
  wording: WordingByLanguage;

  @ApiProperty({ type: [String] })
  hashtags: string[];

  @ApiProperty({ format: 'date-time', nullable: true, type: String })
  opensAt: Date | null;

  @ApiProperty({ format: 'date-time', nullable: true, type: String })
  closesAt: Date | null;

  @ApiProperty({ type: [String], format: 'uuid' })
  unitIds: string[];

  @ApiProperty({ format: 'uuid' })
  defaultUnitId: string;

  @ApiProperty({ type: PrivacyChoicesBody, description: 'What differs from the usual' })
  privacy: PrivacyChoices;

  @ApiProperty({ type: RetentionBody })
  retention: RetentionBody;

  @ApiProperty({ format: 'date-time' })
  createdAt: Date;

  @ApiProperty({ format: 'date-time', nullable: true, type: String })
  launchedAt: Date | null;

  @ApiProperty()
  version: number;

  @ApiProperty({ description: 'True while citizens may send to it' })
  isOpen: boolean;
}

export const proposalFrom = (body: CampaignBody): CampaignProposal => ({
  slug: body.slug,
  kind: body.kind,
  languages: body.languages,
  wording: { ...body.wording },
  hashtags: body.hashtags,
  opensAt: dateFrom(body.opensAt),
  closesAt: dateFrom(body.closesAt),
  unitIds: body.unitIds,
  defaultUnitId: body.defaultUnitId,
  ...(body.privacy === undefined || body.privacy === null ? {} : { privacy: { ...body.privacy } }),
  ...(body.retention === undefined ? {} : { retention: body.retention }),
});

const dateFrom = (text: string | null | undefined): Date | null => (text == null ? null : new Date(text));

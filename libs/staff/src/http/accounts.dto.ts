import { ApiProperty } from '@nestjs/swagger';
import { IsArray, IsString } from 'class-validator';
import type { Rights } from '../account-rights.js';
import type { AccountSummary } from '../account-summary.js';
import { type Invitation, NAME_MAX_LENGTH } from '../invitation.js';
import type { AccountState } from '../persistence/account.entity.js';
import { STAFF_ROLES, type StaffRole } from '../roles.js';

/** What an account may do and see; `rightsRefusals` has the rules that need more than a type. */
export class RightsBody implements Rights {
  @ApiProperty({ maxLength: NAME_MAX_LENGTH })
  @IsString()
  name: string;

  @ApiProperty({ enum: STAFF_ROLES, isArray: true, minItems: 1 })
  @IsArray()
  @IsString({ each: true })
  roles: StaffRole[];

  @ApiProperty({ type: [String], format: 'uuid' })
  @IsArray()
  @IsString({ each: true })
  unitIds: string[];
}

export class NewAccount extends RightsBody implements Invitation {
  @ApiProperty({ format: 'email' })
  @IsString()
  email: string;
}

export class AccountView implements AccountSummary {
  @ApiProperty({ format: 'uuid' })
  accountId: string;

  @ApiProperty({ format: 'email' })
  email: string;

  @ApiProperty()
  name: string;

  @ApiProperty({ enum: STAFF_ROLES, isArray: true })
  roles: StaffRole[];

  @ApiProperty({ type: [String], format: 'uuid' })
  unitIds: string[];

  @ApiProperty({ enum: ['invited', 'active', 'disabled'] })
  state: AccountState;

  @ApiProperty({ format: 'date-time' })
  createdAt: Date;

  @ApiProperty({ format: 'date-time', nullable: true, type: String })
  activatedAt: Date | null;
}

/** A link to hand to its person by a safe way; it is shown this once. */
export class SetupLinkView {
  @ApiProperty({ format: 'uuid' })
  accountId: string;

  @ApiProperty({ example: '/staff/setup#…', description: 'Path and fragment below the public address' })
  setupPath: string;
}

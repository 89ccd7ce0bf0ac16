import { ApiProperty } from '@nestjs/swagger';
import { IsString, MaxLength } from 'class-validator';
import { STAFF_ROLES, type StaffRole } from '../roles.js';

/** What a person types to sign in. The limits only bound the work; they say nothing about what is right. */
export class SignIn {
  @ApiProperty({ format: 'email' })
  @IsString()
  @MaxLength(254)
  email: string;

  @ApiProperty({ format: 'password' })
  @IsString()
  @MaxLength(1000)
  password: string;
}

/** Who is signed in, as the portal shows it. */
export class SessionView {
  @ApiProperty({ format: 'uuid' })
  accountId: string;

  @ApiProperty()
  name: string;

  @ApiProperty({ format: 'email' })
  email: string;

  @ApiProperty({ enum: STAFF_ROLES, isArray: true })
  roles: StaffRole[];

  @ApiProperty({ type: [String], format: 'uuid' })
  unitIds: string[];

  @ApiProperty({ description: 'Minutes without a request after which the session ends' })
  idleMinutes: number;

  @ApiProperty({ description: 'When the session ends in any case', format: 'date-time' })
  endsAt: Date;
}

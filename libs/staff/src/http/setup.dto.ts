import { ApiProperty } from '@nestjs/swagger';
import { IsString, MaxLength } from 'class-validator';
import { PASSWORD_MAX_LENGTH, PASSWORD_MIN_LENGTH } from '../password-rules.js';

/** The secret part of a set-up link; only ever in a body. */
export class SetupToken {
  @ApiProperty({ description: 'What stands behind # in the link' })
  @IsString()
  @MaxLength(100)
  token: string;
}

export class Setup extends SetupToken {
  @ApiProperty({ format: 'password', minLength: PASSWORD_MIN_LENGTH, maxLength: PASSWORD_MAX_LENGTH })
  @IsString()
  password: string;
}

/** Whom a link is for. */
export class SetupView {
  @ApiProperty({ format: 'email' })
  email: string;

  @ApiProperty()
  name: string;

  @ApiProperty({ format: 'date-time' })
  expiresAt: Date;
}

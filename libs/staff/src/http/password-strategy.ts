import { Injectable } from '@nestjs/common';
import { PassportStrategy } from '@nestjs/passport';
import { requestIdOf } from '#kernel';
import type { Request } from 'express';
import { Strategy } from 'passport-local';
import type { AccountSummary } from '../account-summary.js';
import { Accounts } from '../accounts.js';

export const PASSWORD_STRATEGY = 'password';

/** passport-local over our accounts. */
@Injectable()
export class PasswordStrategy extends PassportStrategy(Strategy, PASSWORD_STRATEGY) {
  constructor(private readonly accounts: Accounts) {
    super({ usernameField: 'email', passwordField: 'password', session: false, passReqToCallback: true });
  }

  validate(request: Request, email: string, password: string): Promise<AccountSummary> {
    return this.accounts.authenticate(email, password, requestIdOf(request));
  }
}

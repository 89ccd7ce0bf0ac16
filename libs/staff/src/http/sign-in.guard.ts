import { type ExecutionContext, Injectable } from '@nestjs/common';
import { AuthGuard } from '@nestjs/passport';
import { Configuration, Problem, tooManyRequests, validationPipe } from '#kernel';
import type { Request, Response } from 'express';
import { normaliseEmail } from '../invitation.js';
import { SignInLimits } from '../sign-in-limits.js';
import { PASSWORD_STRATEGY } from './password-strategy.js';
import { SignIn } from './session.dto.js';

/** The way in: a well-formed form, not too many attempts, then passport. Afterwards `request.user` is the account. */
@Injectable()
export class SignInGuard extends AuthGuard(PASSWORD_STRATEGY) {
  constructor(
    private readonly limits: SignInLimits,
    private readonly configuration: Configuration,
  ) {
    super();
  }

  override async canActivate(context: ExecutionContext): Promise<boolean> {
    const request = context.switchToHttp().getRequest<Request>();
    this.refusePlainHttp(request);
    // Guards run before pipes, and passport would answer a malformed form in its own words.
    const form = (await validationPipe().transform(request.body, {
      type: 'body',
      metatype: SignIn,
    })) as SignIn;
    const account = normaliseEmail(form.email);
    const address = request.ip ?? '';

    const seconds = await this.limits.count(account, address);
    if (seconds > 0) {
      context.switchToHttp().getResponse<Response>().setHeader('Retry-After', seconds);
      throw tooManyRequests(`Too many attempts; try again in ${seconds} seconds.`);
    }
    await super.canActivate(context);
    await this.limits.forgive(account, address);
    return true;
  }

  /** Called by passport: an absent account means empty fields, as anything else was thrown already. */
  override handleRequest<Account>(error: unknown, account: Account | false): Account {
    if (error) throw error;
    if (!account) throw new Problem('sign-in-refused', 401, 'The address or the password is wrong.');
    return account;
  }

  /** Without this a missing X-Forwarded-Proto would look like a sign-in that works and is forgotten at once. */
  private refusePlainHttp(request: Request): void {
    if (this.configuration.isSecure && !request.secure) {
      throw new Problem('https-required', 403, 'Sign in over https (the proxy must send X-Forwarded-Proto).');
    }
  }
}

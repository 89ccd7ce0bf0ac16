import { Global, Module } from '@nestjs/common';
import { AuditModule } from '#audit';
import { AccountRights } from './account-rights.js';
import { Accounts } from './accounts.js';
import { AccountsController } from './http/accounts.controller.js';
import { ColleaguesController } from './http/colleagues.controller.js';
import { PasswordStrategy } from './http/password-strategy.js';
import { SessionController } from './http/session.controller.js';
import { SetupController } from './http/setup.controller.js';
import { StaffEntrance } from './http/staff-only.js';
import { UnitsController } from './http/units.controller.js';
import { Sessions } from './sessions.js';
import { SetupLinks } from './setup-links.js';
import { SignInLimits } from './sign-in-limits.js';
import { Units } from './units.js';

/** Global, as `@StaffOnly` may stand on any lib's controller. */
@Global()
@Module({
  imports: [AuditModule],
  controllers: [
    SessionController,
    SetupController,
    AccountsController,
    ColleaguesController,
    UnitsController,
  ],
  providers: [
    AccountRights,
    Accounts,
    PasswordStrategy,
    Sessions,
    SetupLinks,
    SignInLimits,
    StaffEntrance,
    Units,
  ],
  exports: [AccountRights, Accounts, StaffEntrance, Units],
})
export class StaffModule {}

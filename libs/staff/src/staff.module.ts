import { Global, Module } from '@nestjs/common';
import { AuditModule } from '#audit';
import { VaultModule } from '#vault';
import { AccountRights } from './account-rights.js';
import { Accounts } from './accounts.js';
import { AccountsController } from './http/accounts.controller.js';
import { ColleaguesController } from './http/colleagues.controller.js';
import { MemberKeysController } from './http/member-keys.controller.js';
import { PasswordStrategy } from './http/password-strategy.js';
import { SessionController } from './http/session.controller.js';
import { SetupController } from './http/setup.controller.js';
import { StaffEntrance } from './http/staff-only.js';
import { UnitKeysController } from './http/unit-keys.controller.js';
import { UnitsController } from './http/units.controller.js';
import { KeyProof } from './keys/key-proof.js';
import { KeyRotation } from './keys/key-rotation.js';
import { MemberKeys } from './keys/member-keys.js';
import { UnitKeys } from './keys/unit-keys.js';
import { Sessions } from './sessions.js';
import { SetupLinks } from './setup-links.js';
import { SignInLimits } from './sign-in-limits.js';
import { Tidying } from './tidying.js';
import { Units } from './units.js';

/** Global, as `@StaffOnly` may stand on any lib's controller. */
@Global()
@Module({
  imports: [AuditModule, VaultModule],
  controllers: [
    SessionController,
    SetupController,
    AccountsController,
    ColleaguesController,
    UnitsController,
    MemberKeysController,
    UnitKeysController,
  ],
  providers: [
    AccountRights,
    Accounts,
    KeyProof,
    KeyRotation,
    MemberKeys,
    PasswordStrategy,
    Sessions,
    SetupLinks,
    SignInLimits,
    StaffEntrance,
    Tidying,
    UnitKeys,
    Units,
  ],
  exports: [AccountRights, Accounts, StaffEntrance, Units],
})
export class StaffModule {}

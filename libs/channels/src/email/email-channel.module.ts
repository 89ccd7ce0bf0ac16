import { Module } from '@nestjs/common';
import { AuditModule } from '#audit';
import { CampaignsModule } from '#campaigns';
import { StaffModule } from '#staff';
import { TipsModule } from '#tips';
import { ChannelAdapters } from '../outgoing/channel-adapters.js';
import { EmailAccounts } from './email-accounts.js';
import { EmailController } from './http/email.controller.js';
import { ImapDoor } from './incoming/imap-door.js';
import { MailIntake } from './incoming/mail-intake.js';
import { SmtpDoor } from './incoming/smtp-door.js';
import { EmailAdapter } from './outgoing/email-adapter.js';

/** E-mail, both ways: doors and exit in the worker role, its addresses in the portal's. */
@Module({
  imports: [AuditModule, CampaignsModule, StaffModule, TipsModule],
  controllers: [EmailController],
  providers: [EmailAccounts, MailIntake, SmtpDoor, ImapDoor, EmailAdapter],
  exports: [EmailAccounts, SmtpDoor],
})
export class EmailChannelModule {
  constructor(adapters: ChannelAdapters, email: EmailAdapter) {
    adapters.register(email);
  }
}

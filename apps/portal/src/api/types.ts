import type { components } from './schema.js';

type Schemas = components['schemas'];

/** The contract's shapes under the portal's own names. */
export type Session = Schemas['SessionView'];
export type Role = Session['roles'][number];
export type QueueLine = Schemas['QueueLineDto'];
export type QueueCounts = Schemas['QueueCountsDto'];
export type MaskedSpan = Schemas['MaskedSpanDto'];
export type Tip = Schemas['TipPageDto'];
export type TipState = Tip['state'];
export type Outcome = NonNullable<Tip['outcome']>;
export type Priority = Tip['priority'];
export type Lane = keyof QueueCounts['lanes'];
export type StateChange = Schemas['ChangeStateDto'];
export type Repeat = Schemas['RepeatDto'];
export type DuplicateLink = Schemas['DuplicateLinkDto'];
export type GroupedTip = Schemas['GroupedTipDto'];
export type RoutingReason = Schemas['RoutingReasonDto'];
export type TipFile = Schemas['TipFileDto'];
export type Channel = Schemas['ChannelDto'];
export type OutboxLine = Schemas['OutboxLineDto'];
export type Rejection = Schemas['RejectionDto'];
export type EmailAccount = Schemas['EmailAccountDto'];
export type FilePreview = Schemas['FilePreviewDto'];
export type MaskBox = Schemas['MaskBoxDto'];
export type Note = Schemas['NoteDto'];
export type DialogueLine = Schemas['DialogueLineDto'];
export type HistoryEntry = Schemas['HistoryEntryDto'];
export type Account = Schemas['AccountView'];
export type Unit = Schemas['UnitView'];
export type SetupLink = Schemas['SetupLinkView'];
export type Campaign = Schemas['CampaignView'];
export type CampaignSummary = Schemas['CampaignSummary'];
export type CampaignProposal = Schemas['CampaignBody'];
export type CampaignWording = Schemas['WordingBody'];
export type CampaignState = Campaign['state'];
export type CampaignCounts = Schemas['CampaignCountsDto'];
export type Language = Campaign['languages'][number];

export const PRIORITIES: readonly Priority[] = ['life', 'high', 'normal'];
export const TIP_STATES: readonly TipState[] = ['new', 'triaged', 'in-case', 'closed'];
export const OUTCOMES: readonly Outcome[] = ['useful', 'referred', 'not-actionable', 'unfounded', 'abusive'];
export const LANES: readonly Lane[] = ['queue', 'review', 'set-aside', 'closed'];
export const ROLES: readonly Role[] = ['investigator', 'lead', 'manager', 'auditor', 'operator'];
export const LANGUAGES: readonly Language[] = ['es', 'ca', 'gl', 'eu', 'en'];
export type PrivacyChoices = Campaign['privacy'];

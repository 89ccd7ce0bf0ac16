export { Denials } from './denials.js';
export { Casework, type StateChange } from './casework/casework.js';
export { Answers, type AnswerCheck, type AnswerResult, type NewAnswer } from './dialogue/answers.js';
export { type Conversation, type ConversationMessage, Dialogue, type Reply } from './dialogue/dialogue.js';
export {
  type Channel,
  CHANNELS,
  type InboundMessage,
  type MachineSign,
  type ReceivedFile,
  type ReplyTo,
  type Suspicion,
} from './intake/inbound-message.js';
export { PictureFolding } from './grouping/picture-folding.js';
export { LaterFiles } from './files/later-files.js';
export { Intake } from './intake/intake.js';
export type { Receipt } from './intake/receipt.js';
export { readReceiptCode } from './intake/receipt-code.js';
export { storedRemoteId } from './intake/message-name.js';
export { Outbox, type OutboxDecision } from './outbox/outbox.js';
export {
  type NewOutboxMessage,
  OUTBOX_STATES,
  type OutboxItem,
  type OutboxState,
  type ReplyAddress,
  type SendOutcome,
} from './outbox/outbox-message.js';
export { ReplyTokens } from './outbox/reply-token.js';
export { tipsOrphanChecks } from './orphan-checks.js';
export {
  type ErasureStanding,
  ErasureRequests,
  KEEP_REASONS,
  type KeepReason,
} from './retention/erasure-requests.js';
export { unreviewedEmergencies } from './reveal/reveal-rows.js';
export { removeBlobsQueue } from './retention/erasure.js';
export { Retention, type RetentionPlan, type RetentionRun } from './retention/retention.js';
export { type SourceCause, SourceErasure, type SourceErased } from './retention/source-erasure.js';
export { Queue, type QueueFilter, type QueueLine, type QueuePage } from './queue/queue.js';
export { SearchedWords } from './queue/searched-words.js';
export { type TipPage, TipReader } from './queue/tip-page.js';
export { LANES, type Lane, OUTCOMES, type Outcome, TIP_STATES, type TipState } from './tip.js';
export { tipsPersistence } from './persistence/index.js';
export { TipsModule, tipsQueues } from './tips.module.js';

import type { AuditFact } from '#audit';
import type { Grouping } from '#dedup';
import type { AnonymisedText } from '#privacy';
import type { Actor } from '#kernel';
import type { RoutingDecision } from '#routing';
import type { InboundMessage } from './inbound-message.js';
import type { Receipt } from './receipt.js';

export interface Arrival {
  messageId: string;
  tipId: string;
  at: Date;
  /** The receipt given before, if this message was already here. */
  repeats?: Receipt;
}

export interface Anonymised {
  body: AnonymisedText;
  place: AnonymisedText | undefined;
}

export interface Routed extends RoutingDecision {
  municipality: string | undefined;
}

/** Nobody but the program masks, compares, routes and seals what arrives, whoever sent it or typed it in. */
export const INTAKE_ITSELF: Actor = { kind: 'system', job: 'intake' };

/** The facts of one intake: rule names, counts, ids, scores; never content or identity. */
export function factsOf(
  arrival: Arrival,
  message: InboundMessage,
  { body, place }: Anonymised,
  grouping: Grouping,
  routed: Routed,
): AuditFact[] {
  const subject = { kind: 'tip' as const, id: arrival.tipId };
  const actor = INTAKE_ITSELF;
  const suspicion = message.suspicion ?? grouping.suspicion;
  return [
    {
      action: 'tip.received',
      subject,
      details: { channel: message.channel, campaign: message.campaignId, files: message.files.length },
    },
    {
      action: 'tip.anonymised',
      actor,
      subject,
      details: { masked: body.spans.length + (place?.spans.length ?? 0), needsReview: body.needsReview },
    },
    {
      action: 'tip.grouped',
      actor,
      subject,
      details: {
        group: grouping.groupId,
        canonical: grouping.canonicalTipId,
        isNew: grouping.isNew,
        score: grouping.links[0]?.score ?? null,
        kind: grouping.links[0]?.kind ?? null,
        setAside: suspicion?.kind ?? null,
      },
    },
    {
      action: 'tip.routed',
      actor,
      subject,
      details: {
        unit: routed.unitId,
        priority: routed.priority,
        by: routed.because[0]!.by,
        rule: routed.because[0]!.rule ?? null,
      },
    },
    { action: 'tip.sealed', actor, subject, details: { unit: routed.unitId } },
  ];
}

/** A repeat put a closed line back into the queue. */
export const reopenedFact = (canonicalTipId: string): AuditFact => ({
  action: 'tip.state-changed',
  actor: INTAKE_ITSELF,
  subject: { kind: 'tip', id: canonicalTipId },
  reason: 'a repeat arrived after it was closed',
  details: { from: 'closed', to: 'triaged' },
});

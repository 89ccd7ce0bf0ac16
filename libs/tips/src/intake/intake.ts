import { randomBytes } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { AuditLog } from '#audit';
import { type Campaign, Campaigns, isOpen } from '#campaigns';
import { DuplicateGroups, type Grouping } from '#dedup';
import {
  BlobStore,
  Clock,
  Database,
  notFound,
  Problem,
  ServerSecret,
  type Tx,
  uuidv7,
  type WorkContext,
} from '#kernel';
import { anonymise, policyOfCampaign } from '#privacy';
import { decide, MINUTES_TO_FIRST_LOOK, type Priority, recogniseMunicipality, RoutingRules } from '#routing';
import { Units } from '#staff';
import { sealBytes, type SecretRecord, Vault } from '#vault';
import { addressOf, Conversations } from '../dialogue/conversations.js';
import { InformantWords } from '../dialogue/informant-words.js';
import { ReceivedFiles } from '../files/received-files.js';
import type { InboundMessage, Suspicion } from './inbound-message.js';
import { type Anonymised, type Arrival, factsOf, reopenedFact, type Routed } from './intake-facts.js';
import { bodyMac, fullName, storedRemoteId } from './message-name.js';
import { receiptCodeFor, receiptCodeMac } from './receipt-code.js';
import type { Receipt } from './receipt.js';
import { keepTokens } from '../queue/value-search.js';
import { municipalityOf } from './municipality-of.js';
import { Acknowledgements } from '../outbox/acknowledgements.js';
import { ReplyTokens } from '../outbox/reply-token.js';
import { entityRecords } from '../reveal/entity-records.js';
import { tipToTalkAbout } from '../unit-scope.js';

/**
 * The way of one tip, from an inbound message to a unit's queue. The order of the steps is written here and nowhere else:
 *
 *   recognise a repeat → anonymise → fold duplicates → route → seal the original → keep the tip → audit → receipt
 *                     ↘ or go on with a tip that its sender talks about already → receipt
 *
 * One database transaction holds it all: either everything is there and the citizen gets a receipt, or nothing is.
 * The words as received exist in clear only in this call's memory.
 */
@Injectable()
export class Intake {
  constructor(
    private readonly database: Database,
    private readonly campaigns: Campaigns,
    private readonly groups: DuplicateGroups,
    private readonly rules: RoutingRules,
    private readonly units: Units,
    private readonly vault: Vault,
    private readonly files: ReceivedFiles,
    private readonly blobs: BlobStore,
    private readonly conversations: Conversations,
    private readonly words: InformantWords,
    private readonly tokens: ReplyTokens,
    private readonly acknowledgements: Acknowledgements,
    private readonly audit: AuditLog,
    private readonly secret: ServerSecret,
    private readonly clock: Clock,
  ) {}

  /**
   * Takes in one message. The same message again, however often and however concurrently, makes no second tip and is
   * answered with the same receipt.
   * @throws Problem `not-found` (no such campaign), `campaign-not-open` 409, `idempotency-key-reused` 422 (same name,
   *   other content).
   */
  async receive(message: InboundMessage, context: WorkContext): Promise<Receipt> {
    const campaign = await this.campaigns.byId(message.campaignId);
    if (campaign === undefined) throw notFound('campaign');
    const anonymised = this.anonymise(message, campaign);
    return this.database.transaction(async (tx) => {
      const arrival = await this.recognise(tx, message);
      if (arrival.repeats !== undefined) return arrival.repeats;
      const continued = await this.conversations.tipContinuedBy(tx, message, arrival.at);
      if (continued !== undefined) return this.goOn(tx, { ...arrival, tipId: continued }, message, context);

      this.refuseIfClosed(campaign);
      const grouping = await this.fold(tx, arrival, message, anonymised);
      const routed = await this.route(tx, message, campaign, grouping);
      const tipRecipient = await this.seal(tx, arrival, message, anonymised, routed);
      await this.keep(tx, arrival, message, anonymised, grouping, routed);
      const reopened = !grouping.isNew && (await this.reopen(tx, grouping.canonicalTipId, routed));
      const [entry] = await this.audit.append(
        tx,
        context,
        ...factsOf(arrival, message, anonymised, grouping, routed),
        ...(reopened ? [reopenedFact(grouping.canonicalTipId)] : []),
      );
      await this.files.receive(tx, arrival.tipId, tipRecipient, message.files, context);
      await this.keepRaw(tx, arrival, tipRecipient, message);
      const receipt = await this.giveReceipt(tx, arrival, message, entry!);
      await this.converse(tx, message, arrival, context);
      await this.acknowledgements.queue(tx, message, campaign, receipt, context);
      return receipt;
    });
  }

  /**
   * What a sender says later goes into the dialogue of their tip, also when the campaign is over: a question of the desk
   * must be answerable.
   */
  private async goOn(
    tx: Tx,
    arrival: Arrival,
    message: InboundMessage,
    context: WorkContext,
  ): Promise<Receipt> {
    const tip = await tipToTalkAbout(tx, arrival.tipId);
    await tx.query('UPDATE inbound_message SET tip_id = $2 WHERE id = $1', [arrival.messageId, tip.id]);
    const entry = await this.words.add(
      tx,
      tip,
      {
        text: message.text,
        language: message.language,
        known: knownSender(message),
        kind: message.versionOf === undefined ? 'message' : 'new-version',
        records: this.identityRecords(tip.id, message),
      },
      context,
    );
    const recipient = await this.vault.recipientOf(tx, tip.id);
    await this.files.receive(tx, tip.id, recipient, message.files, context);
    await this.keepRaw(tx, arrival, recipient, message);
    await this.converse(tx, message, arrival, context);
    return this.giveReceipt(tx, arrival, message, entry);
  }

  /** Remembers who is being talked with, by a keyed hash, and heeds a wish for silence. */
  private async converse(
    tx: Tx,
    message: InboundMessage,
    arrival: Arrival,
    context: WorkContext,
  ): Promise<void> {
    const to = addressOf(message);
    if (to === undefined || message.suspicion !== undefined) return;
    await this.conversations.remember(tx, message.campaignId, to, arrival.tipId, arrival.at);
    await this.acknowledgements.heedSilence(tx, message, arrival.tipId, context);
  }

  private async keepRaw(
    tx: Tx,
    { messageId }: Arrival,
    recipient: string,
    { raw }: InboundMessage,
  ): Promise<void> {
    if (raw === undefined) return;
    const blob = randomBytes(20).toString('hex');
    await this.blobs.put(blob, await sealBytes(raw, recipient));
    await tx.query('UPDATE inbound_message SET raw_blob = $2, raw_bytes = $3 WHERE id = $1', [
      messageId,
      blob,
      raw.length,
    ]);
  }

  private refuseIfClosed(campaign: Campaign): void {
    if (!isOpen(campaign, this.clock.now())) {
      throw new Problem('campaign-not-open', 409, 'This campaign takes no tips now.');
    }
  }

  private anonymise(message: InboundMessage, campaign: Campaign): Anonymised {
    const request = {
      language: message.language,
      known: knownSender(message),
      tokenKey: this.secret.key('entity-token', campaign.id),
      policy: policyOfCampaign(campaign.privacy),
      municipalityOf,
    };
    const body = anonymise({ ...request, text: message.text });
    const place = message.place === undefined ? undefined : anonymise({ ...request, text: message.place });
    return { body, place };
  }

  /** Writes the message's name first: of several deliveries at once, the others wait here and then find it. */
  private async recognise(tx: Tx, message: InboundMessage): Promise<Arrival> {
    const arrival = { messageId: uuidv7(), tipId: uuidv7(), at: this.clock.now() };
    const [known] = await tx.query<KnownMessage[]>(
      'SELECT * FROM intake_recognise($1, $2, $3, $4, $5, $6, $7)',
      [
        arrival.messageId,
        message.channel,
        message.channelAccount,
        storedRemoteId(this.secret, message),
        bodyMac(message),
        arrival.tipId,
        arrival.at,
      ],
    );
    return known!.is_new ? arrival : { ...arrival, repeats: this.receiptOf(message, known!) };
  }

  private receiptOf(message: InboundMessage, known: KnownMessage): Receipt {
    if (!known.is_same) {
      throw new Problem('idempotency-key-reused', 422, 'This Idempotency-Key named another message before.');
    }
    return {
      code: receiptCodeFor(this.secret, fullName(message)),
      tipId: known.tip_id,
      entryId: known.entry_id,
      leafHash: known.leaf_hash,
      receivedAt: known.received_at,
      repeated: true,
    };
  }

  private fold(tx: Tx, arrival: Arrival, message: InboundMessage, anonymised: Anonymised): Promise<Grouping> {
    const { body, place } = anonymised;
    return this.groups.fold(tx, {
      tipId: arrival.tipId,
      campaignId: message.campaignId,
      text: body.text,
      tokens: [...body.tokens, ...(place?.tokens ?? [])],
      receivedAt: arrival.at,
    });
  }

  private async route(
    tx: Tx,
    message: InboundMessage,
    campaign: Campaign,
    grouping: Grouping,
  ): Promise<Routed> {
    const municipality = recogniseMunicipality(message.place, message.text);
    const groupUnitId = grouping.isNew ? undefined : await this.unitOf(tx, grouping.canonicalTipId);
    const tip = { campaignId: campaign.id, text: message.text, municipality, groupUnitId };
    const decision = decide(tip, await this.rules.all(tx), campaign.defaultUnitId);
    return { ...decision, municipality: municipality?.code };
  }

  private async unitOf(tx: Tx, tipId: string): Promise<string | undefined> {
    const [tip] = await tx.query<{ unit_id: string | null }[]>('SELECT intake_unit_of($1) AS unit_id', [
      tipId,
    ]);
    return tip!.unit_id ?? undefined;
  }

  private async seal(
    tx: Tx,
    arrival: Arrival,
    message: InboundMessage,
    { body, place: maskedPlace }: Anonymised,
    routed: Routed,
  ): Promise<string> {
    const unit = await this.units.toSealFor(tx, routed.unitId);
    if (unit === undefined) throw new Error('A tip was routed to a unit that does not exist');
    const { text, place } = message;
    return this.vault.open(
      tx,
      arrival.tipId,
      [{ unitId: unit.id, recipient: unit.recipient }],
      [
        { kind: 'message', content: { text, place } },
        ...entityRecords(text, body),
        ...(place === undefined || maskedPlace === undefined ? [] : entityRecords(place, maskedPlace)),
        ...this.identityRecords(arrival.tipId, message),
      ],
    );
  }

  /** Who sent it and where to answer: two records, since answering must not need a look at the person. */
  private identityRecords(tipId: string, message: InboundMessage): SecretRecord[] {
    const { contact, sender } = message;
    const to = addressOf(message);
    return [
      ...(contact === undefined && sender === undefined
        ? []
        : [{ kind: 'informant' as const, content: { contact, sender } }]),
      ...(to === undefined
        ? []
        : [{ kind: 'reply-address' as const, content: { token: this.tokens.seal(tipId, to) } }]),
    ];
  }

  private async keep(
    tx: Tx,
    arrival: Arrival,
    message: InboundMessage,
    { body, place }: Anonymised,
    grouping: Grouping,
    routed: Routed,
  ): Promise<void> {
    const suspicion: Suspicion | undefined = message.suspicion ?? grouping.suspicion;
    await tx.query(
      `INSERT INTO tip (id, campaign_id, unit_id, group_id, folded, folded_because, set_aside, priority, due_at, channel,
                        language, text, spans, suspects, place, place_spans, place_suspects, municipality, review_reasons,
                        is_held, waits_since, routing, received_at)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, CASE WHEN $20 THEN $22::timestamptz END,
               $21, $22)`,
      [
        arrival.tipId,
        message.campaignId,
        routed.unitId,
        grouping.groupId,
        grouping.canonicalTipId !== arrival.tipId,
        JSON.stringify(grouping.links),
        suspicion === undefined ? null : JSON.stringify(suspicion),
        routed.priority,
        this.dueAt(routed.priority),
        message.channel,
        message.language,
        body.text,
        JSON.stringify(body.spans),
        JSON.stringify(body.suspects),
        place?.text ?? null,
        JSON.stringify(place?.spans ?? []),
        JSON.stringify(place?.suspects ?? []),
        routed.municipality ?? null,
        [...new Set([...body.reviewReasons, ...(place?.reviewReasons ?? [])])],
        body.isHeld || place?.isHeld === true,
        JSON.stringify(routed.because),
        arrival.at,
      ],
    );
    await keepTokens(tx, arrival.tipId, [...body.searchTokens, ...(place?.searchTokens ?? [])]);
  }

  /**
   * A repeat of a closed tip puts its line back into the queue, and a more urgent one moves it up: a second tip filed away
   * under a closed first one is how warnings get lost.
   */
  private async reopen(tx: Tx, canonicalTipId: string, { priority }: Routed): Promise<boolean> {
    const [line] = await tx.query<{ reopened: boolean }[]>('SELECT intake_repeat($1, $2, $3) AS reopened', [
      canonicalTipId,
      priority,
      this.dueAt(priority),
    ]);
    return line!.reopened;
  }

  private dueAt(priority: Priority): Date {
    return new Date(this.clock.now().getTime() + MINUTES_TO_FIRST_LOOK[priority] * 60_000);
  }

  private async giveReceipt(
    tx: Tx,
    arrival: Arrival,
    message: InboundMessage,
    entry: { entryId: string; leafHash: string },
  ): Promise<Receipt> {
    const code = receiptCodeFor(this.secret, fullName(message));
    await tx.query(
      'INSERT INTO receipt (code_mac, tip_id, inbound_message_id, entry_id, leaf_hash) VALUES ($1, $2, $3, $4, $5)',
      [receiptCodeMac(this.secret, code), arrival.tipId, arrival.messageId, entry.entryId, entry.leafHash],
    );
    const { entryId, leafHash } = entry;
    return { code, tipId: arrival.tipId, entryId, leafHash, receivedAt: arrival.at, repeated: false };
  }
}

/** Of a message that isn't new, the receipt's facts are told only if its content is the same. */
interface KnownMessage {
  is_new: boolean;
  is_same: boolean;
  tip_id: string;
  received_at: Date;
  entry_id: string;
  leaf_hash: string;
}

/** What the channel and the form already know of the sender is masked first, however it is spelled in the text. */
function knownSender({ sender, contact }: InboundMessage) {
  const byContact =
    contact === undefined ? {} : contact.includes('@') ? { email: contact } : { phone: contact };
  return { ...byContact, ...sender };
}

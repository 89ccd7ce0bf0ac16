import { Injectable } from '@nestjs/common';
import { AuditLog } from '#audit';
import { Campaigns, type Language } from '#campaigns';
import { Clock, ServerSecret, type Tx, uuidv7, type WorkContext } from '#kernel';
import { anonymise, type AnonymisedText, DEFAULT_POLICY, type KnownSender, policyOfCampaign } from '#privacy';
import { type SecretRecord, Vault } from '#vault';
import { municipalityOf } from '../intake/municipality-of.js';
import { keepTokens } from '../queue/value-search.js';
import { entityRecords } from '../reveal/entity-records.js';
import type { TipState } from '../tip.js';

/** What an informant adds to their tip, by whatever way they came back. */
export interface LaterWords {
  text: string;
  language: Language;
  known?: KnownSender;
  /** `new-version`: they changed what they had sent. */
  kind?: 'message' | 'new-version';
  /** What else is sealed with the words: who sent them, where to answer. */
  records?: SecretRecord[];
}

/**
 * Adds to a tip what its informant says later: anonymised for the unit, held where traces may be left, sealed as written;
 * a closed tip opens again.
 */
@Injectable()
export class InformantWords {
  constructor(
    private readonly audit: AuditLog,
    private readonly vault: Vault,
    private readonly campaigns: Campaigns,
    private readonly secret: ServerSecret,
    private readonly clock: Clock,
  ) {}

  /** In the caller's transaction. Returns the audit entry, which proves the arrival. */
  async add(
    tx: Tx,
    tip: TalkedAbout,
    words: LaterWords,
    context: WorkContext,
  ): Promise<{ entryId: string; leafHash: string }> {
    const { text, language, known, kind = 'message', records = [] } = words;
    const tokenKey = this.secret.key('entity-token', tip.campaign_id);
    const campaign = await this.campaigns.byId(tip.campaign_id);
    const policy = campaign === undefined ? DEFAULT_POLICY : policyOfCampaign(campaign.privacy);
    const anonymised = anonymise({
      text,
      language,
      tokenKey,
      policy,
      municipalityOf,
      ...(known === undefined ? {} : { known }),
    });
    const id = uuidv7();
    await this.vault.seal(tx, tip.id, [
      { kind: 'message', name: id, content: { reply: id, text } },
      ...entityRecords(text, anonymised),
      ...records,
    ]);
    await keepWords(tx, tip, { id, kind, at: this.clock.now(), ...anonymised });
    await keepTokens(tx, tip.id, anonymised.searchTokens);
    const [entry] = await this.audit.append(tx, context, {
      action: 'tip.informant-replied',
      subject: { kind: 'tip', id: tip.id },
      details: {
        message: id,
        kind,
        masked: anonymised.spans.length,
        held: anonymised.isHeld,
        reopened: tip.state === 'closed',
      },
    });
    return entry!;
  }
}

/** A tip that its informant goes on with; `codeMac` where the receipt's code led to it. */
export interface TalkedAbout {
  id: string;
  campaign_id: string;
  state: TipState;
  codeMac?: Buffer;
}

interface KeptWords extends Pick<AnonymisedText, 'text' | 'spans' | 'isHeld' | 'suspects'> {
  id: string;
  kind: 'message' | 'new-version';
  at: Date;
}

/** Through the code's narrow door where there is a code: the public role may not write into a dialogue otherwise. */
async function keepWords(tx: Tx, tip: TalkedAbout, words: KeptWords): Promise<void> {
  const { id, kind, text, spans, isHeld, suspects, at } = words;
  const kept = [id, kind, text, JSON.stringify(spans), isHeld, JSON.stringify(suspects), at];
  if (tip.codeMac !== undefined) {
    await tx.query('SELECT conversation_reply($1, $2, $3, $4, $5, $6, $7, $8)', [tip.codeMac, ...kept]);
    return;
  }
  await tx.query(
    `INSERT INTO dialogue_message (tip_id, id, sender, kind, text, spans, is_held, suspects, sent_at)
     VALUES ($1, $2, 'informant', $3, $4, $5, $6, $7, $8)`,
    [tip.id, ...kept],
  );
  await tx.query(
    `UPDATE tip SET state = CASE state WHEN 'closed' THEN 'triaged' ELSE state END, outcome = NULL,
                    waits_since = CASE WHEN $2 THEN least(waits_since, $3) ELSE waits_since END, version = version + 1
      WHERE id = $1`,
    [tip.id, isHeld, at],
  );
}

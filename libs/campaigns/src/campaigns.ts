import { Injectable } from '@nestjs/common';
import { type AuditAction, AuditLog } from '#audit';
import {
  Clock,
  conflict,
  Database,
  type FieldError,
  isUuid,
  notFound,
  type Tx,
  unprocessable,
  uuidv7,
  type WorkContext,
} from '#kernel';
import { Units } from '#staff';
import type { Campaign, CampaignState } from './campaign.js';
import { changedFields } from './changed-fields.js';
import { CampaignRow } from './persistence/campaign.entity.js';
import { launchRefusals, proposalRefusals } from './proposal-rules.js';
import { type CampaignProposal, tidy } from './proposal.js';
import { DEFAULT_RETENTION } from './retention-terms.js';

/** One step of a campaign's life: draft → live ⇄ paused → closed. Closed is final. */
interface Step {
  from: CampaignState[];
  to: CampaignState;
  action: AuditAction;
}

const LAUNCH: Step = { from: ['draft'], to: 'live', action: 'campaign.launched' };
const PAUSE: Step = { from: ['live'], to: 'paused', action: 'campaign.paused' };
const RESUME: Step = { from: ['paused'], to: 'live', action: 'campaign.resumed' };
const CLOSE: Step = { from: ['live', 'paused'], to: 'closed', action: 'campaign.closed' };

/** The calls for collaboration: written, launched, changed, paused and closed by managers; read by everybody. */
@Injectable()
export class Campaigns {
  constructor(
    private readonly database: Database,
    private readonly audit: AuditLog,
    private readonly units: Units,
    private readonly clock: Clock,
  ) {}

  /** One row by its unique slug: what every visit of a public page costs. */
  async bySlug(slug: string): Promise<Campaign | undefined> {
    return (await this.database.reader.findOneBy(CampaignRow, { slug })) ?? undefined;
  }

  async byId(id: string): Promise<Campaign | undefined> {
    if (!isUuid(id)) return undefined;
    return (await this.database.reader.findOneBy(CampaignRow, { id })) ?? undefined;
  }

  /** Newest first. Some may be outside their dates: `isOpen` tells. */
  live(): Promise<Campaign[]> {
    return this.database.reader.find(CampaignRow, {
      where: { state: 'live' },
      order: { launchedAt: 'DESC' },
    });
  }

  /** All of them, newest first. */
  list(): Promise<Campaign[]> {
    return this.database.reader.find(CampaignRow, { order: { createdAt: 'DESC', id: 'DESC' } });
  }

  /** Writes a draft. Throws `invalid` naming each refused field; a taken slug is `/slug` `taken`. */
  async create(tx: Tx, context: WorkContext, wanted: CampaignProposal): Promise<Campaign> {
    const proposal = tidy(wanted);
    await this.check(tx, proposal);
    const campaign: Campaign = {
      retention: DEFAULT_RETENTION,
      ...proposal,
      id: uuidv7(),
      state: 'draft',
      createdAt: this.clock.now(),
      launchedAt: null,
      version: 1,
    };
    const inserted = await tx
      .createQueryBuilder()
      .insert()
      .into(CampaignRow)
      .values(campaign)
      .orIgnore()
      .returning('id')
      .execute();
    if ((inserted.raw as unknown[]).length === 0) throw unprocessable([{ pointer: '/slug', rule: 'taken' }]);
    await this.record(tx, context, 'campaign.created', campaign.id, { slug: campaign.slug });
    return campaign;
  }

  /**
   * Replaces what people decide of a campaign. `version` is the one the editor saw: if somebody saved meanwhile,
   * throws `changed-meanwhile` and keeps theirs. After the launch, address and kind stay and no offered language may
   * lack its words; a closed campaign doesn't change. The log keeps which fields changed, not their content.
   */
  async change(
    tx: Tx,
    context: WorkContext,
    id: string,
    version: number,
    wanted: CampaignProposal,
  ): Promise<Campaign> {
    const former = await this.locked(tx, id);
    if (former.version !== version) {
      throw conflict('changed-meanwhile', 'Somebody else saved this campaign meanwhile.');
    }
    if (former.state === 'closed') throw conflict('campaign-closed', "A closed campaign doesn't change.");
    const proposal = tidy(wanted, former.privacy);
    await this.check(tx, proposal, former.state === 'draft' ? [] : publishedRefusals(former, proposal));

    const fields = changedFields(former, { retention: former.retention, ...proposal });
    if (fields.length === 0) return former;
    const slugIsTaken =
      proposal.slug !== former.slug && (await tx.existsBy(CampaignRow, { slug: proposal.slug }));
    if (slugIsTaken) throw unprocessable([{ pointer: '/slug', rule: 'taken' }]);
    const campaign: Campaign = { ...former, ...proposal, version: version + 1 };
    await tx.update(CampaignRow, { id }, { ...proposal, version: campaign.version });
    await this.record(tx, context, 'campaign.changed', id, {
      fields: fields.join(','),
      version: campaign.version,
    });
    return campaign;
  }

  /** Shows a draft to the citizens. Throws `invalid` where a language lacks its words or the end is past. */
  launch(tx: Tx, context: WorkContext, id: string): Promise<Campaign> {
    return this.take(LAUNCH, tx, context, id, (draft) => {
      const errors = launchRefusals(draft, this.clock.now());
      if (errors.length > 0) throw unprocessable(errors, 'The campaign is not ready yet.');
      return { launchedAt: this.clock.now() };
    });
  }

  pause(tx: Tx, context: WorkContext, id: string): Promise<Campaign> {
    return this.take(PAUSE, tx, context, id);
  }

  resume(tx: Tx, context: WorkContext, id: string): Promise<Campaign> {
    return this.take(RESUME, tx, context, id);
  }

  /** For good: what arrived stays, nothing new arrives, nothing changes any more. */
  close(tx: Tx, context: WorkContext, id: string): Promise<Campaign> {
    return this.take(CLOSE, tx, context, id);
  }

  private async take(
    step: Step,
    tx: Tx,
    context: WorkContext,
    id: string,
    prepare: (campaign: Campaign) => Partial<Campaign> = () => ({}),
  ): Promise<Campaign> {
    const former = await this.locked(tx, id);
    if (!step.from.includes(former.state)) {
      throw conflict('wrong-state', `A campaign that is ${former.state} can't become ${step.to}.`);
    }
    const changes = { ...prepare(former), state: step.to, version: former.version + 1 };
    await tx.update(CampaignRow, { id }, changes);
    await this.record(tx, context, step.action, id, { from: former.state });
    return { ...former, ...changes };
  }

  /** The campaign, held until the transaction ends, so that two managers act one after the other. */
  private async locked(tx: Tx, id: string): Promise<Campaign> {
    const campaign = isUuid(id)
      ? await tx.findOne(CampaignRow, { where: { id }, lock: { mode: 'pessimistic_write' } })
      : null;
    if (campaign === null) throw notFound('campaign');
    return campaign;
  }

  private async check(tx: Tx, proposal: CampaignProposal, further: FieldError[] = []): Promise<void> {
    const errors = [
      ...proposalRefusals(proposal),
      ...further,
      ...(await this.units.unknownAmong(tx, proposal.unitIds, '/unitIds')),
    ];
    if (errors.length > 0) throw unprocessable(errors);
  }

  private async record(
    tx: Tx,
    context: WorkContext,
    action: AuditAction,
    id: string,
    details: Record<string, string | number>,
  ): Promise<void> {
    await this.audit.append(tx, context, { action, subject: { kind: 'campaign', id }, details });
  }
}

/** Posters and links already carry the address; tips already have the kind. */
function publishedRefusals(former: Campaign, proposal: CampaignProposal): FieldError[] {
  return [
    ...(proposal.slug === former.slug ? [] : [{ pointer: '/slug', rule: 'fixed-after-launch' }]),
    ...(proposal.kind === former.kind ? [] : [{ pointer: '/kind', rule: 'fixed-after-launch' }]),
    ...proposal.languages
      .slice(1)
      .filter((language) => proposal.wording[language] === undefined)
      .map((language) => ({ pointer: `/wording/${language}`, rule: 'required' })),
  ];
}

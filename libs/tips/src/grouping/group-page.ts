import { Injectable } from '@nestjs/common';
import { AuditLog } from '#audit';
import { type DuplicateLink, strengthOf, Suggestions } from '#dedup';
import { Database, notFound, type Tx, type WorkContext } from '#kernel';
import type { MaskedSpan } from '#privacy';
import { Denials } from '../denials.js';
import type { Channel, SetAside } from '../intake/inbound-message.js';
import { quotingNoneOf, withoutHeldWords } from '../second-look/held-words.js';
import type { Outcome, TipState } from '../tip.js';
import { scopeOf, type UnitScope } from '../unit-scope.js';
import { visibleTips } from './visible-links.js';

/** A tip as it stands in a list of tips that say the same, or may. */
export interface GroupedTip {
  id: string;
  groupId: string;
  /** True if it lies under another of its group in the queue. */
  folded: boolean;
  state: TipState;
  outcome: Outcome | null;
  setAside: SetAside | null;
  receivedAt: Date;
  channel: Channel;
  language: string;
  municipality: string | null;
  /** Empty while the text is held. */
  text: string;
  spans: MaskedSpan[];
  isHeld: boolean;
  version: number;
  /** Clean pictures, to lay side by side. */
  pictures: string[];
  because: DuplicateLink[];
}

/** The tips of a group that the actor may see, the one that stands for it first. */
export interface GroupPage {
  groupId: string;
  members: GroupedTip[];
}

const MEMBERS_AT_MOST = 500;
const RELATED_AT_MOST = 20;

/**
 * Shows the tips that say the same as one, and those that may. Only tips of the actor's units are shown and counted: of
 * others neither that they are there nor how many (product.md, promise 5).
 */
@Injectable()
export class GroupReader {
  constructor(
    private readonly database: Database,
    private readonly audit: AuditLog,
    private readonly denials: Denials,
    private readonly suggestions: Suggestions,
  ) {}

  /** @throws Problem `not-found` 404 also for a tip of another unit. */
  async group(tipId: string, context: WorkContext): Promise<GroupPage> {
    return this.look(tipId, context, async (tx, scope, groupId) => {
      const members = await tx.query<GroupedTip[]>(
        `${GROUPED_TIP} WHERE group_id = $1 AND unit_id = ANY ($2) ORDER BY folded, received_at DESC, id LIMIT $3`,
        [groupId, scope.unitIds, MEMBERS_AT_MOST],
      );
      const shown = new Set(members.map(({ id }) => id));
      const held = new Set(members.filter(({ isHeld }) => isHeld).map(({ id }) => id));
      const kept = members.map((member) =>
        withoutHeldWords({
          ...member,
          because: quotingNoneOf(
            held,
            member.because.filter((link) => shown.has(link.tipId)),
          ),
        }),
      );
      return { groupId, members: kept };
    });
  }

  /** Tips in other groups that are alike or name the same thing, the strongest first. @throws Problem `not-found` 404. */
  async related(tipId: string, context: WorkContext): Promise<GroupedTip[]> {
    return this.look(tipId, context, async (tx, scope, groupId) => {
      const links = await this.visibleLinks(tx, scope, tipId);
      const strongest = [...links].sort(([, left], [, right]) => right[0]!.score - left[0]!.score);
      const tips = await tx.query<GroupedTip[]>(
        `${GROUPED_TIP} WHERE id = ANY ($1) AND unit_id = ANY ($2) AND group_id <> $3`,
        [strongest.map(([id]) => id), scope.unitIds, groupId],
      );
      const byId = new Map(tips.map((tip) => [tip.id, tip]));
      return strongest
        .flatMap(([id, because]) => {
          const tip = byId.get(id);
          return tip === undefined ? [] : [withoutHeldWords({ ...tip, because })];
        })
        .slice(0, RELATED_AT_MOST);
    });
  }

  private async look<T>(
    tipId: string,
    context: WorkContext,
    read: (tx: Tx, scope: UnitScope, groupId: string) => Promise<T>,
  ): Promise<T> {
    return this.denials.recorded(tipId, context, () =>
      this.database.transaction(async (tx) => {
        const scope = scopeOf(context);
        const [tip] = await tx.query<{ group_id: string }[]>(
          'SELECT group_id FROM tip WHERE id = $1 AND unit_id = ANY ($2)',
          [tipId, scope.unitIds],
        );
        if (tip === undefined) throw notFound('tip');
        const answer = await read(tx, scope, tip.group_id);
        await this.audit.append(tx, context, {
          action: 'tip.listed',
          subject: { kind: 'tip', id: tipId },
          details: { lane: 'group' },
        });
        return answer;
      }),
    );
  }

  /** Each tip's links, strongest first. How many tips share a thing is counted among the actor's own. */
  private async visibleLinks(tx: Tx, scope: UnitScope, tipId: string): Promise<Map<string, DuplicateLink[]>> {
    const { alike, identifiers, refused } = await this.suggestions.of(tx, tipId);
    const asked = [...alike.map((link) => link.tipId), ...identifiers.flatMap(({ tipIds }) => tipIds)];
    const visible = await visibleTips(tx, scope, asked);
    const shared = identifiers.flatMap(({ type, tipIds }) => {
      const seen = tipIds.filter((id) => visible.has(id));
      const tips = seen.length + 1;
      return seen.slice(0, RELATED_AT_MOST).map((id): DuplicateLink => ({
        tipId: id,
        kind: 'identifier',
        score: strengthOf(tips),
        evidence: { code: 'same-identifier', type, tips },
      }));
    });
    const links = [...alike.filter((link) => visible.has(link.tipId)), ...shared]
      .filter((link) => !refused.includes(link.tipId))
      .sort((left, right) => right.score - left.score);
    return Map.groupBy(links, (link) => link.tipId);
  }
}

const GROUPED_TIP = `
  SELECT id, group_id AS "groupId", folded, state, outcome, set_aside AS "setAside", received_at AS "receivedAt", channel,
         language, municipality, text, spans, is_held AS "isHeld", version, folded_because AS because,
         ARRAY(SELECT file.id FROM tip_file AS file WHERE file.tip_id = tip.id AND file.state = 'clean'
                  AND file.media_type LIKE 'image/%' ORDER BY file.place) AS pictures
    FROM tip`;

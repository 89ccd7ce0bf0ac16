import { Inject, Injectable } from '@nestjs/common';
import { buffer } from 'node:stream/consumers';
import { type AuditEntry, AuditLog } from '#audit';
import type { DuplicateLink } from '#dedup';
import { BlobStore, Database, notFound, type Tx, type WorkContext } from '#kernel';
import type { MaskedSpan, Suspect } from '#privacy';
import type { Priority, RoutingReason } from '#routing';
import type { ServerBox } from '#vault';
import { Denials } from '../denials.js';
import type { FilePreview } from '../files/masked-previews.js';
import { FILE_BOX } from '../files/received-files.js';
import type { Channel, SetAside } from '../intake/inbound-message.js';
import type { OutboxState } from '../outbox/outbox-message.js';
import type { Outcome, TipState } from '../tip.js';
import { visibleIn } from '../grouping/visible-links.js';
import { quotingNoneOf, withoutHeldWords } from '../second-look/held-words.js';
import { scopeOf } from '../unit-scope.js';

/** Everything a tip's page shows: the anonymised text, why it is where it is, and what was done with it. */
export interface TipPage {
  id: string;
  campaignId: string;
  unitId: string;
  groupId: string;
  /** True if it lies under the canonical tip of its group. */
  folded: boolean;
  foldedBecause: DuplicateLink[];
  state: TipState;
  outcome: Outcome | null;
  setAside: SetAside | null;
  priority: Priority;
  dueAt: Date;
  channel: Channel;
  language: string;
  text: string;
  spans: MaskedSpan[];
  /** What a person should look at in a held text; none once somebody has. */
  suspects: Suspect[];
  place: string | null;
  placeSpans: MaskedSpan[];
  placeSuspects: Suspect[];
  municipality: string | null;
  reviewReasons: string[];
  /** Until a person has looked, no list shows its words. */
  isHeld: boolean;
  routing: RoutingReason[];
  receivedAt: Date;
  version: number;
  repeats: Repeat[];
  files: TipFile[];
  mails: Mail[];
  notes: Note[];
  dialogue: DialogueLine[];
}

/** Another tip of the same group. */
export interface Repeat {
  id: string;
  folded: boolean;
  receivedAt: Date;
  channel: Channel;
  /** Empty while the text is held. */
  text: string;
  spans: MaskedSpan[];
  isHeld: boolean;
  because: DuplicateLink[];
}

export interface TipFile {
  id: string;
  state: 'waiting' | 'clean' | 'quarantined';
  quarantineReason: string | null;
  mediaType: string | null;
  width: number | null;
  height: number | null;
  bytes: number;
  /** What is shown first; null while there is none. */
  preview: FilePreview | null;
}

/** An e-mail that is sealed with the tip as it came, to be opened by a reveal. */
export interface Mail {
  id: string;
  receivedAt: Date;
  bytes: number;
}

export interface Note {
  id: string;
  authorId: string;
  text: string;
  writtenAt: Date;
}

export interface DialogueLine {
  id: string;
  sender: 'desk' | 'informant';
  authorId: string | null;
  text: string;
  spans: MaskedSpan[];
  /** What a person should look at in a held message; none once somebody has. */
  suspects: Suspect[];
  isHeld: boolean;
  sentAt: Date;
  /** `new-version`: the informant changed what they had sent. */
  kind: 'message' | 'new-version';
  /** Where an answer that a channel carries is; null for the others. */
  delivery: OutboxState | null;
}

/** Repeats shown on the page; the group may have more. */
const SHOWN_REPEATS = 100;

/** Opens tips and their files for reading. Reading is an action: it is in the log before it is on the screen. */
@Injectable()
export class TipReader {
  constructor(
    private readonly database: Database,
    private readonly audit: AuditLog,
    private readonly denials: Denials,
    private readonly blobs: BlobStore,
    @Inject(FILE_BOX) private readonly box: ServerBox,
  ) {}

  /** @throws Problem `not-found` 404 also for a tip of another unit; the attempt is in the log. */
  async open(tipId: string, context: WorkContext): Promise<TipPage> {
    return this.denials.recorded(tipId, context, () =>
      this.database.transaction(async (tx) => {
        const scope = scopeOf(context);
        const [tip] = await tx.query<TipPage[]>(TIP, [tipId, scope.unitIds]);
        if (tip === undefined) throw notFound('tip');
        await this.audit.append(tx, context, { action: 'tip.opened', subject: { kind: 'tip', id: tipId } });
        const belongings = await this.belongings(tx, tip);
        const visible = await visibleIn(tx, scope, [
          tip.foldedBecause,
          ...belongings.repeats.map((repeat) => repeat.because),
        ]);
        const held = new Set(belongings.repeats.filter(({ isHeld }) => isHeld).map(({ id }) => id));
        const shown = (links: DuplicateLink[]) => quotingNoneOf(held, visible(links));
        return {
          ...tip,
          ...belongings,
          foldedBecause: shown(tip.foldedBecause),
          repeats: belongings.repeats.map((repeat) =>
            withoutHeldWords({ ...repeat, because: shown(repeat.because) }),
          ),
        };
      }),
    );
  }

  /** Everything the audit log says of a tip, this look included, the oldest first. @throws Problem `not-found` 404. */
  async history(tipId: string, context: WorkContext): Promise<AuditEntry[]> {
    return this.denials.recorded(tipId, context, async () => {
      await this.database.transaction(async (tx) => {
        const [tip] = await tx.query<TipPage[]>(TIP, [tipId, scopeOf(context).unitIds]);
        if (tip === undefined) throw notFound('tip');
        const subject = { kind: 'tip' as const, id: tipId };
        await this.audit.append(tx, context, { action: 'tip.history-read', subject });
      });
      return this.audit.history({ kind: 'tip', id: tipId });
    });
  }

  private async belongings(tx: Tx, tip: TipPage) {
    const repeats = await tx.query<Repeat[]>(REPEATS, [tip.groupId, tip.id, tip.unitId, SHOWN_REPEATS]);
    const files = await tx.query<TipFile[]>(FILES, [tip.id]);
    const mails = await tx.query<Mail[]>(MAILS, [tip.id]);
    const notes = await tx.query<Note[]>(NOTES, [tip.id]);
    const dialogue = await tx.query<DialogueLine[]>(DIALOGUE, [tip.id]);
    return { repeats, files, mails, notes, dialogue };
  }

  /** The clean copy of a file. @throws Problem `not-found` 404. */
  async openFile(
    tipId: string,
    fileId: string,
    context: WorkContext,
  ): Promise<{ mediaType: string; bytes: Buffer }> {
    const file = await this.denials.recorded(tipId, context, () =>
      this.database.transaction(async (tx) => {
        const [found] = await tx.query<{ clean_blob: string; media_type: string }[]>(CLEAN_FILE, [
          fileId,
          tipId,
          scopeOf(context).unitIds,
        ]);
        if (found === undefined) throw notFound('file');
        const subject = { kind: 'tip' as const, id: tipId };
        await this.audit.append(tx, context, {
          action: 'tip.file-opened',
          subject,
          details: { file: fileId },
        });
        return found;
      }),
    );
    const sealed = await buffer(await this.blobs.get(file.clean_blob));
    return { mediaType: file.media_type, bytes: this.box.open(sealed, fileId) };
  }
}

const CLEAN_FILE = `
  SELECT clean_blob, media_type FROM tip_file JOIN tip ON tip.id = tip_file.tip_id
   WHERE tip_file.id = $1 AND tip.id = $2 AND tip.unit_id = ANY ($3) AND tip_file.state = 'clean'`;

const TIP = `
  SELECT id, campaign_id AS "campaignId", unit_id AS "unitId", group_id AS "groupId", folded,
         folded_because AS "foldedBecause", state, outcome, set_aside AS "setAside", priority, due_at AS "dueAt", channel,
         language, text, spans, suspects, place, place_spans AS "placeSpans", place_suspects AS "placeSuspects", municipality,
         review_reasons AS "reviewReasons", is_held AS "isHeld", routing,
         received_at AS "receivedAt", version
    FROM tip WHERE id = $1 AND unit_id = ANY ($2)`;

const REPEATS = `
  SELECT id, folded, received_at AS "receivedAt", channel, text, spans, is_held AS "isHeld",
         folded_because AS because
    FROM tip WHERE group_id = $1 AND id <> $2 AND unit_id = $3 ORDER BY received_at DESC, id DESC LIMIT $4`;

const FILES = `
  SELECT id, state, quarantine_reason AS "quarantineReason", media_type AS "mediaType", width, height, bytes, preview
    FROM tip_file WHERE tip_id = $1 ORDER BY place`;

const MAILS = `
  SELECT id, received_at AS "receivedAt", raw_bytes AS bytes FROM inbound_message
   WHERE tip_id = $1 AND raw_blob IS NOT NULL ORDER BY received_at, id`;

const NOTES = `
  SELECT id, author_id AS "authorId", text, written_at AS "writtenAt"
    FROM tip_note WHERE tip_id = $1 ORDER BY written_at, id`;

const DIALOGUE = `
  SELECT id, sender, author_id AS "authorId", text, spans, suspects, is_held AS "isHeld", sent_at AS "sentAt", kind,
         (SELECT state FROM outbox_message AS message
           WHERE message.id = dialogue_message.id AND message.channel <> 'web') AS delivery
    FROM dialogue_message WHERE tip_id = $1 ORDER BY sent_at, id`;

import { Injectable } from '@nestjs/common';
import { AuditLog } from '#audit';
import { Database, notFound, type WorkContext } from '#kernel';
import { SearchedWords } from '#tips';

/** Opens the sealed words of a search for an auditor who says why; that is an entry before it is on the screen. */
@Injectable()
export class OpenedWords {
  constructor(
    private readonly database: Database,
    private readonly audit: AuditLog,
    private readonly searched: SearchedWords,
  ) {}

  /** @throws Problem `not-found` 404 where the entry is no search, or was erased. */
  async open(entryId: string, reason: string, context: WorkContext): Promise<string> {
    return this.database.transaction(async (tx) => {
      const [entry] = await tx.query<{ words: string | null }[]>(
        `SELECT body::jsonb #>> '{details,words}' AS words FROM audit_entry
          WHERE id = $1 AND action = 'tip.searched'`,
        [entryId],
      );
      if (typeof entry?.words !== 'string') throw notFound('entry');
      await this.audit.append(tx, context, {
        action: 'audit.words-opened',
        subject: { kind: 'entry', id: entryId },
        reason,
      });
      return this.searched.open(entry.words);
    });
  }
}

import { Injectable } from '@nestjs/common';
import { Clock, Database } from '#kernel';

/** How one part of a channel is, as the last process that used it saw it. */
export interface PartHealth {
  /** `email-smtp-in`, `email-imap-in`, `email-out`… */
  part: string;
  state: 'working' | 'trouble';
  /** A stable word, such as `sign-in-refused`. */
  why: string | null;
  /** Since when it is so. */
  since: Date;
  workedAt: Date | null;
}

/** What the portal and `colabora doctor` are told of the doors: trouble is visible, never silent. */
@Injectable()
export class ChannelHealth {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  works(part: string): Promise<void> {
    return this.write(part, 'working', null);
  }

  hasTrouble(part: string, why: string): Promise<void> {
    return this.write(part, 'trouble', why);
  }

  list(): Promise<PartHealth[]> {
    return this.database.query<PartHealth>(
      'SELECT part, state, why, since, worked_at AS "workedAt" FROM channel_health ORDER BY part',
    );
  }

  private async write(part: string, state: PartHealth['state'], why: string | null): Promise<void> {
    await this.database.query(
      `INSERT INTO channel_health AS known (part, state, why, since, worked_at)
       VALUES ($1, $2, $3, $4, CASE $2 WHEN 'working' THEN $4::timestamptz END)
       ON CONFLICT (part) DO UPDATE SET state = $2, why = $3,
         since = CASE WHEN known.state = $2 AND known.why IS NOT DISTINCT FROM $3 THEN known.since ELSE $4 END,
         worked_at = CASE $2 WHEN 'working' THEN $4::timestamptz ELSE known.worked_at END`,
      [part, state, why, this.clock.now()],
    );
  }
}

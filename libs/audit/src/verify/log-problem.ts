/** What can be wrong with the log; each is found by its own tamper test. */
export type LogProblemKind =
  | 'entry-altered'
  | 'entry-missing'
  | 'entry-doubled'
  | 'entry-erased-silently'
  | 'tree-altered'
  | 'columns-altered'
  | 'checkpoint-forged'
  | 'checkpoint-forked'
  | 'checkpoint-rolled-back'
  | 'cosignature-forged'
  | 'time-stamp-forged'
  | 'log-behind-checkpoint'
  | 'log-beyond-checkpoint'
  | 'key-unknown'
  | 'orphan';

export interface LogProblem {
  kind: LogProblemKind;
  /** For the operator: what was expected and what is there. Ids and places only. */
  what: string;
  /** The place where it shows first. */
  position?: number;
  entryId?: string;
}

/** Beyond this many the rest is only counted: one cause usually shows in every later entry. */
const KEPT_PROBLEMS = 100;

/** Gathers problems in the order they are found. */
export class Findings {
  readonly problems: LogProblem[] = [];
  count = 0;

  add(problem: LogProblem): void {
    this.count += 1;
    if (this.problems.length < KEPT_PROBLEMS) this.problems.push(problem);
  }

  /** Those that were found elsewhere, in their order. */
  addAll({ problems, count }: Pick<Findings, 'problems' | 'count'>): void {
    for (const problem of problems) this.add(problem);
    this.count += count - problems.length;
  }
}

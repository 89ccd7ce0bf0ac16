/**
 * The one family of errors. Everything that can go wrong on purpose is a `Problem`; the web edge maps it to
 * an RFC 9457 document (`application/problem+json`) for programs and to a page for people.
 * A problem never carries what a person typed: `detail` and `errors` name fields and rules only.
 */
export class Problem extends Error {
  constructor(
    /** Stable, for programs: becomes `type` = `urn:colabora:problem:<code>`. */
    readonly code: string,
    /** HTTP status. */
    readonly status: number,
    /** Short English sentence for developers; people see the translation of `code`. */
    detail: string,
    readonly errors: FieldError[] = [],
  ) {
    super(detail);
    this.name = 'Problem';
  }
}

/** One field that was refused. `pointer` is a JSON pointer into the request body (RFC 6901). */
export interface FieldError {
  pointer: string;
  /** Stable rule name: `required`, `too-short`, `too-long`, `not-an-email`… */
  rule: string;
  /** Numbers that belong in the message, such as `{ max: 10000 }`. Never what was typed. */
  limits?: Record<string, number>;
}

export const notFound = (what: string) => new Problem('not-found', 404, `No such ${what}.`);
export const forbidden = (detail = 'Not allowed.') => new Problem('forbidden', 403, detail);
export const conflict = (code: string, detail: string) => new Problem(code, 409, detail);
export const unprocessable = (errors: FieldError[], detail = 'Some answers need attention.') =>
  new Problem('invalid', 422, detail, errors);
export const tooManyRequests = (detail = 'Too many requests; try again later.') =>
  new Problem('too-many-requests', 429, detail);

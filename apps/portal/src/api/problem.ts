/** One field that the server refused; the same shape in every problem document. */
export interface FieldRefusal {
  /** JSON pointer into the request body, such as `/wording/es/title`. */
  pointer: string;
  rule: string;
  limits?: Record<string, number>;
}

/** The server said no, and why: an RFC 9457 problem document. */
export class ServerProblem extends Error {
  constructor(
    readonly status: number,
    /** Stable name, such as `changed-meanwhile`. */
    readonly code: string,
    readonly errors: FieldRefusal[] = [],
    /** The request's id, for whoever looks into the logs. */
    readonly requestId?: string,
  ) {
    super(`The server answered ${status} ${code}`);
    this.name = 'ServerProblem';
  }
}

/** No answer at all: the network, or the server, is away. */
export class NoConnection extends Error {
  override readonly name = 'NoConnection';
}

interface ProblemBody {
  type?: string;
  errors?: FieldRefusal[];
  instance?: string;
}

/** Reads a refusal; an answer that isn't a problem document (a proxy's page) becomes one without a story. */
export async function readProblem(response: Response): Promise<ServerProblem> {
  const isProblem = response.headers.get('content-type')?.includes('json') ?? false;
  const body = isProblem ? ((await response.json().catch(() => ({}))) as ProblemBody) : {};
  const code = body.type?.replace('urn:colabora:problem:', '') ?? 'unknown';
  return new ServerProblem(response.status, code, body.errors ?? [], body.instance);
}

/** True for a refusal with this code or status. */
export const isProblem = (error: unknown, which: string | number): error is ServerProblem =>
  error instanceof ServerProblem && (error.code === which || error.status === which);

/** The refusal of a field or of one of its items: `/hashtags/2` belongs to `/hashtags`. */
export const refusalAt = (refusals: FieldRefusal[], pointer: string): FieldRefusal | undefined =>
  refusals.find((refusal) => refusal.pointer === pointer || isItemOf(refusal.pointer, pointer));

const isItemOf = (item: string, list: string): boolean =>
  item.startsWith(`${list}/`) && /^\d+$/.test(item.slice(list.length + 1));

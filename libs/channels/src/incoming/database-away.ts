import { TypeORMError } from 'typeorm';

/** pg's words where it gives no code: the connection went, or none came free. */
const OF_THE_CONNECTION =
  /^(connection terminated|timeout exceeded when trying to connect|client (was closed|has encountered a connection error))/i;

/**
 * True for troubles of the database that pass: what was being taken in must be kept by whoever brought it, never be set
 * down as unreadable. A value that PostgreSQL refuses (SQLSTATE classes 22 and 23) is the message's own trouble. A
 * connection that breaks in the middle of a transaction shows itself by TypeORM's "already released" as well, which has no
 * code at all: the mixed run found mails set down as malformed by it.
 */
export function isDatabaseAway(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const { driverError, code } = error as Error & { driverError?: { code?: unknown }; code?: unknown };
  const state = driverError?.code ?? code;
  if (typeof state === 'string')
    return !/^2[23]/.test(state) && (driverError !== undefined || /^(E[A-Z]+$|08|40|53|57)/.test(state));
  return error instanceof TypeORMError || OF_THE_CONNECTION.test(error.message);
}

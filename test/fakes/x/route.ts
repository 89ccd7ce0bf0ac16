import type { ServerResponse } from 'node:http';
import { pageToken, send } from './answers.js';
import { type Faults, spoilPage } from './faults.js';
import type { XGrant } from './grants.js';
import { personShape, type Spelling } from './shapes.js';
import type { XPerson, XWorld } from './world.js';

/** What every route of the fake works on. */
export interface XStage {
  readonly now: () => number;
  readonly world: XWorld;
  readonly faults: Faults;
  readonly spelling: Spelling;
}

/** What a route sees of a request. */
export interface Call {
  path: string;
  query: URLSearchParams;
  body: Record<string, unknown>;
  grant: XGrant | undefined;
  response: ServerResponse;
}

export interface Route {
  method: string;
  path: RegExp;
  /** As X's pages name it: limits hang on it. */
  endpoint: string;
  scopes: string[];
  /** App-only tokens are let in. */
  app?: boolean;
  answer(call: Call, ...parts: string[]): void | Promise<void>;
}

interface Page {
  data: object[];
  includes?: object;
  errors?: object[];
  meta?: object;
}

/** An empty result has no `data`; the faults of pages come on top. */
export function sendPage(x: XStage, response: ServerResponse, path: string, page: Page): void {
  if (page.data.length > 0 && page.meta !== undefined && x.faults.strikes('empty-page', path)) {
    const first = page.data[0] as { id: string };
    return send(response, 200, {
      meta: { result_count: 0, next_token: pageToken(String(BigInt(first.id) + 1n)) },
    });
  }
  spoilPage(x.faults, path, page);
  const { data, includes, ...rest } = page;
  send(response, 200, {
    ...(data.length > 0 ? { data } : {}),
    ...(includes !== undefined && Object.keys(includes).length > 0 ? { includes } : {}),
    ...rest,
  });
}

/** The account that a token speaks for. */
export const selfOf = ({ world }: XStage, grant: XGrant | undefined): XPerson =>
  world.people.get(grant?.userId ?? '') ?? { id: '0', username: 'nobody', name: 'nobody' };

export const peopleOf = ({ world }: XStage, ids: Iterable<string>) =>
  [...new Set(ids)].map((id) => personShape(world.people.get(id)!));

import createClient, { type Middleware } from 'openapi-fetch';
import { NoConnection, readProblem } from './problem.js';
import type { paths } from './schema.js';

/** Told when a request finds that nobody is signed in any more. */
type SessionEndListener = () => void;
let onSessionEnd: SessionEndListener = () => {};
export const whenSessionEnds = (listener: SessionEndListener): void => {
  onSessionEnd = listener;
};

/** Requests that began before the last signing in: their refusals are of the former session, and late. */
const begun = new WeakMap<Request, number>();
let sessions = 0;

const refusals: Middleware = {
  onRequest: ({ request }) => void begun.set(request, sessions),
  async onResponse({ request, response, schemaPath }) {
    if (response.ok && schemaPath === '/api/session' && request.method === 'POST') sessions += 1;
    if (response.ok) return;
    const problem = await readProblem(response);
    if (response.status === 401 && schemaPath !== '/api/session' && begun.get(request) === sessions)
      onSessionEnd();
    throw problem;
  },
  onError: ({ error }) => (error instanceof TypeError ? new NoConnection() : undefined),
};

/** The staff API, typed by its contract. Refusals are thrown as `ServerProblem`, silence as `NoConnection`. */
export const api = createClient<paths>({ baseUrl: '/' });
api.use(refusals);

/** What a successful answer holds. */
export async function answer<Data>(request: Promise<{ data?: Data }>): Promise<Data> {
  const { data } = await request;
  return data as Data;
}

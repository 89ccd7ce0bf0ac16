import createClient, { type Middleware } from 'openapi-fetch';
import { NoConnection, readProblem } from './problem.js';
import type { paths } from './schema.js';

/** Told when a request finds that nobody is signed in any more. */
type SessionEndListener = () => void;
let onSessionEnd: SessionEndListener = () => {};
export const whenSessionEnds = (listener: SessionEndListener): void => {
  onSessionEnd = listener;
};

const refusals: Middleware = {
  async onResponse({ response, schemaPath }) {
    if (response.ok) return;
    const problem = await readProblem(response);
    if (response.status === 401 && schemaPath !== '/api/session') onSessionEnd();
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

import type { IncomingMessage, ServerResponse } from 'node:http';

// How X words its answers and refusals, how it names pages, and what the fake reads of a request.

export const UNSUPPORTED_AUTHENTICATION = {
  title: 'Unsupported Authentication',
  detail: 'Authenticating with OAuth 2.0 Application-Only is forbidden for this endpoint.',
  type: 'https://api.twitter.com/2/problems/unsupported-authentication',
  status: 403,
};

/** At least 16 signs, as X's page tokens have; it names the last item of the page before. */
export const pageToken = (id: string) => `p${id.padStart(19, '0')}`;

export function tokenPosition(query: URLSearchParams): bigint | undefined {
  const token = query.get('pagination_token');
  return token === null ? undefined : BigInt(token.slice(1));
}

export function send(response: ServerResponse, status: number, body: object): void {
  response.writeHead(status, { 'content-type': 'application/json; charset=utf-8' });
  response.end(JSON.stringify(body));
}

export function problem(response: ServerResponse, status: number, title: string, detail: string): void {
  send(response, status, { title, detail, type: 'about:blank', status });
}

export function invalid(response: ServerResponse, parameter: string, value: string): void {
  send(response, 400, {
    errors: [
      { parameters: { [parameter]: [value] }, message: `The \`${parameter}\` value [${value}] is not valid` },
    ],
    title: 'Invalid Request',
    detail: 'One or more parameters to your request was invalid.',
    type: 'https://api.twitter.com/2/problems/invalid-request',
  });
}

export function notFound(response: ServerResponse, kind: string, id: string): void {
  send(response, 200, {
    errors: [
      {
        value: id,
        resource_id: id,
        parameter: 'id',
        resource_type: kind,
        title: 'Not Found Error',
        detail: `Could not find ${kind} with id: [${id}].`,
        type: 'https://api.twitter.com/2/problems/resource-not-found',
      },
    ],
  });
}

export async function bodyOf(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}

export function parseBody(request: IncomingMessage, raw: Buffer): Record<string, unknown> {
  if (raw.length === 0) return {};
  const isForm = (request.headers['content-type'] ?? '').includes('urlencoded');
  if (isForm) return Object.fromEntries(new URLSearchParams(raw.toString()));
  try {
    return JSON.parse(raw.toString()) as Record<string, unknown>;
  } catch {
    return {};
  }
}

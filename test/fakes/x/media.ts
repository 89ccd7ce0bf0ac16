import type { ServerResponse } from 'node:http';
import { problem, send } from './answers.js';
import { pour, trickle } from './faults.js';
import type { Route, XStage } from './route.js';
import { mediaKey } from './shapes.js';
import type { XMedia } from './world.js';

/** Files: of a direct message, and uploads with their words. */
export const mediaRoutes = (x: XStage): Route[] => [
  {
    method: 'GET',
    path: /^\/2\/dm_conversations\/media\/(\d+)\/(\d+)\/([^/]+)$/,
    endpoint: 'GET /2/dm_conversations/media/:id',
    scopes: ['dm.read'],
    answer: ({ path, response }, dmId, mediaId, resource) => {
      const dm = x.world.dms.find(({ id }) => id === dmId);
      const media = dm?.media.find((each) => each.id === mediaId && each.resource === resource);
      return sendFile(x, path, media, response);
    },
  },
  {
    method: 'POST',
    path: /^\/2\/media\/upload$/,
    endpoint: 'POST /2/media/upload',
    scopes: ['media.write'],
    answer: ({ body, response }) => {
      const media = x.world.media(
        Buffer.from(String(body['media'] ?? ''), 'base64'),
        String(body['media_type']),
      );
      x.world.uploads.set(media.id, media);
      send(response, 200, {
        data: {
          id: media.id,
          media_key: mediaKey(media),
          size: media.bytes.length,
          expires_after_secs: 86_400,
        },
        meta: {},
      });
    },
  },
  {
    method: 'POST',
    path: /^\/2\/media\/metadata$/,
    endpoint: 'POST /2/media/metadata',
    scopes: ['media.write'],
    answer: ({ body, response }) => {
      const media = x.world.uploads.get(String(body['id']));
      if (media === undefined) return problem(response, 400, 'Bad Request', 'Unknown media.');
      const { alt_text } = (body['metadata'] ?? {}) as { alt_text?: { text: string } };
      if (alt_text !== undefined) media.altText = alt_text.text;
      return send(response, 200, { data: { id: media.id, associated_metadata: { alt_text } } });
    },
  },
];

/** What lies on X's public file hosts. */
export function sendPublicFile(
  x: XStage,
  host: string,
  path: string,
  response: ServerResponse,
): void | Promise<void> {
  const all = [...x.world.posts.values()].flatMap(({ media }) => media);
  const media = all.find(({ resource }) => path.endsWith(`/${resource}`));
  return sendFile(x, `${host}${path}`, media, response);
}

function sendFile(
  x: XStage,
  path: string,
  media: XMedia | undefined,
  response: ServerResponse,
): void | Promise<void> {
  if (x.faults.strikes('media-gone', path) || media === undefined) {
    return problem(response, 404, 'Not Found', 'Not Found');
  }
  if (x.faults.strikes('media-redirect', path)) {
    response.writeHead(302, { location: 'http://169.254.169.254/latest/meta-data/' });
    response.end();
    return;
  }
  if (x.faults.strikes('media-wrong-type', path)) {
    response.writeHead(200, { 'content-type': media.type });
    response.end('<!doctype html><script>alert(1)</script>');
    return;
  }
  response.writeHead(200, { 'content-type': 'application/octet-stream' });
  if (x.faults.strikes('media-slow', path)) return trickle(response);
  if (x.faults.strikes('media-huge', path)) {
    return pour(response, 'A');
  }
  response.end(media.bytes);
}

import { createHash, createHmac } from 'node:crypto';
import type { ServerSecret } from '#kernel';
import type { InboundMessage } from './inbound-message.js';

type Name = Pick<InboundMessage, 'channel' | 'channelAccount' | 'remoteId'>;

/** What names a message for ever, as its channel knows it: in memory only. */
export const fullName = ({ channel, channelAccount, remoteId }: Name) =>
  `${channel}\n${channelAccount}\n${remoteId}`;

/**
 * What is kept of the name. The web form's id is a secret that leads to the receipt's code: its hash. The others are names
 * in other people's systems (a Message-ID, a post's id) that lead to whoever wrote: a hash under the server's key, so that
 * a stolen database can't be matched with what a mail server or X still holds.
 */
export const storedRemoteId = (secret: ServerSecret, name: Name): string =>
  name.channel === 'web' || name.channel === 'api'
    ? createHash('sha256').update(name.remoteId).digest('hex')
    : secret.mac('message-name', fullName(name)).toString('hex');

/** Tells "the same again" from "something else under the same name"; keyed by the name, so that it can't be guessed. */
export function bodyMac(message: InboundMessage): Buffer {
  const { campaignId, text, place = '', contact = '', files } = message;
  const mac = createHmac('sha256', fullName(message)).update(
    JSON.stringify([campaignId, text, place, contact]),
  );
  for (const { bytes } of files) mac.update(createHash('sha256').update(bytes).digest());
  return mac.digest();
}

import { answer, api } from '../api/client.js';
import type { Tip } from '../api/types.js';
import { unlockKeys } from '../vault/door.js';

/**
 * Sends an answer by the way the tip came. For e-mail and X the address lies sealed to the unit: it is opened here, with the
 * person's own keys, and what comes out is a token that only the server can read. Called again with the same id, it is one
 * answer. @throws NotUnlocked, NoFittingKey, Problem.
 */
export async function sendAnswer(
  tip: Pick<Tip, 'id' | 'channel'>,
  text: string,
  answerId: string,
): Promise<void> {
  const params = { path: { id: tip.id } };
  const token = tip.channel === 'web' ? undefined : await replyToken(tip.id);
  await answer(
    api.POST('/api/tips/{id}/answers', {
      params,
      body: { answerId, text, ...(token === undefined ? {} : { token }) },
    }),
  );
}

/** The newest way back: an informant may have written from another place since. */
export async function replyToken(tipId: string): Promise<string> {
  await unlockKeys();
  const [{ grants, records }, { openRecord }] = await Promise.all([
    answer(api.POST('/api/tips/{id}/answer-address', { params: { path: { id: tipId } } })),
    import('../vault/open-sealed.js'), // what opens seals comes when something is opened
  ]);
  const { token } = await openRecord<{ token: string }>(tipId, grants, records.at(-1)!.sealed);
  return token;
}

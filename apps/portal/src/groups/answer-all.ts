import { answer, api } from '../api/client.js';
import { ServerProblem } from '../api/problem.js';
import type { Channel, GroupedTip } from '../api/types.js';
import { replyToken } from '../tips/send-answer.js';
import { unlockKeys } from '../vault/door.js';

/** Why a member of the group gets no answer. */
export type Unanswered = 'no-way-back' | 'public' | 'no-key' | 'too-long' | 'other';

export interface AnsweredGroup {
  sent: number;
  refused: { tip: GroupedTip; why: Unanswered }[];
}

/** What is known before anything is opened. What a group says to many is never published under somebody's post. */
export function cannotAnswer(tip: GroupedTip, channels: Channel[], text: string): Unanswered | undefined {
  const channel = channels.find((each) => each.channel === tip.channel);
  if (channel === undefined) return 'no-way-back';
  if (!channel.private) return 'public';
  return [...text].length > channel.longestMessage ? 'too-long' : undefined;
}

/**
 * One answer to each informant of a group, each by their own way: sealed addresses are opened here, one after the other. Who
 * can't be answered stops nobody else. Called again with the same ids, each gets one answer. @throws NotUnlocked, Problem.
 */
export async function answerAll(
  tips: GroupedTip[],
  channels: Channel[],
  text: string,
  answerIdOf: (tipId: string) => string,
): Promise<AnsweredGroup> {
  const refused: AnsweredGroup['refused'] = [];
  const members: { tipId: string; answerId: string; token?: string }[] = [];
  if (tips.some((tip) => tip.channel !== 'web' && cannotAnswer(tip, channels, text) === undefined))
    await unlockKeys(); // who would rather not is asked once, not once a tip
  for (const tip of tips) {
    const why = cannotAnswer(tip, channels, text);
    const way: Unanswered | { token?: string } =
      why ?? (tip.channel === 'web' ? {} : await openedWay(tip.id));
    if (typeof way === 'string') refused.push({ tip, why: way });
    else members.push({ tipId: tip.id, answerId: answerIdOf(tip.id), ...way });
  }
  if (members.length === 0) return { sent: 0, refused };
  const results = await answer(api.POST('/api/answers', { body: { text, members } }));
  for (const { tipId, refused: code } of results) {
    if (code === undefined) continue;
    const tip = tips.find(({ id }) => id === tipId)!;
    refused.push({ tip, why: code === 'no-way-back' ? 'no-way-back' : 'other' });
  }
  return { sent: tips.length - refused.length, refused };
}

async function openedWay(tipId: string): Promise<{ token: string } | Unanswered> {
  try {
    return { token: await replyToken(tipId) };
  } catch (error) {
    if (error instanceof Error && error.name === 'NoFittingKey') return 'no-key';
    if (error instanceof ServerProblem) return error.code === 'no-way-back' ? 'no-way-back' : 'other';
    throw error;
  }
}

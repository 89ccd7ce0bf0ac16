/** One earlier item that was compared with the new one. */
export interface Compared {
  id: string;
  groupId: string;
  /** The item that stands for its group. */
  isCanonical: boolean;
  verdict: 'exact' | 'near' | 'contradicting' | 'unlike';
  score: number;
}

/**
 * Members that must match where the canonical item doesn't: two strangers never meet through one hub. Each of them must itself
 * be like the canonical item, or a chain of twos would grow from one message into another.
 */
export const MEMBERS_INSTEAD_OF_CANONICAL = 2;

/** What two earlier items have to do with each other. */
export type CompareEarlier<Item> = (left: Item, right: Item) => Compared['verdict'];

/**
 * The group that a new item belongs to, if any. It must say the same as the canonical item, or as two members,
 * which say the same as the canonical one, or repeat one member exactly; and contradict no member that it was compared
 * with. That bounds a group's diameter to four steps: no chain of small differences grows from one message into another. A message cut so short that it
 * fits two groups which contradict each other belongs to neither: that would be a guess.
 */
export function choosePlace<Item extends Compared>(
  compared: Item[],
  compareEarlier: CompareEarlier<Item>,
): Item | undefined {
  const groupIds = [...new Set(compared.map(({ groupId }) => groupId))];
  const admitted = groupIds.flatMap((groupId) => {
    const members = compared.filter((item) => item.groupId === groupId);
    const alike = members.filter(isAlike).sort(closestFirst);
    const [closest] = alike;
    return closest !== undefined && admits(members, alike, compareEarlier) ? [closest] : [];
  });
  const [best, ...others] = admitted.sort(closestFirst);
  if (best === undefined || best.verdict === 'exact') return best;
  const rivals = others.filter(({ score }) => best.score - score < TELLING_DIFFERENCE);
  return rivals.some((rival) => compareEarlier(best, rival) === 'contradicting') ? undefined : best;
}

/** Two scores closer than this don't say which of two groups is meant. */
const TELLING_DIFFERENCE = 0.03;

function admits<Item extends Compared>(
  members: Item[],
  alike: Item[],
  compareEarlier: CompareEarlier<Item>,
): boolean {
  if (alike.some(({ verdict }) => verdict === 'exact')) return true;
  if (members.some(({ verdict }) => verdict === 'contradicting')) return false;
  if (alike.some(({ isCanonical }) => isCanonical)) return true;
  const canonical = members.find(({ isCanonical }) => isCanonical);
  const near = alike.filter((member) => canonical !== undefined && isSame(compareEarlier(member, canonical)));
  return near.length >= MEMBERS_INSTEAD_OF_CANONICAL;
}

const isSame = (verdict: Compared['verdict']) => verdict === 'exact' || verdict === 'near';

export const isAlike = ({ verdict }: Compared) => isSame(verdict);

/** On a tie the canonical item, then the one that came first. */
function closestFirst(left: Compared, right: Compared): number {
  return right.score - left.score || Number(right.isCanonical) - Number(left.isCanonical);
}

import { createHash } from 'node:crypto';

interface Tree {
  size: number;
  root: Buffer;
}

const parent = (left: Buffer, right: Buffer): Buffer =>
  createHash('sha256').update(Buffer.of(1)).update(left).update(right).digest();

/** What a proof says of the part of the tree that it has walked: its root now, and that of the old leaves in it. */
interface Walked {
  old: Buffer;
  now: Buffer;
}

/**
 * RFC 6962 2.1.2 read backwards, by recursion over the tree as it defines SUBPROOF (the log itself walks bits, as
 * RFC 9162 2.1.4.2 does): does `now` begin with the leaves of `before`?
 */
export function consistencyHolds(before: Tree, now: Tree, proof: Buffer[]): boolean {
  if (before.size === 0) return proof.length === 0;
  if (before.size === now.size) return proof.length === 0 && before.root.equals(now.root);
  const rest = [...proof];
  const walked = walk(before.size, now.size, true, before.root, rest);
  return (
    walked !== undefined && rest.length === 0 && walked.old.equals(before.root) && walked.now.equals(now.root)
  );
}

/** `isWhole`: the old leaves here are all the old tree's, so that its root needn't be in the proof. */
function walk(
  old: number,
  size: number,
  isWhole: boolean,
  oldRoot: Buffer,
  rest: Buffer[],
): Walked | undefined {
  if (old === size) {
    const root = isWhole ? oldRoot : rest.shift();
    return root && { old: root, now: root };
  }
  let left = 1;
  while (left * 2 < size) left *= 2;
  if (old <= left) {
    const inLeft = walk(old, left, isWhole, oldRoot, rest);
    const right = rest.shift();
    return inLeft && right && { old: inLeft.old, now: parent(inLeft.now, right) };
  }
  const inRight = walk(old - left, size - left, false, oldRoot, rest);
  const whole = rest.shift();
  return inRight && whole && { old: parent(whole, inRight.old), now: parent(whole, inRight.now) };
}

/** Lower case, no accents, compatibility forms resolved (full-width letters, mathematical alphabets, ligatures). */
export function foldLetters(text: string): string {
  return text
    .normalize('NFKD')
    .replace(/\p{M}+/gu, '')
    .toLowerCase()
    .replace(/[’‘`´]/g, "'")
    .normalize('NFC');
}

/**
 * How a word sounds, so that "bender", "vender" and "venderrr" are one word, and "ke" and "que". Spanish rules
 * (b/v, silent h, soft c and z as s, qu/k, ll/y, g/j before e and i); harmless for the other languages, since
 * both sides of a comparison go through it. Letters repeated for emphasis are written once.
 */
export function soundOf(folded: string): string {
  return folded
    .replace(/[^\p{L}\p{N}]/gu, '')
    .replace(/ph/g, 'f')
    .replace(/([cst])h/g, (_, letter: string) => (letter === 'c' ? 'x' : letter))
    .replace(/h/g, '')
    .replace(/qu?(?=[ei])|q|c(?=[^ei]|$)/g, 'k')
    .replace(/[zç]|c(?=[ei])/g, 's')
    .replace(/gu(?=[ei])/g, 'G')
    .replace(/g(?=[ei])/g, 'j')
    .replace(/G/g, 'g')
    .replace(/ll/g, 'y')
    .replace(/[vw]/g, 'b')
    .replace(/(\p{L})\1+/gu, '$1');
}

/**
 * Damerau-Levenshtein distance (insert, delete, replace, swap neighbours), given up above `limit`: two words of
 * a tip are at most one or two slips of a finger apart.
 */
export function slipsBetween(left: string, right: string, limit: number): number {
  if (Math.abs(left.length - right.length) > limit) return limit + 1;
  let before: number[] = [];
  let previous = Array.from({ length: right.length + 1 }, (_, column) => column);
  for (let row = 1; row <= left.length; row++) {
    const current = [row];
    for (let column = 1; column <= right.length; column++) {
      const replaced = previous[column - 1]! + (left[row - 1] === right[column - 1] ? 0 : 1);
      let cost = Math.min(replaced, previous[column]! + 1, current[column - 1]! + 1);
      if (row > 1 && column > 1 && left[row - 1] === right[column - 2] && left[row - 2] === right[column - 1])
        cost = Math.min(cost, before[column - 2]! + 1);
      current.push(cost);
    }
    if (Math.min(...current) > limit) return limit + 1;
    [before, previous] = [previous, current];
  }
  return previous[right.length]!;
}

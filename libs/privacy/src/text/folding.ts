/**
 * One UTF-16 unit to its lower-case letter without diacritics, one unit long, so that offsets stay. Rules then need
 * neither the `i` nor the `u` flag, which keeps their expressions simple and fast.
 */
const FOLDED = new Uint16Array(0x250);
for (let unit = 0; unit < FOLDED.length; unit++) FOLDED[unit] = foldSlowly(unit);

function foldSlowly(unit: number): number {
  return String.fromCharCode(unit).toLowerCase().normalize('NFD').charCodeAt(0);
}

export function foldUnit(unit: number): number {
  return unit < FOLDED.length ? FOLDED[unit]! : unit < 0x3000 ? foldSlowly(unit) : unit;
}

/** Folds names and words of a list the same way as texts are folded. */
export function fold(words: string): string {
  let folded = '';
  for (let index = 0; index < words.length; index++)
    folded += String.fromCharCode(foldUnit(words.charCodeAt(index)));
  return folded;
}

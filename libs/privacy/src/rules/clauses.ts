import type { TextView } from '../text/text-view.js';

const CLAUSE_END =
  /[.;!?\n()[\]{}…|]|,(?= )(?! (?:en |al |a |no |na |del |de )?(?:el |la |l'|o )?(?:\d|primer|segund|tercer|cuart|quint|sext|bajo|atico|baix|principal|entresuelo|numero|portal|piso|puerta|escalera|bloque|planta|pis |porta))|,(?= ?(?:y|pero|que|i|e|and|but|he|lo|la|les|los|me|se|hay|pero|on|onde|donde|dond)(?![a-z]))| - |(?<![a-z])(?:pero|y (?:he|ha|veo|vi|veia|todos|todas|cada|siempre|se|el|ella|ellos|hay|por|no|anoche|ayer|me|te|le|lo|los|las|la|mi|escucho|oigo|huele|vienen|viene|entra|entran|venden|vende|(?:[a-z]{2,10}(?:an|aba|aban|ian|aron|ieron|en))|lleva|ponen|es)(?![a-z])|i (?:he|veig|cada|sempre|es|hi|el|no|ahir|la|tots|sento|venen|entren)|e (?:vin|vexo|cada|sempre|hai|o|non|onte|todas|venden|entran|veo)|and (?:i|he|she|they|there|every|last|the|see|saw|people)|but|baina|pero|perque|porque|porke|xq|because|where|quan|cando|cuando|kuando|when|while|mientras|asi que)(?![a-z])/g;

/** Where the clause ends, at most `reach` characters on, never inside a word. */
export function clauseEnd(view: TextView, from: number, reach: number): number {
  const rest = view.folded.slice(from, from + reach + 24);
  CLAUSE_END.lastIndex = 0;
  for (let match = CLAUSE_END.exec(rest); match; match = CLAUSE_END.exec(rest)) {
    const abbreviation =
      match[0] === '.' &&
      /(?:^|[^a-z])(?:c|av|avda|pza|pl|no|n|num|sr|sra|dr|dra|sto|sta|san|ctra|urb|izq|dcha|bj|tel|tlf)$/.test(
        rest.slice(0, match.index),
      );
    const insideNumber = /[.]/.test(match[0]) && /[\da-z@]/.test(rest[match.index + 1] ?? '');
    if (match.index > reach) break;
    if (!abbreviation && !insideNumber) return trimmed(view, from, from + match.index);
  }
  if (rest.length <= reach) return trimmed(view, from, from + rest.length);
  const cut = rest.lastIndexOf(' ', reach);
  return trimmed(view, from, from + (cut > 0 ? cut : reach));
}

/**
 * As `clauseEnd`, but "and" ends it too, unless a name goes on ("Sol y Mar"), and so does "que", unless what it says
 * belongs to who is told of ("soy el único que tiene vacas").
 */
export function coordinateEnd(view: TextView, from: number, reach: number, throughThat = false): number {
  const end = clauseEnd(view, from, reach);
  const rest = view.folded.slice(from, end);
  TURN.lastIndex = 0;
  for (let match = TURN.exec(rest); match; match = TURN.exec(rest)) {
    if (throughThat && match[0].endsWith('que')) continue;
    if (match.index === 0 && /^ (?:todas las|cada|siempre|sempre|always|beti|gauero)/.test(match[0]))
      continue; // "bajo cada noche"
    if (
      / (?:y|i|e)$/.test(match[0]) &&
      /^ (?:media|cuarto|pico|mitja|quart|medio|algo)(?![a-z])/.test(
        rest.slice(match.index + match[0].length),
      )
    )
      continue; // "a las seis y media"
    if (match[0] === ' que' && / (?:hasta|ata|fins|desde|dende)$/.test(rest.slice(0, match.index))) continue;
    const next = from + match.index + match[0].length + 1;
    if (!isTitled(view, next) || !isTitled(view, wordStart(view, from + match.index)))
      return trimmed(view, from, from + match.index);
  }
  return end;
}

function isTitled({ text, folded }: TextView, at: number): boolean {
  return text[at] !== folded[at] && text[at + 1] === folded[at + 1] && /[a-z]/.test(folded[at + 1] ?? '');
}

/** Where the word begins that ends here. */
function wordStart({ folded }: TextView, end: number): number {
  let start = end;
  while (start > 0 && /[a-z0-9]/.test(folded[start - 1]!)) start--;
  return start;
}

/** "And", and where the writer turns from themself to what they saw. */
const TURN =
  /(?<! que|^ es)[ ,](?:(?:y|i|e|eta|and|so|pero|que(?! (?:hay|esta|queda|tengo|hi ha)(?![a-z])))(?= [a-z])|(?:siempre|sempre|beti|gauero|always)(?= )|(?:no )?(?:veo|vemos|vexo|veig|se ve|se oye|es veu|oigo|he visto|vi a|i see|i saw|i can|para denunciar|para informar|per denunciar|denuncio|denunciamos|no deberia|he de dir|he de decir|tengo que decir|debo decir|quiero|kiero|vull|quero|hay|hi ha|hai|todas las noches|cada noche)(?![a-z])|(?:donde|dond|on|onde|where)(?= (?:(?:se|lo|la|los|las|les?|els|hi|they|people|he|she) )?(?:[a-z]{2,12}(?:an|en|aban|ian|ell)|vende|aparca|guarda|esta|esconde|hay|hai|entra|sell|sells|deal|keep|park)(?![a-z])))/g;

function trimmed(view: TextView, from: number, to: number): number {
  let end = to;
  while (end > from && /[\s,;:]/.test(view.folded[end - 1]!)) end--;
  return end;
}

/** Where the clause began that ends at `to`, at most 90 characters back. */
export function clauseStart(view: TextView, to: number): number {
  const from = Math.max(0, to - 90);
  const left = view.folded.slice(from, to);
  const cut = Math.max(
    lastStop(left),
    ...[';', '!', '?', '\n', ', ', '('].map((mark) => left.lastIndexOf(mark)),
  );
  const space = from === 0 ? -1 : left.indexOf(' ');
  const begin = from + (cut >= 0 ? cut + 1 : space + 1);
  return begin + (view.folded.slice(begin, to).length - view.folded.slice(begin, to).trimStart().length);
}

/** The last full stop that ends a sentence: "2. eskuineko" is an ordinal. */
function lastStop(left: string): number {
  for (let at = left.lastIndexOf('.'); at >= 0; at = left.lastIndexOf('.', at - 1)) {
    if (!/(?:^|[^\d])\d{1,2}$/.test(left.slice(0, at))) return at;
    if (at === 0) return -1;
  }
  return -1;
}

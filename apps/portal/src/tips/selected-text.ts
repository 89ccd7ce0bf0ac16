/** A stretch of anonymised words, in their UTF-16 code units. */
export interface Selected {
  /** Which of the tip's words: `text`, or the id of what the informant said later. */
  of: string;
  start: number;
  end: number;
}

/**
 * What a person selected of the words of an element that names them (`data-words`), in offsets of what it shows: pieces
 * of text carry where they stand (`data-from`), and a chip (`data-from`, `data-to`) counts as a whole.
 */
export function selectedWords(): Selected | undefined {
  const selection = window.getSelection();
  if (selection === null || selection.isCollapsed || selection.rangeCount === 0) return undefined;
  const range = selection.getRangeAt(0);
  const element = elementOf(range.startContainer)?.closest<HTMLElement>('[data-words]');
  if (element == null) return undefined;
  const start = offsetOf(range.startContainer, range.startOffset, 'start');
  const end = element.contains(range.endContainer)
    ? offsetOf(range.endContainer, range.endOffset, 'end')
    : range.endOffset === 0
      ? edgeOf(element, element.childNodes.length, 'end') // a triple click goes on to what follows
      : undefined;
  return start === undefined || end === undefined || end <= start
    ? undefined
    : { of: element.dataset['words']!, start, end };
}

const elementOf = (node: Node): HTMLElement | null =>
  node instanceof HTMLElement ? node : node.parentElement;

function offsetOf(node: Node, offset: number, side: 'start' | 'end'): number | undefined {
  const piece = elementOf(node)?.closest<HTMLElement>('[data-from]');
  if (piece == null) return edgeOf(node, offset, side);
  const from = Number(piece.dataset['from']);
  const to = piece.dataset['to'];
  if (to !== undefined) return side === 'start' ? from : Number(to);
  return from + (node instanceof HTMLElement ? (offset === 0 ? 0 : (node.textContent?.length ?? 0)) : offset);
}

/** A selection that ends at a paragraph's edge (a triple click): the nearest piece inside or before it. */
function edgeOf(node: Node, offset: number, side: 'start' | 'end'): number | undefined {
  if (!(node instanceof HTMLElement)) return undefined;
  const pieces = [...node.querySelectorAll<HTMLElement>('[data-from]')];
  const before = pieces.filter((piece) =>
    [...node.childNodes].slice(0, offset).some((child) => child === piece || child.contains(piece)),
  );
  const piece = side === 'start' ? pieces[before.length] : before.at(-1);
  if (piece === undefined) return undefined;
  const from = Number(piece.dataset['from']);
  if (side === 'start') return from;
  return piece.dataset['to'] === undefined
    ? from + (piece.textContent?.length ?? 0)
    : Number(piece.dataset['to']);
}

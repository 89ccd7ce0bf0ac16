import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { redact } from './redact.js';

/** Lines in which « and » mark what must be masked. */
function markedLines(name: string): { text: string; spans: [number, number][] }[] {
  return readFileSync(new URL(`../../../test/fixtures/tips/${name}`, import.meta.url), 'utf8')
    .split('\n')
    .filter(Boolean)
    .map((line) => {
      const spans: [number, number][] = [];
      let text = '';
      line.split(/[«»]/).forEach((piece, place) => {
        if (place % 2 === 1) spans.push([text.length, text.length + piece.length]);
        text += piece;
      });
      return { text, spans };
    });
}

function shownLetters(text: string, [start, end]: [number, number]): string {
  const { entities } = redact(text);
  return [...Array(end - start).keys()]
    .map((step) => start + step)
    .filter(
      (at) =>
        /[\p{L}\p{N}]/u.test(text[at]!) && !entities.some((entity) => entity.start <= at && at < entity.end),
    )
    .map((at) => text[at])
    .join('');
}

describe('redact', () => {
  it.each(['identifiers.txt', 'identifiers-more.txt', 'adversarial.txt'])(
    'shows no letter or digit of what %s marks',
    (name) => {
      const shown = markedLines(name).flatMap(({ text, spans }) =>
        spans.filter((span) => shownLetters(text, span) !== '').map(([start, end]) => text.slice(start, end)),
      );
      expect(shown).toEqual([]);
    },
  );

  it('leaves ordinary sentences alone', () => {
    for (const text of [
      'venden cocaína por 50 euros el gramo y 1.200 pastillas al mes',
      'la rosa del balcón es la señal y el sol da en la terraza',
      'un chico de unos 25 años, alto, con gorra roja y tatuaje en el cuello',
      'llevan 3 años así y nadie hace nada',
      'the staircase smells of weed and nobody does anything',
    ])
      expect(redact(text).redacted).toBe(text);
  });
});

import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import fc from '../../../test/support/dice.js';
import { anonymise } from './anonymise.js';
import { detect } from './detect.js';
import { redact } from './redact.js';
import { TextView } from './text/text-view.js';

const tokenKey = Buffer.alloc(32, 5);
const pieces = fc.constantFrom(
  'soy la vecina',
  ' ',
  '\n',
  ', ',
  '. ',
  'Juan Pérez',
  'juan',
  '612345678',
  '6 1 2',
  '@',
  'arroba',
  'punto',
  'calle ',
  'C/ ',
  '3ºB',
  '12345678Z',
  'ES91',
  '2100 0418',
  '1234 BCD',
  'a',
  'A.',
  '1',
  '-',
  '/',
  ':',
  "'",
  '"',
  '(',
  '\u200b',
  '\u0301',
  '😀',
  'mi cuñado de 34 años',
  'nombre: ',
  'DNI ',
  '日本',
  'Ж',
  'https://',
  '::',
  '00',
  '+34',
  'de ',
  'uno ',
  'nire ',
  'Bilbon',
  'ﬁ',
  '①',
  '𝟏',
  '&ntilde;',
  '&#8203;',
  '&#',
  'Ã±',
  '·',
  '٦',
  'm4r1a ',
  'v3c1na',
  'doce mil ',
  'K de kilo ',
  'mnl garcia ',
  'JuanPerez ',
);
const hostile = fc.array(pieces, { maxLength: 60 }).map((parts) => parts.join(''));
const anyText = fc.oneof(
  hostile,
  fc.string({ unit: 'binary', maxLength: 200 }),
  fc.string({ unit: 'grapheme', maxLength: 100 }),
);

describe('the engine, whatever the text', () => {
  it('returns sorted spans that never overlap and lie inside the text', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        let from = 0;
        for (const { start, end, score } of detect(text)) {
          expect(start).toBeGreaterThanOrEqual(from);
          expect(end).toBeGreaterThan(start);
          expect(end).toBeLessThanOrEqual(text.length);
          expect(score).toBeGreaterThan(0);
          expect(score).toBeLessThanOrEqual(1);
          from = end;
        }
      }),
      { numRuns: 400 },
    );
  });

  it('says the same twice', () => {
    fc.assert(
      fc.property(anyText, (text) => expect(detect(text)).toEqual(detect(text))),
      { numRuns: 100 },
    );
  });

  it('leaves what it does not mask exactly as it was', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const { redacted, entities } = redact(text);
        let rebuilt = redacted;
        for (const { start, end, type } of [...entities].reverse()) {
          const label = `[${type}]`;
          const at = start + offsetBefore(entities, start);
          expect(rebuilt.slice(at, at + label.length)).toBe(label);
          rebuilt = rebuilt.slice(0, at) + text.slice(start, end) + rebuilt.slice(at + label.length);
        }
        expect(rebuilt).toBe(text);
      }),
      { numRuns: 300 },
    );
  });

  it('points at its tokens in the anonymised text', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const { text: anonymised, spans } = anonymise({ text, tokenKey });
        for (const { start, end, token } of spans) expect(anonymised.slice(start, end)).toBe(token);
      }),
      { numRuns: 200 },
    );
  });

  it('suspects stretches in order that never overlap, nor begin or end inside of a token', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const { text: anonymised, spans, suspects } = anonymise({ text, tokenKey });
        let from = 0;
        for (const { start, end } of suspects) {
          expect(start).toBeGreaterThanOrEqual(from);
          expect(end).toBeGreaterThan(start);
          expect(end).toBeLessThanOrEqual(anonymised.length);
          for (const edge of [start, end])
            expect(spans.some((span) => span.start < edge && edge < span.end)).toBe(false);
          from = end;
        }
      }),
      { numRuns: 400 },
    );
  });

  it('finds its way back to the original from every place of the view', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const view = TextView.of(text);
        expect(view.folded.length).toBe(view.text.length);
        let last = 0;
        for (let at = 0; at < view.length; at++) {
          const [start, end] = view.originalSpan(at, at + 1);
          expect(start).toBeGreaterThanOrEqual(last > start ? start : last);
          expect(end).toBeLessThanOrEqual(text.length);
          last = start;
        }
      }),
      { numRuns: 200 },
    );
  });

  it('hides a person however look-alikes and invisible characters are strewn in', () => {
    const strewn = fc.array(fc.constantFrom('', '\u200b', '\u00ad', '\u2060'), {
      minLength: 9,
      maxLength: 9,
    });
    fc.assert(
      fc.property(strewn, (tricks) => {
        const dni = [...'12345678Z'].map((letter, index) => letter + tricks[index]).join('');
        expect(redact(`su dni es ${dni} vale`).redacted).toMatch(/^su dni es \[ES_NIF\].? ?vale$/u);
      }),
    );
  });
});

describe('every expression of the rules', () => {
  const sources = readdirSync(new URL('rules/', import.meta.url))
    .filter((name) => name.endsWith('.ts'))
    .map((name) => ({ name, code: readFileSync(new URL(`rules/${name}`, import.meta.url), 'utf8') }));

  it('repeats nothing without an upper bound, so that its work per character is limited by construction', () => {
    const unbounded = sources.flatMap(({ name, code }) =>
      expressionsIn(code)
        .filter((expression) => /(?:[^\\]|\\\\)(?:\*|\+|\{\d+,\})/.test(withoutClasses(expression)))
        .map((expression) => `${name}: ${expression.slice(0, 60)}`),
    );
    expect(unbounded).toEqual([]);
  });
});

/** Literals and template strings that hold a global expression: those that run over whole texts. */
function expressionsIn(code: string): string[] {
  return [
    ...[...code.matchAll(/(?<=[=(:,]\s*)\/((?:[^/\\\n[]|\\.|\[(?:[^\]\\\n]|\\.)*\])+)\/g(?![a-z])/g)].map(
      (match) => match[1]!,
    ),
    ...[...code.matchAll(/new RegExp\(\s*`([^`]+)`,\s*'g'/g)].map((match) =>
      match[1]!.replace(/\$\{[^}]*\}/g, 'x'),
    ),
  ];
}

function withoutClasses(expression: string): string {
  return expression.replace(/\\[+*{}[\]]/g, 'x').replace(/\[(?:[^\]\\]|\\.)*\]/g, 'x');
}

function offsetBefore(entities: { start: number; end: number; type: string }[], start: number): number {
  return entities
    .filter((entity) => entity.start < start)
    .reduce((sum, entity) => sum + entity.type.length + 2 - (entity.end - entity.start), 0);
}

import { describe, expect, it } from '@jest/globals';
import { shownLetters } from '../../../test/fixtures/marked-lines.js';
import { furtherTips, labelledTips } from '../../../test/fixtures/tips/labelled-tips.js';
import { anonymise } from './anonymise.js';
import type { EntityType } from './entity.js';
import { redact } from './redact.js';

const tokenKey = Buffer.alloc(32, 3);
const IDENTITY = new Set<EntityType>(['SELF_IDENTIFICATION', 'AGE_KINSHIP']);
/** Of 65 traces and 130 other spans. */
const TRACES_LEFT = 1;
const OTHERS_LEFT = 6;
/** Share of the masked letters and digits. */
const MOST_IN_VAIN = 0.13;

describe('the labelled tips', () => {
  const tips = labelledTips();

  it('are at least a thousand, in five languages, with who writes in most of them', () => {
    expect(tips.length).toBeGreaterThanOrEqual(1000);
    expect(new Set(tips.map(({ language }) => language))).toEqual(new Set(['es', 'ca', 'gl', 'eu', 'en']));
    expect(tips.filter(({ informant }) => informant.length > 0).length).toBeGreaterThan(800);
  });

  it('leak the identity of no informant', () => {
    const leaks = tips.flatMap(({ id, text, informant }) => {
      const { entities } = anonymise({ text, tokenKey });
      const identity = entities.filter(({ type }) => IDENTITY.has(type));
      return informant
        .filter(([start, end]) => shownLetters(text, [start, end], identity) !== '')
        .map(([start, end]) => `${id}: ${text.slice(start, end)}`);
    });
    expect(leaks).toEqual([]);
  });

  it('show no phone, document, account, e-mail or plate after anonymising', () => {
    const shown = tips.flatMap(({ id, text, spans }) => {
      const anonymised = anonymise({ text, tokenKey }).text as string;
      return spans
        .filter(([, , type]) => /^(?:PHONE|ES_NIF|ES_NIE|IBAN|EMAIL|ES_PLATE|HANDLE)$/.test(type))
        .filter(([start, end]) => anonymised.includes(text.slice(start, end)))
        .map(([start, end]) => `${id}: ${text.slice(start, end)}`);
    });
    expect(shown).toEqual([]);
  });

  it('keep places, dates and cars readable where nobody is betrayed by them', () => {
    const text = anonymise({
      text: 'venden en Getafe el 12/03/2026 a las 22:00 desde un Seat León negro',
      tokenKey,
    }).text;
    expect(text).toBe('venden en Getafe el 12/03/2026 a las 22:00 desde un Seat León negro');
  });
});

describe('the tips that somebody wrote without knowing the rules', () => {
  const tips = furtherTips('other-hand').map((tip) => ({ ...tip, entities: redact(tip.text).entities }));

  it('show no more of who writes, nor of others, than they did when the rules had learned from them', () => {
    const traces = tips.flatMap(({ text, informant, entities }) => {
      const identity = entities.filter(({ type }) => IDENTITY.has(type));
      return informant.filter(([start, end]) => shownLetters(text, [start, end], identity) !== '');
    });
    const others = tips.flatMap(({ text, spans, entities }) =>
      spans.filter(
        ([start, end, type]) =>
          !IDENTITY.has(type as EntityType) && shownLetters(text, [start, end], entities) !== '',
      ),
    );
    expect(traces.length).toBeLessThanOrEqual(TRACES_LEFT);
    expect(others.length).toBeLessThanOrEqual(OTHERS_LEFT);
  });

  it('are masked in vain by few letters in a hundred', () => {
    let masked = 0;
    let inVain = 0;
    for (const { text, spans, entities } of tips)
      for (const { start, end } of entities)
        for (let at = start; at < end; at++) {
          if (!/[\p{L}\p{N}]/u.test(text[at]!)) continue;
          masked++;
          if (!spans.some(([from, to]) => from <= at && at < to)) inVain++;
        }
    expect(inVain / masked).toBeLessThan(MOST_IN_VAIN);
  });
});

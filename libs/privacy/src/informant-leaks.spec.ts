import { describe, expect, it } from '@jest/globals';
import { labelledTips } from '../../../test/fixtures/tips/labelled-tips.js';
import { anonymise } from './anonymise.js';

const tokenKey = Buffer.alloc(32, 3);
const IDENTITY = new Set(['SELF_IDENTIFICATION', 'AGE_KINSHIP']);

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
        .filter(([start, end]) => !everyLetterUnder(identity, text, start, end))
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

function everyLetterUnder(
  spans: { start: number; end: number }[],
  text: string,
  start: number,
  end: number,
): boolean {
  for (let at = start; at < end; at++)
    if (/[\p{L}\p{N}]/u.test(text[at]!) && !spans.some((span) => span.start <= at && at < span.end))
      return false;
  return true;
}

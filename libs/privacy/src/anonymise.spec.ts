import { describe, expect, it } from '@jest/globals';
import { anonymise } from './anonymise.js';
import { policyWith } from './policy.js';
import { redact } from './redact.js';

const tokenKey = Buffer.alloc(32, 7);
const shown = (text: string, known?: Parameters<typeof anonymise>[0]['known']): string =>
  anonymise({ text, tokenKey, ...(known ? { known } : {}) }).text;

describe('anonymise', () => {
  it('removes who writes and keeps the facts about the suspect readable', () => {
    const text = shown(
      'soy la vecina del 3ºB y venden cocaína en Getafe a las 22:00, coche Seat León 1234 BCD',
    );
    expect(text).toMatch(
      /^\[INFORMANT\] y venden cocaína en Getafe a las 22:00, coche Seat León ES_PLATE·[0-9a-f]{4}$/,
    );
  });

  it.each(['3ºB', '3.º B', '3.ºB', '3.° b'])(
    'masks the whole of a writer’s door, however it is written: %s',
    (door) => {
      expect(shown(`Soy la vecina del ${door} y venden cocaína`)).toBe('[INFORMANT] y venden cocaína');
    },
  );

  it('gives the same value the same token in one campaign and another in the next', () => {
    const one = anonymise({ text: 'su movil es 612 34 56 78', tokenKey });
    const same = anonymise({ text: 'llamad al 612345678 a ver', tokenKey });
    const elsewhere = anonymise({ text: 'su movil es 612 34 56 78', tokenKey: Buffer.alloc(32, 8) });
    expect(same.tokens).toEqual(one.tokens);
    expect(one.tokens[0]!.token).toMatch(/^[0-9a-f]{16}$/);
    expect(elsewhere.tokens).not.toEqual(one.tokens);
  });

  it('masks what the channel knows of the sender, however it is spelled', () => {
    const known = {
      name: 'Eufrasia Quintanilla',
      handle: '@eufra_q',
      email: 'eufra.q@example.org',
      phone: '+34 600 11 22 33',
    };
    for (const leak of [
      'soy EUFRASIA',
      'un saludo, eufrasía quintanila',
      'mi insta e u f r a q',
      'al 6.0.0.1.1.2.2.3.3',
      'eufra.q arroba example',
    ])
      expect(shown(`venden en el parque ${leak}`, known)).toMatch(/\[INFORMANT\]/);
    expect(shown('venden 600-112 233 aqui', known)).not.toMatch(/\d/);
  });

  it('links nobody by the name of a place', () => {
    for (const text of ['Madrid', 'venden en Madrid de noche', 'se van a León los viernes'])
      expect(anonymise({ text, tokenKey }).tokens).toEqual([]);
  });

  it('leaves no linkable token for the informant', () => {
    const { tokens } = anonymise({ text: 'me llamo Rosa Pérez y vivo en el portal 5', tokenKey });
    expect(tokens).toEqual([]);
  });

  it('takes no place for a person: tips from the same town name nobody in common', () => {
    for (const place of [
      'Madrid',
      'Getafe',
      'Vallecas, Madrid',
      'En el parque de Getafe venden por la tarde',
    ])
      expect(anonymise({ text: place, tokenKey }).tokens).toEqual([]);
  });

  it('masks a mistyped DNI and says that its letter is wrong', () => {
    const { entities, redacted } = redact('su DNI es 12345678A');
    expect(redacted).toBe('su DNI es [ES_NIF]');
    expect(entities[0]).toMatchObject({ type: 'ES_NIF', valid: false, start: 10, end: 19 });
  });

  it('sees through look-alikes, invisible characters and emoji digits, with offsets of the original', () => {
    for (const text of [
      'DNI 1\u200b2345678\u00adZ',
      'DNI １２３４５６７８Ｚ',
      'tel 6️⃣1️⃣2️⃣3️⃣4️⃣5️⃣6️⃣7️⃣8️⃣',
      'coche 1234 ВСD',
    ])
      expect(redact(text).redacted).toMatch(/^(?:DNI|tel|coche) \[[A-Z_]+\]$/);
  });

  it('generalises and keeps as the campaign says, but never the informant', () => {
    const policy = policyWith({ DATE: 'generalise', ES_PLATE: 'keep', SELF_IDENTIFICATION: 'keep' });
    const { text } = anonymise({ text: 'vivo enfrente, coche 1234 BCD, el 12/03/2026', tokenKey, policy });
    expect(text).toBe('[INFORMANT], coche 1234 BCD, el 03/2026');
  });
});

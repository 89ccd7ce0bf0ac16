import { describe, expect, it } from '@jest/globals';
import { redact } from './redact.js';

describe('a name that is also a word', () => {
  it.each([
    ['Rosa vende pastillas en el parque', '[PERSON] vende pastillas en el parque'],
    ['rosa guarda la droga en casa', '[PERSON] guarda la droga en casa'],
    ['llega de noche y luz cobra en la puerta', 'llega de noche y [PERSON] cobra en la puerta'],
    ['León trae la mercancía los martes', '[PERSON] trae la mercancía los martes'],
    ['el conductor es rosa', 'el conductor es [PERSON]'],
    ['le pegan a rosa la del quiosco', 'le pegan a [PERSON] la del quiosco'],
  ])('is one where somebody does something: %s', (text, shown) => {
    expect(redact(text).redacted).toBe(shown);
  });

  it.each([
    'la rosa del balcón es la señal y el sol da en la terraza',
    'sol y playa todo el año, pero luz no hay',
    'domingo vende más que ningún otro día',
  ])('is a word elsewhere: %s', (text) => {
    expect(redact(text).redacted).toBe(text);
  });

  it.each([
    ['venden en la Plaza del Sol', 'ADDRESS', 'Plaza del Sol'],
    ['quedan en Plaza del Sol de Madrid', 'ADDRESS', 'Plaza del Sol de Madrid'],
    ['se van a León los viernes', 'PLACE', 'León'],
    ['lo lleva Evaristo Plaza Monge', 'PERSON', 'Evaristo Plaza Monge'],
  ] as const)('has the type that its neighbours give it: %s', (text, type, shown) => {
    expect(redact(text).entities.map((found) => [found.type, text.slice(found.start, found.end)])).toEqual([
      [type, shown],
    ]);
  });

  it.each([
    [
      'desde aquí se ve que el Pescao lleva la pistola encima',
      'desde aquí se ve que [PERSON] lleva la pistola encima',
    ],
    ['el Chino y la Rubia pasan coca en los soportales', '[PERSON] y [PERSON] pasan coca en los soportales'],
    ['viene con uno que le dicen el Peseta', 'viene con uno que le dicen [PERSON]'],
    ['unha muller que lle chaman a Loura', 'unha muller que lle chaman [PERSON]'],
  ])('may be a nickname with its article: %s', (text, shown) => {
    expect(redact(text).redacted).toBe(shown);
  });

  it.each(['la Policía pasa de largo', 'el Ayuntamiento sabe todo', 'el Jefe manda y la Guardia Civil mira'])(
    'is no nickname where it names an office: %s',
    (text) => {
      expect(redact(text).entities.filter(({ type }) => type === 'PERSON')).toEqual([]);
    },
  );
});

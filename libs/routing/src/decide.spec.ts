import { describe, expect, test } from '@jest/globals';
import { decide, recogniseMunicipality, type RoutingRule } from '#routing';

const rules: RoutingRule[] = [
  { id: '1', name: 'Amenaza de muerte', condition: { words: ['matar*', 'pistola'] }, priority: 'life' },
  {
    id: '2',
    name: 'Menores',
    condition: { words: ['menor*', 'instituto'] },
    unitId: 'grume',
    priority: 'high',
  },
  { id: '3', name: 'Madrid', condition: { territory: ['28'] }, unitId: 'udyco-madrid' },
  { id: '4', name: 'Grafitis', condition: { campaignId: 'grafitis' }, unitId: 'local' },
];
const tip = (text: string, place?: string) => ({
  campaignId: 'tweetredadas',
  text,
  municipality: recogniseMunicipality(place, text),
});

describe('routing', () => {
  test('the first rule that fits names the unit, and says what it saw', () => {
    const decision = decide(tip('Venden a menores en el instituto', 'Getafe'), rules, 'default');
    expect(decision).toEqual({
      unitId: 'grume',
      priority: 'high',
      because: [
        { decided: 'unit', by: 'rule', rule: 'Menores', saw: ['menor*', 'instituto'] },
        { decided: 'priority', by: 'rule', rule: 'Menores', saw: ['menor*', 'instituto'] },
      ],
    });
  });

  test('a rule without a unit sets only the priority', () => {
    const decision = decide(tip('dice que lo va a MATAR', 'Móstoles'), rules, 'default');
    expect(decision).toMatchObject({ unitId: 'udyco-madrid', priority: 'life' });
  });

  test('a repeat follows the tip it repeats', () => {
    expect(decide({ ...tip('x', 'Madrid'), groupUnitId: 'elsewhere' }, rules, 'default')).toMatchObject({
      unitId: 'elsewhere',
      because: [{ decided: 'unit', by: 'group' }],
    });
  });

  test('where nothing fits, the default unit has it, and says so', () => {
    expect(decide(tip('hola'), rules, 'default')).toEqual({
      unitId: 'default',
      priority: 'normal',
      because: [{ decided: 'unit', by: 'default' }],
    });
  });
});

describe('municipalities', () => {
  test.each([
    ['a coruña', undefined, '15030'],
    ['Alacant', undefined, '03014'],
    ['calle Mayor 3, L Hospitalet de Llobregat', undefined, '08101'],
    [undefined, 'trapichean en el parque de Alcalá de Henares', '28005'],
    [undefined, 'cuando sale el sol en la plaza', undefined],
  ])('%s / %s', (place, text, code) => {
    expect(recogniseMunicipality(place, text ?? '')?.code).toBe(code);
  });
});

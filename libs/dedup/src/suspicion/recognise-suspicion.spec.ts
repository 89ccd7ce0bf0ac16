import { expect, test } from '@jest/globals';
import { recogniseSuspicion } from './recognise-suspicion.js';

test.each([
  ['es', 'Sois unos hijos de puta, iros a la mierda'],
  ['es', 'vaya panda de inútiles y payasos la policía'],
  ['ca', 'Sou uns fills de puta, aneu a la merda'],
  ['gl', 'Sodes uns fillos de puta'],
  ['eu', 'Zuek putakumeak zarete'],
  ['en', 'Fuck you, you bastards'],
  ['en', 'ACAB 1312'],
])('abuse (%s): %s', (_, text) => {
  expect(recogniseSuspicion(text)).toMatchObject({ kind: 'abuse' });
});

test.each([
  ['es', 'Os vamos a matar a todos, sabemos dónde vivís'],
  ['es', 'vais a morir perros'],
  ['ca', 'Us matarem, sabem on viviu'],
  ['gl', 'Sabemos onde vivides, ides morrer'],
  ['eu', 'Hilko zaituztegu, badakigu non bizi zareten'],
  ['en', 'We know where you live. You will die'],
])('a threat to us (%s): %s', (_, text) => {
  expect(recogniseSuspicion(text)).toMatchObject({ kind: 'threat-to-staff' });
});

test.each([
  ['es', 'Gana dinero fácil desde casa, haz clic aquí https://gana.example/x'],
  ['ca', 'Guanya diners, ofertes i descomptes: https://x.example/a'],
  ['en', 'Make money from home, free bitcoin! https://x.example/promo'],
  ['es', Array.from({ length: 7 }, (_, at) => `https://x.example/${at}`).join(' ')],
])('advertising (%s): %s', (_, text) => {
  expect(recogniseSuspicion(text)).toMatchObject({ kind: 'spam' });
});

test.each([
  'El hijo de puta de mi vecino vende cocaína en la calle Toledo 15, a ver si hacéis algo',
  'Mi marido me dijo que me va a matar y que sabe dónde vivo. Ayudadme',
  'En la pared del instituto pone "policía vais a morir", lo firma un tal Javi',
  'Amenaza con poner una bomba en la comisaría, es mi hermano y tiene armas',
  'Se anuncia aquí: https://www.instagram.com/malote23, vende pastillas a menores',
  'Venden entradas falsas y piden 50 euros por bizum https://anuncio.example/1',
  'Mi jefe es un cabrón que paga en negro y esconde droga en el almacén del bar de la plaza',
  'Hola, gracias por vuestro trabajo',
  'Os han puesto una denuncia falsa unos payasos del barrio de Sants',
  '',
])('a tip, however it is put: %s', (text) => {
  expect(recogniseSuspicion(text)).toBeUndefined();
});

test('what is kept names the sign and never holds what was written', () => {
  const seen = recogniseSuspicion('Sois unos hijos de puta, iros a la mierda');
  expect(seen).toEqual({ kind: 'abuse', sign: 'insults-at-us' });
});

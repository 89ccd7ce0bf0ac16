import { expect, test } from '@jest/globals';
import { passwordRefusals } from './password-rules.js';

const rulesOf = (password: string, email = 'ines.ruiz@policia.example') =>
  passwordRefusals(password, email).map((error) => error.rule);

test.each([
  ['once letras', 'too-short'],
  ['x'.repeat(201), 'too-long'],
  ['yo soy Ines.Ruiz y tengo sed', 'contains-your-name'],
  ['Contraseña2026!!', 'too-common'],
  ['password1234', 'too-common'],
  ['123456789012', 'too-common'],
  ['aaaabbbbaaaabbbb', 'too-common'],
  ['¡¡Tweetredadas!!', 'too-common'],
])('%s is refused: %s', (password, rule) => {
  expect(rulesOf(password)).toEqual([rule]);
});

test.each(['siete gatos azules', 'Ñandú-tejado-41-lluvia', 'k9#mQ2$vLx8!'])('%s is good', (password) => {
  expect(rulesOf(password)).toEqual([]);
});

test('a short mailbox name may turn up inside a word', () => {
  expect(rulesOf('mañana iremos andando', 'ana@policia.example')).toEqual([]);
});

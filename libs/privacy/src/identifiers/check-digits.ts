const NIF_LETTERS = 'trwagmyfpdxbnjzsqvhlcke';
const CIF_LETTERS = 'jabcdefghi';

/** DNI or the NIF of a natural person: number modulo 23 picks the letter (RD 1553/2005, RD 1065/2007 art. 19). */
export function isValidNif(compact: string): boolean {
  const shape = /^([klm]?)(\d{7,8})([a-z])$/.exec(compact);
  return !!shape && NIF_LETTERS[Number(shape[2]) % 23] === shape[3];
}

/** NIE: X, Y, Z stand for 0, 1, 2 before the seven digits (Orden INT/2058/2008). */
export function isValidNie(compact: string): boolean {
  const shape = /^([xyz])(\d{7,8})([a-z])$/.exec(compact);
  return !!shape && NIF_LETTERS[Number('xyz'.indexOf(shape[1]!) + shape[2]!) % 23] === shape[3];
}

/** Tax number of a legal person: control digit or letter over seven digits (RD 1065/2007 art. 22, Orden EHA/451/2008). */
export function isValidCif(compact: string): boolean {
  const shape = /^([a-hjnp-suvw])(\d{7})([0-9a-j])$/.exec(compact);
  if (!shape) return false;
  let sum = 0;
  [...shape[2]!].forEach((digit, index) => {
    const doubled = Number(digit) * 2;
    sum += index % 2 === 0 ? Math.floor(doubled / 10) + (doubled % 10) : Number(digit);
  });
  const control = (10 - (sum % 10)) % 10;
  const asDigit = String(control) === shape[3];
  const asLetter = CIF_LETTERS[control] === shape[3];
  if (/[pqrsnw]/.test(shape[1]!)) return asLetter;
  return /[abeh]/.test(shape[1]!) ? asDigit : asDigit || asLetter;
}

/** Social security number: the first ten digits modulo 97 (Orden TAS/2865/2003's numbering). */
export function isValidNuss(digits: string): boolean {
  if (!/^\d{11,12}$/.test(digits)) return false;
  const province = digits.slice(0, 2);
  const number = digits.slice(2, -2);
  const short = number.replace(/^0+/, '');
  const base =
    short.length < 8 ? BigInt(province) * 10_000_000n + BigInt(short || '0') : BigInt(province + number);
  return Number(base % 97n) === Number(digits.slice(-2));
}

/** Payment cards and IMEI (ISO/IEC 7812-1 annex B). */
export function isValidLuhn(digits: string): boolean {
  let sum = 0;
  for (let index = 0; index < digits.length; index++) {
    const digit = digits.charCodeAt(digits.length - 1 - index) - 48;
    const counted = index % 2 === 1 ? digit * 2 : digit;
    sum += counted > 9 ? counted - 9 : counted;
  }
  return sum % 10 === 0 && /[1-9]/.test(digits);
}

/** ISO 13616: the first four characters moved to the end, letters as 10 to 35, modulo 97 is 1. */
export function isValidIban(compact: string): boolean {
  let remainder = 0;
  for (const character of compact.slice(4) + compact.slice(0, 4)) {
    const value = parseInt(character, 36);
    remainder = (remainder * (value > 9 ? 100 : 10) + value) % 97;
  }
  return remainder === 1;
}

/** Spanish account number (CCC): two control digits over bank and branch, and over the account. */
export function isValidCcc(digits: string): boolean {
  const weights = [1, 2, 4, 8, 5, 10, 9, 7, 3, 6];
  const control = (ten: string): number => {
    const rest = 11 - ([...ten].reduce((sum, digit, index) => sum + Number(digit) * weights[index]!, 0) % 11);
    return rest === 11 ? 0 : rest === 10 ? 1 : rest;
  };
  return (
    digits.length === 20 &&
    control('00' + digits.slice(0, 8)) === Number(digits[8]) &&
    control(digits.slice(10)) === Number(digits[9])
  );
}

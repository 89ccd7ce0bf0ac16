import type { FieldError } from '#kernel';
import { COMMON_PASSWORDS } from './common-passwords.js';

export const PASSWORD_MIN_LENGTH = 12;
/** Long enough for any sentence or generator; bounds the work of hashing. */
export const PASSWORD_MAX_LENGTH = 200;
/** `aaaabbbbaaaa` is long but says little. */
const MIN_DIFFERENT_CHARACTERS = 5;
/** Shorter mailbox names (`ana`) turn up inside innocent words. */
const NAME_COUNTS_FROM = 4;

/**
 * Why a password is refused; empty: it is good. Length instead of composition rules, and a list of the most common
 * ones (NIST SP 800-63B 3.1.1.2, OWASP ASVS 2.1).
 */
export function passwordRefusals(password: string, email: string): FieldError[] {
  const pointer = '/password';
  const length = [...password].length;
  const plain = password.normalize('NFKC').toLowerCase();
  if (length < PASSWORD_MIN_LENGTH) {
    return [{ pointer, rule: 'too-short', limits: { min: PASSWORD_MIN_LENGTH } }];
  }
  if (length > PASSWORD_MAX_LENGTH) {
    return [{ pointer, rule: 'too-long', limits: { max: PASSWORD_MAX_LENGTH } }];
  }
  const mailbox = email.slice(0, email.indexOf('@')).toLowerCase();
  if (mailbox.length >= NAME_COUNTS_FROM && plain.includes(mailbox)) {
    return [{ pointer, rule: 'contains-your-name' }];
  }
  if (new Set(plain).size < MIN_DIFFERENT_CHARACTERS || isCommon(plain)) {
    return [{ pointer, rule: 'too-common' }];
  }
  return [];
}

/** Digits and signs put around a common password don't make it another. */
function isCommon(plain: string): boolean {
  const core = plain.replace(/^[^\p{L}]+|[^\p{L}]+$/gu, '');
  return (
    COMMON_PASSWORDS.has(plain) ||
    COMMON_PASSWORDS.has(core) ||
    COMMON_PASSWORDS.has(plain.replace(/[^\p{L}\p{N}]/gu, ''))
  );
}

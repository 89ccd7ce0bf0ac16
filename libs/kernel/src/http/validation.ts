import { ValidationPipe } from '@nestjs/common';
import { getMetadataStorage, type ValidationError } from 'class-validator';
import { type FieldError, unprocessable } from '../problem.js';

/**
 * The one pipe every DTO goes through: unknown fields are refused, types are made, and what is wrong leaves as a
 * `Problem` `invalid` (422) that names fields and rules, never what was typed.
 */
export function validationPipe(): ValidationPipe {
  return new ValidationPipe({
    whitelist: true,
    forbidNonWhitelisted: true,
    transform: true,
    validationError: { target: true, value: true }, // read below, never sent
    exceptionFactory: (errors) => unprocessable(fieldErrors(errors)),
  });
}

/** class-validator's tree as a flat list of JSON pointers and stable rule names. */
export function fieldErrors(errors: ValidationError[], above = ''): FieldError[] {
  return errors.flatMap((error) => {
    const pointer = `${above}/${escapePointer(error.property)}`;
    return [...ownErrors(error, pointer), ...fieldErrors(error.children ?? [], pointer)];
  });
}

function ownErrors(error: ValidationError, pointer: string): FieldError[] {
  const constraints = Object.keys(error.constraints ?? {});
  if (constraints.length === 0) return [];
  const isUnknown = constraints.includes('whitelistValidation');
  if (!isUnknown && (error.value === undefined || error.value === null)) {
    return [{ pointer, rule: 'required' }]; // a missing field breaks every rule at once: say the one that matters
  }
  const rules = new Map<string, FieldError>();
  for (const constraint of constraints) {
    const limits = limitsOf(error, constraint);
    const rule =
      constraint === 'isLength' ? lengthRule(error.value, limits) : (RULES[constraint] ?? kebab(constraint));
    rules.set(rule, { pointer, rule, ...(limits === undefined ? {} : { limits }) });
  }
  return [...rules.values()];
}

const escapePointer = (property: string) => property.replaceAll('~', '~0').replaceAll('/', '~1'); // RFC 6901, 3

const kebab = (name: string) => name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);

/** `Length` has one name for two failings. */
const lengthRule = (value: unknown, limits?: Record<string, number>): string =>
  typeof value === 'string' && value.length > (limits?.max ?? Infinity) ? 'too-long' : 'too-short';

/** class-validator's names in our words; a rule not listed keeps its own name in kebab-case. */
const RULES: Record<string, string> = {
  whitelistValidation: 'unknown-field',
  isDefined: 'required',
  isNotEmpty: 'required',
  minLength: 'too-short',
  maxLength: 'too-long',
  isString: 'not-a-text',
  isEmail: 'not-an-email',
  isBoolean: 'not-a-yes-or-no',
  isInt: 'not-a-whole-number',
  isNumber: 'not-a-number',
  isArray: 'not-a-list',
  isObject: 'not-an-object',
  nestedValidation: 'not-an-object',
  isIn: 'not-an-option',
  isEnum: 'not-an-option',
  isUuid: 'not-an-id',
  isIso8601: 'not-a-date',
  isRFC3339: 'not-a-date',
  isDateString: 'not-a-date',
  isDate: 'not-a-date',
  matches: 'malformed',
  min: 'too-small',
  max: 'too-large',
  arrayMinSize: 'too-few',
  arrayMaxSize: 'too-many',
  arrayUnique: 'repeated',
};

const LIMITS: Record<string, (constraints: unknown[]) => Record<string, unknown>> = {
  minLength: ([min]) => ({ min }),
  maxLength: ([max]) => ({ max }),
  isLength: ([min, max]) => ({ min, max }),
  min: ([min]) => ({ min }),
  max: ([max]) => ({ max }),
  arrayMinSize: ([min]) => ({ min }),
  arrayMaxSize: ([max]) => ({ max }),
};

/** The numbers a rule was declared with, read back from the decorator's metadata. */
function limitsOf(error: ValidationError, constraint: string): Record<string, number> | undefined {
  const named = LIMITS[constraint];
  if (named === undefined || error.target === undefined) return undefined;
  const declared = getMetadataStorage()
    .getTargetValidationMetadatas(error.target.constructor, '', false, false)
    .find((rule) => rule.propertyName === error.property && rule.name === constraint);
  return declared === undefined ? undefined : (named(declared.constraints) as Record<string, number>);
}

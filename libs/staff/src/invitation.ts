import type { FieldError } from '#kernel';
import { isEmail } from 'class-validator';
import { STAFF_ROLES, type StaffRole } from './roles.js';

/** Who shall work here. */
export interface Invitation {
  email: string;
  name: string;
  roles: StaffRole[];
  unitIds: string[];
}

export const NAME_MAX_LENGTH = 100;

/** Addresses are compared without case: people type them both ways. */
export const normaliseEmail = (email: string): string => email.trim().toLowerCase();

/** What is wrong with an invitation by itself; whether address and units exist is asked of the database. */
export function invitationRefusals(invitation: Invitation): FieldError[] {
  const hasAddress = isEmail(normaliseEmail(invitation.email));
  return [
    ...(hasAddress ? [] : [{ pointer: '/email', rule: 'not-an-email' }]),
    ...rightsRefusals(invitation),
  ];
}

export function rightsRefusals({ name, roles }: Pick<Invitation, 'name' | 'roles'>): FieldError[] {
  const errors: FieldError[] = [];
  if (name.trim() === '') errors.push({ pointer: '/name', rule: 'required' });
  if (name.trim().length > NAME_MAX_LENGTH) {
    errors.push({ pointer: '/name', rule: 'too-long', limits: { max: NAME_MAX_LENGTH } });
  }
  if (roles.length === 0) errors.push({ pointer: '/roles', rule: 'required' });
  roles.forEach((role, place) => {
    if (!STAFF_ROLES.includes(role)) errors.push({ pointer: `/roles/${place}`, rule: 'not-an-option' });
  });
  return errors;
}

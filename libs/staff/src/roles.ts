/** What a person may do here; one account may have several. product.md, "Who uses it". */
export const STAFF_ROLES = ['investigator', 'manager', 'lead', 'auditor', 'operator'] as const;
export type StaffRole = (typeof STAFF_ROLES)[number];

import type { FieldError } from '#kernel';

/** How long a campaign's tips are kept, and in what form. */
export interface RetentionTerms {
  /** After so many days without any action on a tip, who sent it and the original are destroyed. */
  idleDays: number;
  /** What is still kept whole is looked at again after so many months. */
  reviewMonths: number;
  /** After so many years nothing but numbers is left. */
  keepYears: number;
}

/**
 * Ley 2/2023 art. 32.4: without investigation within three months, only what names nobody may stay. LO 7/2021 art. 8:
 * a review every three years at least, twenty years at most. Shorter is always allowed.
 */
export const RETENTION_BOUNDS: Record<keyof RetentionTerms, { min: number; max: number }> = {
  idleDays: { min: 7, max: 92 },
  reviewMonths: { min: 1, max: 36 },
  keepYears: { min: 1, max: 20 },
};

export const DEFAULT_RETENTION: RetentionTerms = { idleDays: 92, reviewMonths: 36, keepYears: 20 };

export function retentionRefusals(terms: RetentionTerms): FieldError[] {
  return Object.entries(RETENTION_BOUNDS).flatMap(([name, limits]): FieldError[] => {
    const value = terms[name as keyof RetentionTerms];
    const fits = Number.isInteger(value) && value >= limits.min && value <= limits.max;
    return fits ? [] : [{ pointer: `/retention/${name}`, rule: 'out-of-bounds', limits }];
  });
}

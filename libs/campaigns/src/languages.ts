/** The languages citizens are spoken to in: Spanish, the co-official ones, and English. */
export const LANGUAGES = ['es', 'ca', 'gl', 'eu', 'en'] as const;
export type Language = (typeof LANGUAGES)[number];

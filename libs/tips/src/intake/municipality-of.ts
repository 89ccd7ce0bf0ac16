import { recogniseMunicipality } from '#routing';

/** The official name of the municipality that some words name: what a place is generalised to. */
export const municipalityOf = (words: string): string | undefined => recogniseMunicipality(words, '')?.name;

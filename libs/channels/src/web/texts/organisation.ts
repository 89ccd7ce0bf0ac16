import type { Language } from '#campaigns';

/** Who answers for the site, as privacy and accessibility pages name them. */
export const ORGANISATION: Record<
  Language,
  { title: string; contact: string; dpo: string; complaints: string; unnamed: string }
> = {
  es: {
    title: 'Quién responde',
    contact: 'Contacto:',
    dpo: 'Delegado de protección de datos:',
    complaints: 'Quejas y reclamaciones:',
    unnamed: 'Esto es una demostración: quien la instale debe poner aquí su nombre (COLABORA_ORGANISATION).',
  },
  ca: {
    title: 'Qui en respon',
    contact: 'Contacte:',
    dpo: 'Delegat de protecció de dades:',
    complaints: 'Queixes i reclamacions:',
    unnamed: 'Això és una demostració: qui la instal·li ha de posar aquí el seu nom (COLABORA_ORGANISATION).',
  },
  gl: {
    title: 'Quen responde',
    contact: 'Contacto:',
    dpo: 'Delegado de protección de datos:',
    complaints: 'Queixas e reclamacións:',
    unnamed: 'Isto é unha demostración: quen a instale debe poñer aquí o seu nome (COLABORA_ORGANISATION).',
  },
  eu: {
    title: 'Nork erantzuten duen',
    contact: 'Harremanetarako:',
    dpo: 'Datuak babesteko ordezkaria:',
    complaints: 'Kexak eta erreklamazioak:',
    unnamed:
      'Hau erakustaldi bat da: instalatzen duenak bere izena jarri behar du hemen (COLABORA_ORGANISATION).',
  },
  en: {
    title: 'Who is responsible',
    contact: 'Contact:',
    dpo: 'Data protection officer:',
    complaints: 'Complaints:',
    unnamed: 'This is a demonstration: whoever installs it must put their name here (COLABORA_ORGANISATION).',
  },
};
